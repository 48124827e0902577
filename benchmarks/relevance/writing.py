"""What both recipes of queries need: a keyboard, a place to write beside a name, a change of one word."""
import re

from units import fold, words

ROWS = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def _neighbours():
    near = {}
    for r, row in enumerate(ROWS):
        for c, letter in enumerate(row):
            near[letter] = [ROWS[y][x] for y in range(max(0, r - 1), min(3, r + 2))
                            for x in (c - 1, c, c + 1)
                            if 0 <= x < len(ROWS[y]) and ROWS[y][x] != letter]
    return near


NEAR = _neighbours()


def place_for(rng, unit, name):
    """The town or the municipality; nothing if the name already says where it is."""
    places = [p for p in (unit.town, unit.municipality) if p]
    said = f" {fold(name)} "
    if any(f" {fold(p)} " in said for p in places):
        return None
    return rng.choice(places) if places else None


def beside(rng, name, place):
    """Name and place as most people write them, now and then with a comma."""
    if place is None:
        return name
    return f"{name}, {place}" if rng.random() < 0.2 else f"{name} {place}"


def change_word(rng, text, change, fits=lambda word: True):
    """Changes one word of the text, one that fits and that the change really alters; or None."""
    spots = [m for m in re.finditer(r"[^\W_]+", text) if fits(m.group())]
    rng.shuffle(spots)
    for spot in spots:
        new = change(rng, spot.group())
        if new and new.lower() != spot.group().lower():
            return text[:spot.start()] + new + text[spot.end():]
    return None


def edit(rng, word):
    """One slip of the fingers, never in the first letter."""
    at = rng.randrange(1, len(word))
    kind = rng.choice(("insert", "delete", "near", "any", "swap"))
    if kind == "insert":
        return word[:at] + rng.choice(NEAR.get(word[at].lower(), LETTERS)) + word[at:]
    if kind == "delete":
        return word[:at] + word[at + 1:]
    if kind == "swap":
        if at + 1 == len(word):
            at -= 1
        if at == 0 or word[at] == word[at + 1]:
            return None
        return word[:at] + word[at + 1] + word[at] + word[at + 2:]
    letters = NEAR.get(word[at].lower(), LETTERS) if kind == "near" else LETTERS
    return word[:at] + rng.choice(letters) + word[at + 1:]


def is_long(word, length=4):
    return len(word) >= length and word.isalpha()


def other_home(meant, unit, text, place, ids):
    """Whether a changed name has become the name of a home that is not among the right answers."""
    changed = set(meant.by_name(text, place)) | (set(meant.by_core(text, place)) if words(text) else set())
    return not changed <= set(ids)
