"""SQLite with FTS5 and R*Tree. Usage: sqlite_peer.py CORPUS WORK ROUNDS

The setting: one connection to a file, 256 MB of memory map and of page cache, statements prepared once; texts
without their contents, words by white space and letters kept; columns with indexes, a prefix index of two,
three and four letters for names; words with a slip by a trigram-free scan of the vocabulary with the extension
spellfix left out, as Debian has none: the candidates of one edit are looked up in fts5vocab.
"""
import math
import os
import sqlite3
import sys
import time

from clock import documents, folder_size, measure

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
FACETS = ("kind", "municipality", "ownership", "concept")


def edits(word):
    """Every spelling one edit away."""
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield word
    for left, right in splits:
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in LETTERS:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


def main(corpus, work, rounds):
    os.makedirs(work, exist_ok=True)
    path = os.path.join(work, "units.sqlite")
    if os.path.exists(path):
        os.remove(path)
    known = list(documents(corpus))
    ids = [d["id"] for d in known]
    start = time.perf_counter()
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("""
        pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -262144;
        pragma mmap_size = 2147483648; pragma temp_store = memory;
        create table unit (number integer primary key, kind text, municipality text, ownership text,
                           concept text, capacity integer, x real, y real, z real);
        create virtual table words using fts5 (text, content='', detail=none,
                                               tokenize="unicode61 remove_diacritics 0");
        create virtual table names using fts5 (name, content='', prefix='2 3 4', detail=none,
                                               tokenize="unicode61 remove_diacritics 0");
        create virtual table places using rtree (number, west, east, south, north);
        create virtual table vocabulary using fts5vocab (words, row);
        begin""")
    db.executemany("insert into unit values (?,?,?,?,?,?,?,?,?)", (
        (number, d["kind"], d["municipality"], d["ownership"], d["concept"], d["capacity"], *point(d))
        for number, d in enumerate(known)))
    db.executemany("insert into words (rowid, text) values (?,?)",
                   ((number, d["text"]) for number, d in enumerate(known)))
    db.executemany("insert into names (rowid, name) values (?,?)",
                   ((number, d["name"]) for number, d in enumerate(known)))
    db.executemany("insert into places values (?,?,?,?,?)", (
        (number, d["lon"], d["lon"], d["lat"], d["lat"]) for number, d in enumerate(known)))
    db.executescript("""create index by_kind on unit (kind, capacity);
        insert into words (words) values ('optimize'); insert into names (names) values ('optimize');
        analyze""")
    seconds = time.perf_counter() - start
    del known

    def rows(sql, *values):
        return db.execute(sql, values).fetchall()

    def matches(text, filters, values, q):
        where = " and ".join(["words match ?"] + filters)
        join = "join unit on unit.number = words.rowid" if filters or q.get("facets") else ""
        total = rows(f"select count(*) from words {join} where {where}", text, *values)[0][0]
        hits = rows(f"select words.rowid from words {join} where {where} order by rank limit 20",
                    text, *values)
        if q.get("facets"):
            for facet in FACETS:
                rows(f"select {facet}, count(*) from words {join} where {where} group by 1",
                     text, *values)
        return total, [ids[hit] for hit, in hits]

    def answer(q):
        if "words" in q:
            text = (" OR " if q.get("any") else " ").join(f'"{word}"' for word in q["words"])
            chosen = [name for name in ("municipality", "kind") if name in q]
            return matches(text, [f"unit.{name} = ?" for name in chosen], [q[n] for n in chosen], q)
        if "prefix" in q:
            text = f'"{q["prefix"]}"*'
            total = rows("select count(*) from names where names match ?", text)[0][0]
            hits = rows("select rowid from names where names match ? order by rank limit 20", text)
            return total, [ids[hit] for hit, in hits]
        if "typo" in q:
            tried = list(dict.fromkeys(edits(q["typo"])))
            near = rows(f"select term from vocabulary where term in ({','.join('?' * len(tried))})",
                        *tried)
            return matches(" OR ".join(f'"{word}"' for word, in near), [], [], q) if near else (0, [])
        if "km" in q:
            x, y, z = point(q)
            chord = (2 * math.sin(q["km"] * 1000 / 2 / 6371008.8)) ** 2
            north = q["km"] / 111.19
            east = north / math.cos(math.radians(abs(q["lat"]) + north))
            found = rows("""
                select unit.number, (x-?)*(x-?) + (y-?)*(y-?) + (z-?)*(z-?) as far from places
                join unit on unit.number = places.number
                where west >= ? and east <= ? and south >= ? and north <= ? and kind = ? and far <= ?
                order by far""", x, x, y, y, z, z, q["lon"] - east, q["lon"] + east,
                q["lat"] - north, q["lat"] + north, q["kind"], chord)
            return len(found), [ids[hit] for hit, _ in found[:20]]
        total = rows("select count(*) from unit where kind = ? and capacity between ? and ?",
                     q["kind"], q["from"], q["to"])[0][0]
        hits = rows("""select number from unit where kind = ? and capacity between ? and ?
                       order by capacity limit 20""", q["kind"], q["from"], q["to"])
        return total, [ids[hit] for hit, in hits]

    measure("SQLite", sqlite3.sqlite_version, __doc__.split("\n\n")[1], corpus, rounds, answer, seconds,
            folder_size(work))


def point(d):
    """Where it is on the unit sphere."""
    lat, lon = math.radians(d["lat"]), math.radians(d["lon"])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
