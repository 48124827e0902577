"""Tantivy from PyPI. Usage: tantivy_peer.py CORPUS WORK ROUNDS

The setting: one writer thread, 512 MB of heap, merged to as few segments as it makes by itself; words by
white space, with positions as ours has them, columns for what is sorted and counted. Queries are
built as objects, not parsed from text; totals are counted; ids come from a column, the fastest way there is.
"""
import shutil
import sys
import time

import tantivy

from clock import documents, folder_size, measure

Q, MUST, SHOULD = tantivy.Query, tantivy.Occur.Must, tantivy.Occur.Should
FACETS = {name: {"terms": {"field": name, "size": 200}}
          for name in ("kind", "municipality", "ownership", "concept")}


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("order", fast=True)
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("name", tokenizer_name="default", index_option="freq")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("capacity", indexed=True, fast=True)
    return builder.build()


def main(corpus, work, rounds):
    shutil.rmtree(work, ignore_errors=True)
    import os
    os.makedirs(work)
    known = list(documents(corpus))
    ids = [d["id"] for d in known]
    layout = schema()
    start = time.perf_counter()
    index = tantivy.Index(layout, path=work)
    writer = index.writer(heap_size=512_000_000, num_threads=1)
    for order, d in enumerate(known):
        writer.add_document(tantivy.Document(
            order=order, text=d["text"], name=d["name"], kind=d["kind"], ownership=d["ownership"],
            municipality=d["municipality"], concept=d["concept"], capacity=d["capacity"]))
    writer.commit()
    writer.wait_merging_threads()
    seconds = time.perf_counter() - start
    del known
    index.reload()
    searcher = index.searcher()
    term = lambda field, value: Q.term_query(layout, field, value, index_option="freq" if field == "text" else "basic")

    def query(q):
        parts = [(SHOULD if q.get("any") else MUST, term("text", word)) for word in q.get("words", [])]
        for field in ("municipality", "kind"):
            if field in q:
                parts.append((MUST, Q.const_score_query(term(field, q[field]), 0.0)))
        if "from" in q:
            parts.append((MUST, Q.const_score_query(Q.range_query(
                layout, "capacity", tantivy.FieldType.Integer, q["from"], q["to"]), 0.0)))
        if "prefix" in q:
            parts.append((MUST, Q.regex_query(layout, "name", q["prefix"] + ".*")))
        if "typo" in q:
            parts.append((MUST, Q.fuzzy_term_query(layout, "text", q["typo"], 1, True, False)))
        return parts[0][1] if len(parts) == 1 else Q.boolean_query(parts)

    def answer(q):
        built = query(q)
        if "from" in q:
            result = searcher.search(built, 20, True, order_by_field="capacity",
                                     order=tantivy.Order.Asc)
        else:
            result = searcher.search(built, 20, True)
        if q.get("facets"):
            searcher.aggregate(built, FACETS)
        hits = searcher.fast_field_values("order", [address for _, address in result.hits])
        return result.count, [ids[hit] for hit in hits]

    measure("Tantivy", tantivy.__version__, __doc__.split("\n\n")[1], corpus, rounds, answer, seconds,
            folder_size(work), skip={"kind within 5-50 km"})


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
