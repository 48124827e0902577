"""The first recipe: the ways of writing a home that the engine is built for, a function for each class.

A class is given a random source, a unit and `Meant`; it answers the query and the ids that are right,
or nothing where it would not change anything.
"""
import re

from units import STEM_OF, TYPES, bare, core, fold
from writing import beside, change_word, edit, is_long, other_home, place_for

# What people call a home who do not look up what kind it is.
OTHER_TYPES = {
    "plejehjem": ["plejecenter", "plejecentret", "ældrecenter", "plejeboliger", "omsorgscenter"],
    "plejecenter": ["plejehjem", "plejehjemmet", "ældrecenter", "omsorgscenter", "plejeboliger"],
    "friplejehjem": ["plejehjem", "plejehjemmet", "friplejeboliger", "plejecenter"],
    "ældrecenter": ["plejehjem", "plejehjemmet", "plejecenter", "plejecentret"],
    "omsorgscenter": ["plejehjem", "plejehjemmet", "plejecenter", "ældrecenter"],
    "plejebolig": ["plejehjem", "plejehjemmet", "plejecenter", "plejecentret"],
    "demensplejecenter": ["plejecenter", "plejehjem", "demensplejehjem"],
    "seniorcenter": ["ældrecenter", "plejecenter", "plejehjem"],
    "specialplejehjem": ["plejehjem", "plejecenter"],
    "demensplejehjem": ["plejehjem", "demensplejecenter"],
    "friplejebolig": ["friplejehjem", "plejehjem"],
}

# Second parts of compounds. Longer ones first, so that "gården" is not cut as "går" and "den".
HEADS = sorted((
    "gården gård gaarden gaard hjemmet hjem centret centeret center parken park huset husene hus bo "
    "haven have vang vangen vænget lund lunden bakken bakke højen høj toften toft marken mark lyst "
    "boligerne boliger engen kæret dalen dal skrænten brinken minde glimt vej vejen gade kilden led "
    "kollegium plads borg holm").split(), key=len, reverse=True)


def named(rng, unit, meant, write):
    """A name written another way beside its place."""
    name = unit.called
    place = place_for(rng, unit, name)
    ids = meant.by_name(name, place)
    text = beside(rng, name, place)
    written = write(text)
    return (written, ids) if written != text else None


def registered(rng, unit, meant):
    place = place_for(rng, unit, unit.name)
    return beside(rng, unit.name, place), meant.by_name(unit.name, place)


def lower(rng, unit, meant):
    return named(rng, unit, meant, str.lower)


def letters(text, table):
    for written, typed in table:
        text = text.replace(written, typed)
        text = text.replace(written.upper(), typed.capitalize())
    return text


def digraphs(rng, unit, meant):
    return named(rng, unit, meant,
                 lambda t: letters(t, (("æ", "ae"), ("ø", "oe"), ("å", "aa"))))


def without(rng, unit, meant):
    place = place_for(rng, unit, unit.called)
    text = beside(rng, unit.called, place)
    written = letters(text, (("æ", "a"), ("ø", "o"), ("å", "a")))
    if written == text:
        return None
    # A bare letter leaves open which one was meant, also in the place.
    near = [u for u in meant.units if place is None
            or bare(place) in {bare(p) for p in (u.town, u.village, u.municipality) if p}]
    return written, meant.name_among(unit.called, near, bare)


def double_a(rng, unit, meant):
    def swap(text):
        return re.sub("aa|å|Aa|Å", lambda m: {"aa": "å", "å": "aa", "Aa": "Å", "Å": "Aa"}[m.group()],
                      text)
    return named(rng, unit, meant, swap)


def typo(rng, unit, meant):
    name = unit.called
    place = place_for(rng, unit, name)
    ids = meant.by_name(name, place)
    for _ in range(20):
        wrong = change_word(rng, name, edit, is_long)
        if wrong and not other_home(meant, unit, wrong, place, ids):
            return beside(rng, wrong, place), ids
    return None


def type_word(rng, unit, meant):
    def other(rng, word):
        stem = STEM_OF.get(word.lower())
        inflected = [f for f in TYPES[stem] if f != word.lower()]
        new = rng.choice(inflected if rng.random() < 0.5 else OTHER_TYPES.get(stem, inflected))
        return new.capitalize() if word[0].isupper() else new
    name = unit.called
    written = change_word(rng, name, other, lambda w: w.lower() in STEM_OF)
    if not written or not core(name):
        return None
    place = place_for(rng, unit, name)
    return beside(rng, written, place), meant.by_core(name, place)


def split(rng, unit, meant):
    def cut(rng, word):
        for head in HEADS:
            first = word[:-len(head)]
            if word.lower().endswith(head) and len(first) >= 3:
                return f"{first} {head}"
        return None
    name = unit.called
    # The name proper first: a type word is only split where nothing else can be.
    written = (change_word(rng, name, cut, lambda w: w.lower() not in STEM_OF)
               or change_word(rng, name, cut))
    if not written:
        return None
    place = place_for(rng, unit, name)
    return beside(rng, written, place), meant.by_name(name, place)


def joined(rng, unit, meant):
    name = unit.called
    place = place_for(rng, unit, name)
    parts = name.split()
    if place:
        parts.append(place)
    spots = [i for i in range(len(parts) - 1)
             if len(parts[i]) > 2 and len(parts[i + 1]) > 2
             and parts[i][-1].isalpha() and parts[i + 1][0].isalpha()]
    if not spots:
        return None
    at = rng.choice(spots)
    parts[at:at + 2] = [parts[at] + parts[at + 1].lower()]
    return " ".join(parts), meant.by_name(name, place)


def unfinished(rng, unit, meant):
    name = unit.called
    last = re.search(r"[^\W\d_]{4,}$", name)
    if not last:
        return None
    left = rng.randint(3, len(last.group()) - 1)
    start = name[:last.start() + left]
    place = place_for(rng, unit, name)
    alone = meant.by_prefix(start, None)
    if place is None or (len(alone) == 1 and rng.random() < 0.5):
        return (start, alone) if len(alone) == 1 else None
    ids = meant.by_prefix(start, place)
    return (f"{place} {start}" if rng.random() < 0.6 else f"{start} {place}"), ids


def street(rng, unit, meant):
    if not unit.number or not unit.postcode:
        return None
    comma = "," if rng.random() < 0.5 else ""
    return f"{unit.street_line}{comma} {unit.postcode}", meant.by_street(unit)


def without_type(rng, unit, meant):
    name = unit.called
    kept = core(name)
    rest = " ".join(kept)
    if not kept or fold(rest) == fold(name) or meant.is_place(rest):
        return None
    place = place_for(rng, unit, rest)
    ids = meant.by_core(name, place)
    return beside(rng, rest, place), ids


CLASSES = {"registered": registered, "lower": lower, "digraphs": digraphs, "bare": without,
           "aa": double_a, "typo": typo, "type": type_word, "split": split, "joined": joined,
           "unfinished": unfinished, "street": street, "core": without_type}
