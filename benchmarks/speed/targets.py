"""The questions of the corpus as requests of ours."""
import json
import sys
import urllib.parse

FACETS = ("facets", "kind,municipality,ownership,concept")


def target(q):
    p = []
    if "words" in q:
        p.append(("q", " ".join(q["words"])))
        if q.get("any"):
            p.append(("match", "any"))
    for name in ("municipality", "kind"):
        if name in q:
            p.append((name, q[name]))
    if q.get("facets"):
        p.append(FACETS)
    if "km" in q:
        p += [("near", f"{q['lat']},{q['lon']}"), ("radius", str(q["km"])), ("sort", "distance")]
    if "from" in q:
        p += [("capacity.min", q["from"]), ("capacity.max", q["to"]), ("sort", "capacity")]
    if "prefix" in q:
        return "/v1/suggest?" + urllib.parse.urlencode([("q", q["prefix"]), ("limit", "20")])
    if "typo" in q:
        p.append(("q", q["typo"]))
    return "/v1/search?" + urllib.parse.urlencode(p)


if __name__ == "__main__":
    for line in open(sys.argv[1]):
        question = json.loads(line)
        print(f"{question['class']}\t{target(question)}")
