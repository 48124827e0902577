"""The second recipe: other people, other slips. Nothing here repeats a class of the first recipe, so
that whoever tunes an engine to that one sees what the tuning is worth elsewhere.

Classes are functions as in `recipe_first`.
"""
import re

from units import STEM_OF, core, fold, words
from writing import NEAR, LETTERS, change_word, edit, is_long, other_home, place_for

VOWELS = "aeiouyæøå"


def proper(word):
    """A word of the name proper, long enough to be written wrongly."""
    return is_long(word) and word.lower() not in STEM_OF


def wrong_name(rng, unit, meant, change, fits=is_long):
    """The name with one word changed, its place behind it, in small letters half of the time."""
    name = unit.called
    place = place_for(rng, unit, name)
    ids = meant.by_name(name, place)
    for _ in range(20):
        wrong = change_word(rng, name, change, fits)
        if wrong and not other_home(meant, unit, wrong, place, ids):
            text = f"{wrong} {place}" if place else wrong
            return (text.lower() if rng.random() < 0.5 else text), ids
    return None


def swapped(rng, unit, meant):
    name = unit.called
    parts = name.split()
    if len(parts) < 2 or not all(is_long(p, 2) for p in parts):
        return None
    at = rng.randrange(len(parts) - 1)
    parts[at:at + 2] = [parts[at + 1], parts[at]]
    place = place_for(rng, unit, name)
    text = " ".join(parts)
    # "Bøgely Plejecenter" may be a Plejecenter Bøgely, or the home that is called just so.
    ids = {*meant.by_name(name, place), *meant.by_name(text, place)}
    return (f"{text} {place}" if place else text), list(ids)


def town_first(rng, unit, meant):
    place = place_for(rng, unit, unit.called)
    if place is None:
        return None
    mark = rng.choice((" ", ": ", " - ", ", "))
    return f"{place}{mark}{unit.called}".lower(), meant.by_name(unit.called, place)


def possessive(word):
    return word + ("" if word[-1] in "sxz" else "s")


def genitive(rng, unit, meant):
    """"Odenses Plejehjemmet Sanderum", or "Sanderums plejehjem"."""
    name, rest = unit.called, core(unit.called)
    place = place_for(rng, unit, name)
    stem = next((STEM_OF[w] for w in fold(name).split() if w in STEM_OF), None)
    if rest and stem and is_long(rest[-1]) and rest[-1][-1] not in "sxz" and rng.random() < 0.6:
        text = f"{' '.join(rest[:-1] + [possessive(rest[-1])])} {stem}"
        if meant.is_place(" ".join(rest)):
            return None
        place = place_for(rng, unit, " ".join(rest))
        return (f"{text} {place}" if place else text), meant.by_core(name, place)
    if place is None or " " in place or place[-1] in "sxz":
        return None
    return f"{possessive(place)} {name}", meant.by_name(name, place)


def hyphens(rng, unit, meant):
    name = unit.called
    if "-" in name.replace(" - ", " "):
        text = re.sub(r"-\s?", rng.choice((" ", "")), name.replace(" - ", " "))
    else:
        spots = [m.start() for m in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", name)]
        if not spots:
            return None
        at = rng.choice(spots)
        text = name[:at] + "-" + name[at + 1:]
    place = place_for(rng, unit, name)
    return (f"{text} {place}" if place else text), meant.by_name(name, place)


def core_typo(rng, unit, meant):
    rest = " ".join(core(unit.called))
    if not rest or fold(rest) == fold(unit.called) or meant.is_place(rest):
        return None
    place = place_for(rng, unit, rest)
    ids = meant.by_core(rest, place)
    for _ in range(20):
        wrong = change_word(rng, rest, edit, is_long)
        if wrong and not other_home(meant, unit, wrong, place, ids):
            return (f"{wrong} {place}" if place else wrong), ids
    return None


def double(rng, word):
    """One of two equal letters left away, or a consonant between vowels written twice."""
    pairs = [m.start() for m in re.finditer(r"([b-df-hj-np-tv-z])\1", word.lower())]
    single = [m.start() + 1 for m in re.finditer(r"[aeiouyæøå][bdfgklmnprst][aeiouyæøå]", word.lower())]
    at = rng.choice(pairs + single) if pairs or single else None
    if at is None:
        return None
    return word[:at] + word[at + 1:] if at in pairs else word[:at] + word[at] + word[at:]


def doubled(rng, unit, meant):
    return wrong_name(rng, unit, meant, double)


SOUNDS = [("g", "k"), ("k", "g"), ("d", "t"), ("t", "d"), ("v", "f"), ("f", "v"), ("b", "p"),
          ("e", "æ"), ("æ", "e"), ("c", "s"), ("s", "z"), ("y", "ø"), ("o", "å"), ("å", "o"),
          ("ø", "y"), ("i", "e"), ("x", "ks"), ("w", "v"), ("kk", "ck"), ("tz", "ts"), ("th", "t")]


def by_ear(rng, word):
    spots = [(m.start(), a, b) for a, b in SOUNDS for m in re.finditer(a, word.lower()) if m.start()]
    if not spots:
        return None
    at, a, b = rng.choice(spots)
    return word[:at] + b + word[at + len(a):]


def phonetic(rng, unit, meant):
    return (wrong_name(rng, unit, meant, by_ear, proper)
            or wrong_name(rng, unit, meant, by_ear))


def mute(rng, word):
    spots = [m for m in re.finditer(r"(?<=[lnr])d(?!r)|d(?=s)|^h(?=[jv])|(?<=.)h(?=[jv])|(?<=t)h"
                                    r"|g(?=t\b)|(?<=[æøåaeiou])d$", word.lower())]
    if not spots:
        return None
    at = rng.choice(spots).start()
    cut = word[:at] + word[at + 1:]
    return cut.capitalize() if at == 0 and word[0].isupper() else cut


def silent(rng, unit, meant):
    return wrong_name(rng, unit, meant, mute)


def upper(rng, unit, meant):
    place = place_for(rng, unit, unit.called)
    text = f"{unit.called} {place}" if place else unit.called
    return text.upper(), meant.by_name(unit.called, place)


SHORT = {"plejecenter": ["Plejec.", "Plejectr."], "plejecentret": ["Plejec.", "Plejectr."],
         "plejehjem": ["Pl.hj.", "Plejehj."], "plejehjemmet": ["Pl.hj.", "Plejehj."],
         "ældrecenter": ["Ældrec.", "Ældrectr."], "omsorgscenter": ["Omsorgsc.", "Oms.center"],
         "friplejehjem": ["Friplejehj."], "sct": ["Sankt", "Skt."], "skt": ["Sct.", "Sankt"],
         "sankt": ["Sct.", "Skt."], "nørre": ["Nr.", "Ndr."], "sønder": ["Sdr."], "søndre": ["Sdr."],
         "gammel": ["Gl."], "gamle": ["Gl."], "øster": ["Ø."], "vester": ["V."], "store": ["St."],
         "lille": ["Ll."], "dronning": ["Dr."], "center": ["Ctr."], "centret": ["Ctr."],
         "afdeling": ["Afd."]}


def short(rng, unit, meant):
    def cut(rng, word):
        return rng.choice(SHORT[word.lower()])
    name = unit.called
    text = change_word(rng, name, cut, lambda w: w.lower() in SHORT)
    if not text:
        return None
    place = place_for(rng, unit, name)
    return (f"{text} {place}" if place else text), meant.by_core(name, place)


def last_letter(rng, unit, meant):
    """The last letter of the name is missing, the place still follows."""
    name = unit.called
    last = words(name)[-1]
    place = place_for(rng, unit, name)
    if place is None or not is_long(last, 5) or not name.endswith(last):
        return None
    return f"{name[:-1]} {place}", meant.by_prefix(name[:-1], place)


def town_typo(rng, unit, meant):
    name = unit.called
    place = place_for(rng, unit, name)
    if place is None:
        return None

    def slip(rng, word):
        at = rng.randrange(1, len(word))
        return word[:at] + rng.choice(NEAR.get(word[at].lower(), LETTERS)) + word[at + 1:]
    wrong = change_word(rng, place, slip, is_long)
    if not wrong or meant.among(wrong):
        return None
    return f"{name} {wrong}", meant.by_name(name, place)


def postcode(rng, unit, meant):
    if not unit.postcode:
        return None
    ids = [i for i in meant.by_name(unit.called, None)
           if any(u.id == i and u.postcode == unit.postcode for u in meant.units)]
    return f"{unit.called} {unit.postcode}", ids


def alone(rng, unit, meant):
    """No place at all, where the name, with or without its type, is borne by one home only."""
    rest = " ".join(core(unit.called))
    if meant.by_core(rest, None) != [unit.id] or len(rest) < 4 or meant.is_place(rest):
        return None
    return (rest if rng.random() < 0.5 else unit.called).lower(), [unit.id]


def foreign(rng, unit, meant):
    """As somebody types whose keyboard or habit is German or Swedish."""
    name = unit.called
    place = place_for(rng, unit, name)
    text = f"{name} {place}" if place else name
    ways = ({"æ": "ä", "ø": "ö"}, {"æ": "ä", "ø": "ö", "å": "ao"},
            {"æ": "ä", "ø": "ö", "å": "aa"}, {"ü": "ue", "ï": "i", "é": "e"}, {"ü": "u", "y": "ü"})
    # An aa for å, or a y, does not make a text foreign by itself.
    ways = [w for w in ways if any(a in text.lower() for a in w if a not in "yå")]
    if not ways:
        return None
    way = rng.choice(ways)
    written = "".join(way.get(c, way[c.lower()].capitalize() if c.lower() in way else c) for c in text)
    return written, meant.by_name(name, place)


def street_glued(rng, unit, meant):
    """The address with a blank missing, one too many, or the door written by."""
    if not unit.number or not unit.postcode:
        return None
    number = unit.number
    ways = [f"{unit.street}{number} {unit.town}", f"{unit.street_line},{unit.postcode} {unit.town}",
            f"{unit.street_line},{unit.town}", f"{unit.street} nr.{number} {unit.postcode}"]
    if number[-1].isalpha():
        ways.append(f"{unit.street} {number[:-1]} {number[-1]} {unit.town}")
    def same_town(id):
        return any(u.id == id and u.town == unit.town for u in meant.units)
    return rng.choice(ways).lower(), [i for i in meant.by_street(unit) if same_town(i)]


def street_town(rng, unit, meant):
    if not unit.town:
        return None
    return f"{unit.street} {unit.town}", meant.by_street(unit, number=False)


def sentence(rng, unit, meant):
    rest = core(unit.called)
    place = place_for(rng, unit, " ".join(rest)) if rest else None
    if place is None:
        return None
    name = " ".join(rest)
    text = rng.choice((f"plejehjem i {place} der hedder {name}", f"hvor ligger {unit.called} i {place}",
                       f"{name} plejehjem ved {place}", f"plejehjemmet {name} i nærheden af {place}",
                       f"telefonnummer til {unit.called} {place}"))
    return text, meant.by_core(name, place)


def two_typos(rng, unit, meant):
    def twice(rng, word):
        once = edit(rng, word)
        return once and edit(rng, once)
    return wrong_name(rng, unit, meant, twice, lambda w: is_long(w, 8))


def vowel(rng, unit, meant):
    """One vowel for another in the name proper, as one does who has only heard it."""
    def other(rng, word):
        spots = [i for i, c in enumerate(word.lower()) if i and c in VOWELS]
        if not spots:
            return None
        at = rng.choice(spots)
        return word[:at] + rng.choice([v for v in VOWELS if v != word[at]]) + word[at + 1:]
    return wrong_name(rng, unit, meant, other, proper)


CLASSES = {"swapped": swapped, "town-first": town_first, "genitive": genitive, "hyphens": hyphens,
           "core-typo": core_typo, "doubled": doubled, "phonetic": phonetic, "silent": silent,
           "vowel": vowel, "upper": upper, "short": short, "last-letter": last_letter,
           "town-typo": town_typo, "postcode": postcode, "alone": alone, "foreign": foreign,
           "street-glued": street_glued, "street-town": street_town, "sentence": sentence,
           "two-typos": two_typos}
