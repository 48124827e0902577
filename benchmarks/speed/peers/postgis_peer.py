"""PostgreSQL with PostGIS, over a local socket. Usage: postgis_peer.py CORPUS WORK ROUNDS

The setting: a cluster of its own with fsync off and 512 MB of shared buffers, JIT off; a GIN index over words by
white space, ranked by `ts_rank_cd`; a GiST index over points, distances on the ellipsoid; B-trees for columns, text_pattern_ops
for names, trigrams for words with a slip; statements prepared by the driver.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time

import psycopg

from clock import documents, measure

FACETS = ("kind", "municipality", "ownership", "concept")


def main(corpus, work, rounds):
    binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
    folder = tempfile.mkdtemp(prefix="postgis-")
    shutil.chown(folder, "postgres")
    data = os.path.join(folder, "data")

    def as_postgres(*command):
        subprocess.run(["runuser", "-u", "postgres", "--", *command], check=True, cwd="/",
                       stdout=subprocess.DEVNULL)

    as_postgres(f"{binaries}/initdb", "-D", data, "-E", "UTF8", "--locale=C.UTF-8")
    options = (f"-c listen_addresses='' -k {folder} -c fsync=off -c shared_buffers=512MB -c jit=off"
               " -c work_mem=64MB -c maintenance_work_mem=256MB -c max_parallel_workers_per_gather=0")
    as_postgres(f"{binaries}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True,
                             prepare_threshold=1) as db:
            ask(db, corpus, rounds)
    finally:
        as_postgres(f"{binaries}/pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def ask(db, corpus, rounds):
    known = list(documents(corpus))
    ids = [d["id"] for d in known]
    start = time.perf_counter()
    db.execute("create extension postgis")
    db.execute("create extension pg_trgm")
    db.execute("""create table unit (number int primary key, kind text, municipality text, ownership text,
                  concept text, capacity int, name text, place geography(point), words tsvector)""")
    with db.cursor().copy("copy unit from stdin") as rows:
        for number, d in enumerate(known):
            rows.write_row((number, d["kind"], d["municipality"], d["ownership"], d["concept"], d["capacity"],
                            d["name"].split()[-1].lower(), f"SRID=4326;POINT({d['lon']} {d['lat']})",
                            " ".join(f"'{w}':{at}" for at, w in enumerate(d["text"].split(), 1))))
    db.execute("create index on unit using gin (words)")
    db.execute("create index on unit using gist (place)")
    db.execute("create index on unit (kind, capacity)")
    db.execute("create index on unit (name text_pattern_ops)")
    db.execute("create table word as select word from ts_stat('select words from unit')")
    db.execute("create index on word using gin (word gin_trgm_ops)")
    db.execute("vacuum analyze")
    seconds = time.perf_counter() - start
    size = db.execute("select pg_total_relation_size('unit') + pg_total_relation_size('word')").fetchone()[0]

    def rows(sql, *values):
        return db.execute(sql, values).fetchall()

    def matches(text, q):
        where = "words @@ %s::tsquery" + "".join(
            f" and {name} = %s" for name in ("municipality", "kind") if name in q)
        values = [text] + [q[name] for name in ("municipality", "kind") if name in q]
        total = rows(f"select count(*) from unit where {where}", *values)[0][0]
        hits = rows(f"""select number from unit where {where}
                        order by ts_rank_cd(words, %s::tsquery) desc, number limit 20""", *values, text)
        if q.get("facets"):
            for facet in FACETS:
                rows(f"select {facet}, count(*) from unit where {where} group by 1", *values)
        return total, [ids[hit] for hit, in hits]

    def answer(q):
        if "words" in q:
            return matches((" | " if q.get("any") else " & ").join(f"'{w}'" for w in q["words"]), q)
        if "typo" in q:
            near = rows("""select word from word where word %% %s
                           order by word <-> %s limit 3""", q["typo"], q["typo"])
            return matches(" | ".join(f"'{w}'" for w, in near), q) if near else (0, [])
        if "prefix" in q:
            total = rows("select count(*) from unit where name like %s", q["prefix"] + "%")[0][0]
            hits = rows("select number from unit where name like %s order by name limit 20",
                        q["prefix"] + "%")
            return total, [ids[hit] for hit, in hits]
        if "km" in q:
            place, metres = f"SRID=4326;POINT({q['lon']} {q['lat']})", q["km"] * 1000
            total = rows("select count(*) from unit where st_dwithin(place, %s::geography, %s) and kind = %s",
                         place, metres, q["kind"])[0][0]
            hits = rows("""select number from unit where st_dwithin(place, %s::geography, %s) and kind = %s
                           order by place <-> %s::geography limit 20""", place, metres, q["kind"], place)
            return total, [ids[hit] for hit, in hits]
        total = rows("select count(*) from unit where kind = %s and capacity between %s and %s",
                     q["kind"], q["from"], q["to"])[0][0]
        hits = rows("""select number from unit where kind = %s and capacity between %s and %s
                       order by capacity limit 20""", q["kind"], q["from"], q["to"])
        return total, [ids[hit] for hit, in hits]

    version = db.execute("select split_part(version(), ' ', 2), postgis_lib_version()").fetchone()
    measure("PostGIS", " / ".join(version), __doc__.split("\n\n")[1], corpus, rounds, answer, seconds, size)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
