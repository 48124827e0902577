"""Judged queries, and the table that every engine is measured by."""
import json
import math


def read_queries(path):
    """(class, query, {id: grade}, whether grades were given) for each line that is no comment."""
    queries = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            label, text, right = line.rstrip("\n").split("\t")
            grades = {}
            for item in right.split(","):
                id, _, grade = item.partition("=")
                grades[id] = int(grade or 1)
            queries.append((label, text, grades, "=" in right))
    return queries


def rank(ids, grades):
    """The place of the first right answer, from 1, or nothing. A grade of 0 is not right."""
    return next((n for n, id in enumerate(ids, 1) if grades.get(id, 0) > 0), None)


def ndcg(ids, grades, depth=10):
    """Gain 2^grade − 1, discount log2(place + 1), against the best order of the judged units."""
    def gain(values):
        return sum((2 ** g - 1) / math.log2(n + 1) for n, g in enumerate(values[:depth], 1))
    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(id, 0) for id in ids]) / best if best else 0


def figures(queries, answers):
    """A row for each class in the order of the file, the last one for all; answers are lists of ids."""
    classes = {}
    for query, ids in zip(queries, answers, strict=True):
        for label in (query[0], "all"):
            classes.setdefault(label, []).append((query, ids[:20]))
    classes["all"] = classes.pop("all", [])
    rows = []
    for label, members in classes.items():
        ranks = [rank(ids, q[2]) for q, ids in members]
        graded = [ndcg(ids, q[2]) for q, ids in members if q[3]]
        n = len(members)
        rows.append({
            "class": label, "n": n,
            "hit@1": sum(r == 1 for r in ranks) / n if n else 0,
            "hit@3": sum(r is not None and r <= 3 for r in ranks) / n if n else 0,
            "MRR": sum(1 / r for r in ranks if r) / n if n else 0,
            "nDCG@10": sum(graded) / len(graded) if graded else None,
            "none": sum(not ids for _, ids in members)})
    return rows


def table(rows):
    columns = ("class", "n", "hit@1", "hit@3", "MRR", "nDCG@10", "none")
    def cell(value):
        return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return "\n".join(lines + ["| " + " | ".join(cell(r[c]) for c in columns) + " |" for r in rows])


def show(queries, answers, as_json):
    rows = figures(queries, answers)
    print(json.dumps(rows, indent=1, ensure_ascii=False) if as_json else table(rows))
