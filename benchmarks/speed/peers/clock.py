"""What the peers share: questions in, times and hits out as one JSON object."""
import json
import pathlib
import resource
import sys
import time


def folder_size(path):
    path = pathlib.Path(path)
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) if path.is_dir() \
        else path.stat().st_size


def documents(folder):
    with open(pathlib.Path(folder) / "units.ndjson") as lines:
        for line in lines:
            yield json.loads(line)


def questions(folder):
    with open(pathlib.Path(folder) / "questions.ndjson") as lines:
        return [json.loads(line) for line in lines]


def measure(name, version, setting, folder, rounds, answer, index_seconds, index_bytes, skip=()):
    """Asks everything once unmeasured, then `rounds` times; `answer` gives the total and the ids."""
    asked = [q for q in questions(folder) if q["class"] not in skip]
    found = [answer(q) for q in asked]
    times = {}
    # Class by class, so that none drives another out of the caches.
    for label in dict.fromkeys(q["class"] for q in asked):
        own = [q for q in asked if q["class"] == label]
        times[label] = all_ = []
        for _ in range(rounds):
            for question in own:
                start = time.perf_counter_ns()
                answer(question)
                all_.append((time.perf_counter_ns() - start) / 1000)
    report(name, version, setting, times, found, index_seconds, index_bytes)


def report(name, version, setting, times, found, index_seconds, index_bytes):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({
        "name": name, "version": version, "setting": setting, "index_seconds": index_seconds,
        "index_bytes": index_bytes, "peak_mib": peak,
        "classes": {label: {"p50": rank(all_, 50), "p99": rank(all_, 99)}
                    for label, all_ in times.items()},
        "found": [{"total": total, "ids": ids} for total, ids in found]}, sys.stdout)


def rank(values, percent):
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
