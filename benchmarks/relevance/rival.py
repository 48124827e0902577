"""What the engines that we measure beside ours are given: the same units in the same seven fields."""
import argparse
import pathlib
import subprocess
import sys

from scores import read_queries, show
from units import KINDS, read_units

# How much a field tells; the same for every rival, and near to what our own fields weigh.
BOOSTS = {"name": 4.0, "aliases": 3.0, "street": 2.0, "postcode": 2.0, "town": 2.0,
          "municipality": 2.0, "kind": 1.5}


def options(text):
    parser = argparse.ArgumentParser(description=text.split("\n")[0])
    parser.add_argument("--work", type=pathlib.Path, required=True,
                        help="a folder for what is downloaded; kept between runs")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("events")
    parser.add_argument("queries", nargs="+")
    chosen = parser.parse_args()
    if not pathlib.Path(chosen.events).exists():
        print(f"skipped: {chosen.events} is missing", file=sys.stderr)
        raise SystemExit
    chosen.work.mkdir(parents=True, exist_ok=True)
    return chosen


def documents(events):
    """The id and the fields of `BOOSTS`, in that order."""
    return [(u.id, (u.name, ", ".join(u.names[1:]), u.street_line, u.postcode,
                    " ".join(filter(None, (u.village, u.town))), u.municipality,
                    KINDS.get(u.kind, "")))
            for u in read_units(events)]


def pip(work, *arguments):
    subprocess.run([sys.executable, "-m", "pip", *arguments], cwd=work, check=True,
                   stdout=subprocess.DEVNULL)


def report(title, paths, answer, as_json):
    """`answer` takes the texts of all files at once and gives a list of ids for each."""
    files = [read_queries(path) for path in paths]
    answers = answer([text for queries in files for _, text, _, _ in queries])
    for path, queries in zip(paths, files):
        print(f"\n{title}, {pathlib.Path(path).name}\n")
        show(queries, answers[:len(queries)], as_json)
        answers = answers[len(queries):]
