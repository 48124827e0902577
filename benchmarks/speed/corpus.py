"""A corpus of made-up care units and the questions about it; the same seed makes the same corpus.

The words and how often each stands are those of the texts of the demo feed, with the forms of
`analyzers/words/lemmas.tsv` and, if one is given, of a list of words with their numbers behind them in the
order that Zipf's law leads to expect: the corpus has frequent words that many documents have, and a long
tail of rare ones, as texts do.
"""
import collections
import itertools
import json
import pathlib
import random
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WORD = re.compile(r"[a-zæøå]{2,}")

KINDS = {"nursingHome": 45, "publicCareHousing": 15, "elderlyDisabledCareHousing": 8,
         "freeCareHousing": 7, "otherHousing": 5, "homeCareSupplier": 20}
OWNERSHIPS = {"municipal": 60, "selfOwned": 20, "private": 15, "localCareCompany": 5}
CONCEPTS = [f"concept{number}" for number in range(1, 9)]

FIRST = ("Linde Birke Ege Bøge Aske Elme Pile Hassel Ahorn Kastanje Hyben Brombær Rose Lilje Valmue "
         "Kornblomst Lærke Svale Stork Viber Ugle Måge Hejre Solsort Nattergal Kilde Bæk Sø Fjord Strand "
         "Klint Bakke Høj Dal Eng Mose Hede Skov Lund Vest Øst Sønder Nørre Møl Kirke Kloster Skole "
         "Mejeri Smede Toft").split()
SECOND = "gården parken haven lunden bakken højen dalen engen huset hjemmet toften vænget marken bo".split()
TYPES = {"nursingHome": ("Plejehjemmet", "Plejecentret", ""), "publicCareHousing": ("Plejeboligerne", ""),
         "elderlyDisabledCareHousing": ("Ældreboligerne", "Bofællesskabet"),
         "freeCareHousing": ("Friplejehjemmet", ""), "otherHousing": ("Aflastningscentret", ""),
         "homeCareSupplier": ("Hjemmeplejen", "Omsorgen")}

# How steeply the frequency of the words behind the known ones falls with their rank.
ZIPF = 1.07


class Vocabulary:
    """Words with how often each stands in a text, the most frequent first."""

    def __init__(self, texts, lists):
        counts = collections.Counter(itertools.chain.from_iterable(
            WORD.findall(text.lower()) for text in texts))
        known = counts.most_common()
        # What stands once or twice in the project's texts says little of how often people write it.
        head = [(word, count) for word, count in known if count > 2]
        tail = [word for word, _ in known if counts[word] <= 2]
        seen = {word for word, _ in head}
        for word in itertools.chain(tail, *lists):
            if word not in seen:
                seen.add(word)
                head.append((word, 0))
        top = next(rank for rank, (_, count) in enumerate(head, 1) if count == 0) if any(
            count == 0 for _, count in head) else len(head)
        last = head[top - 2][1]
        self.words = [word for word, _ in head]
        weights = [count if count else last * (top / rank) ** ZIPF
                   for rank, (_, count) in enumerate(head, 1)]
        self.cumulative = list(itertools.accumulate(weights))

    def some(self, random_, count):
        return random_.choices(self.words, cum_weights=self.cumulative, k=count)


def forms():
    """The forms in the project's own list of words."""
    for line in (ROOT / "analyzers/words/lemmas.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            yield from WORD.findall(" ".join(line.split("\t")[:2]))


def listed(path):
    """Words of a list, the most frequent first: one a line, perhaps a number behind it."""
    for line in path.read_text().splitlines():
        word = line.split()[0].lower() if line.split() else ""
        if WORD.fullmatch(word):
            yield word


class Corpus:
    def __init__(self, binary, units, seed, words=None):
        self.units, self.seed = units, seed
        feed = subprocess.run([binary, "demo-feed", "--units", "2500", "--seed", "1"],
                              stdout=subprocess.PIPE, text=True, check=True).stdout
        texts, self.places = [], []
        for line in feed.splitlines():
            event = json.loads(line)
            if event["type"].endswith("unit.published.v1"):
                data = event["data"]
                texts += data.get("texts", {}).values()
                address = data["address"]
                if "lat" in address:
                    self.places.append(address)
            elif event["type"].endswith("inspection.registered.v1"):
                texts.append(event["data"].get("feedback", {}).get("text", ""))
        lists = [forms()] + ([listed(pathlib.Path(words))] if words else [])
        self.vocabulary = Vocabulary(texts, lists)

    def documents(self):
        """Plain documents, as every engine is given them."""
        chance = random.Random(self.seed)
        kinds, shares = list(KINDS), list(itertools.accumulate(KINDS.values()))
        owners, parts = list(OWNERSHIPS), list(itertools.accumulate(OWNERSHIPS.values()))
        for number in range(self.units):
            kind = chance.choices(kinds, cum_weights=shares)[0]
            place = chance.choice(self.places)
            name = f"{chance.choice(FIRST)}{chance.choice(SECOND)}"
            type_ = chance.choice(TYPES[kind])
            yield {
                "id": sor_id(number),
                "name": f"{type_} {name}".strip(),
                "text": " ".join(self.vocabulary.some(chance, chance.randint(80, 240))),
                "kind": kind,
                "ownership": chance.choices(owners, cum_weights=parts)[0],
                "concept": chance.choice(CONCEPTS),
                "municipality": place["municipalityCode"],
                "postcode": place["postcode"], "town": place["postalTown"],
                "street": place["street"], "number": place["houseNumber"],
                "lat": round(place["lat"] + chance.uniform(-0.05, 0.05), 5),
                "lon": round(place["lon"] + chance.uniform(-0.09, 0.09), 5),
                "capacity": chance.randint(5, 150),
            }

    def questions(self, documents, each):
        """Questions of every class; their words stand in the documents, frequent ones more often."""
        chance = random.Random(self.seed + 1)
        words = self.vocabulary.words
        # The few dozen most frequent words are function words, which nobody asks for alone.
        frequent = [word for word in words[40:400] if len(word) > 3]

        def word():
            while True:
                found = chance.choice(chance.choice(documents)["text"].split())
                if len(found) > 3 and found not in words[:40]:
                    return found

        def pair(count):
            text = [w for w in chance.choice(documents)["text"].split()
                    if len(w) > 3 and w not in words[:40]]
            return chance.sample(text, count) if len(set(text)) >= count else pair(count)

        for _ in range(each):
            yield {"class": "one word", "words": [word()]}
            yield {"class": "two words, both", "words": pair(2)}
            yield {"class": "three words, any", "words": pair(3), "any": True}
            place = chance.choice(documents)
            yield {"class": "word + municipality + kind, 4 facets", "words": [chance.choice(frequent)],
                   "municipality": place["municipality"], "kind": place["kind"], "facets": True}
            yield {"class": "frequent word, 4 facets", "words": [chance.choice(frequent)], "facets": True}
            place = chance.choice(documents)
            yield {"class": "kind within 5-50 km", "kind": "nursingHome", "lat": place["lat"],
                   "lon": place["lon"], "km": chance.randint(5, 50)}
            low = chance.randint(5, 120)
            yield {"class": "kind + range, by a number", "kind": chance.choice(list(KINDS)[:3]),
                   "from": low, "to": low + chance.randint(5, 40)}
            name = chance.choice(documents)["name"].split()[-1]
            yield {"class": "prefix of a name", "prefix": name[:chance.randint(3, 7)].lower()}
            yield {"class": "one typing error", "typo": slip(chance, word, words)}


def slip(chance, word, words):
    """A word of the corpus with one letter left out, doubled, changed or swapped with the next."""
    known = set(words)
    while True:
        right = word()
        if len(right) < 6:
            continue
        at = chance.randint(1, len(right) - 2)
        wrong = chance.choice((
            right[:at] + right[at + 1:], right[:at] + right[at] + right[at:],
            right[:at] + chance.choice("aeinrst") + right[at + 1:],
            right[:at] + right[at + 1] + right[at] + right[at + 2:]))
        if wrong not in known:
            return wrong


def verhoeff(digits):
    """The check digit of SOR ids (Verhoeff 1969)."""
    d = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
         [3, 4, 0, 1, 2, 8, 9, 5, 6, 7], [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
         [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3], [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
         [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]
    p = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4], [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
         [8, 9, 1, 6, 0, 4, 3, 5, 2, 7], [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
         [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8]]
    check = 0
    for place, digit in enumerate(reversed(digits), 1):
        check = d[check][p[place % 8][int(digit)]]
    return str([0, 4, 3, 2, 1, 5, 6, 7, 8, 9][check])


def sor_id(number):
    digits = f"8{number:07d}1000016"
    return digits + verhoeff(digits)


def event(sequence, type_, subject, data):
    return {"specversion": "1.0", "id": f"corpus-{sequence}", "source": "/plejeoverblikket/benchmark",
            "type": f"dk.plejeoverblikket.{type_}.v1", "subject": subject,
            "time": "2026-11-01T00:00:00Z", "sequence": f"{sequence:020d}", "data": data}


def catalog():
    kinds = list(KINDS)
    field = {"labelEn": "", "appliesTo": kinds, "mandatory": False, "searchable": False,
             "filterable": True, "sortable": True, "comparable": True, "direction": "neutral",
             "source": "unit", "group": "about"}
    return {"fields": [
        field | {"key": "capacity", "labelDa": "Pladser", "labelEn": "Places", "type": "int"},
        field | {"key": "concept", "labelDa": "Koncept", "labelEn": "Concept", "type": "enum",
                 "sortable": False,
                 "values": [{"value": c, "labelDa": c, "labelEn": c} for c in CONCEPTS]},
        field | {"key": "about", "labelDa": "Om stedet", "labelEn": "About", "type": "text",
                 "searchable": True, "filterable": False, "sortable": False}],
        "indicators": [], "assessments": [], "groups": [{"key": "about", "labelDa": "Om", "labelEn": "About"}]}


def unit(document, version=1):
    """The document as a unit of the feed."""
    freely = document["kind"] == "freeCareHousing"
    data = {
        "sorId": document["id"], "version": version, "kind": document["kind"], "name": document["name"],
        "ownership": document["ownership"],
        "address": {"street": document["street"], "houseNumber": document["number"],
                    "postcode": document["postcode"], "postalTown": document["town"],
                    "municipalityCode": document["municipality"], "lat": document["lat"],
                    "lon": document["lon"], "geocodeQuality": "exact"},
        "serviceAgreements": [{"municipalityCode": document["municipality"], "validFrom": "2025-07-01",
                               "kind": "freeCareCertified" if freely else "operatingAgreement"}],
        "attributes": {"capacity": document["capacity"], "concept": document["concept"]},
        "texts": {"about": document["text"]},
        "registeredSince": "2025-07-01T00:00:00Z", "updatedAt": "2026-10-01T00:00:00Z",
        "approvedAt": "2026-10-01T00:00:00Z"}
    if document["kind"] == "homeCareSupplier":
        data["coverage"] = [{"municipalityCode": document["municipality"], "agreement": "contract",
                             "validFrom": "2025-07-01"}]
    return data


def write(binary, units, seed, words, folder, each=40):
    """Writes `units.ndjson`, `feed.ndjson` and `questions.ndjson`, unless they are there."""
    folder = pathlib.Path(folder)
    done = folder / "questions.ndjson"
    if done.exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(binary, units, seed, words)
    sample = []
    stride = max(1, units // 2000)
    with open(folder / "units.ndjson", "w") as plain, open(folder / "feed.ndjson", "w") as feed:
        feed.write(json.dumps(event(1, "catalog.published", "catalog", catalog()), ensure_ascii=False) + "\n")
        for number, document in enumerate(corpus.documents()):
            plain.write(json.dumps(document, ensure_ascii=False) + "\n")
            feed.write(json.dumps(event(number + 2, "unit.published", document["id"], unit(document)),
                                  ensure_ascii=False) + "\n")
            if number % stride == 0:
                sample.append(document)
    partial = done.with_suffix(".partial")
    with open(partial, "w") as questions:
        for question in corpus.questions(sample, each):
            questions.write(json.dumps(question, ensure_ascii=False) + "\n")
    partial.rename(done)
    return folder
