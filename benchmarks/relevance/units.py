"""Units read from published events, and what it means that two people mean the same home."""
import dataclasses
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]

KINDS = {"nursingHome": "Plejehjem", "publicCareHousing": "Almene plejeboliger",
         "freeCareHousing": "Friplejeboliger"}

# Words that say what a place is, not what it is called. A stem stands for its inflected forms.
TYPES = {
    "plejehjem": ["plejehjem", "plejehjemmet", "plejehjemet"],
    "plejecenter": ["plejecenter", "plejecentret", "plejecenteret"],
    "friplejehjem": ["friplejehjem", "friplejehjemmet"],
    "ældrecenter": ["ældrecenter", "ældrecentret", "ældrecenteret"],
    "omsorgscenter": ["omsorgscenter", "omsorgscentret", "omsorgscenteret"],
    "plejebolig": ["plejeboliger", "plejeboligerne", "plejebolig"],
    "demensplejecenter": ["demensplejecenter", "demensplejecentret"],
    "seniorcenter": ["seniorcenter", "seniorcentret", "seniorcenteret"],
    "aktivitetscenter": ["aktivitetscenter", "aktivitetscentret"],
    "specialplejehjem": ["specialplejehjem", "specialplejehjemmet"],
    "demensplejehjem": ["demensplejehjem", "demensplejehjemmet"],
    "områdecenter": ["områdecenter", "områdecentret"],
    "bofællesskab": ["bofællesskabet", "bofællesskab"],
    "demensenhed": ["demensenheden", "demensenhed"],
    "lokalcenter": ["lokalcenter", "lokalcentret"],
    "pensionistcenter": ["pensionistcentret", "pensionistcenter"],
    "specialplejecenter": ["specialplejecenter", "specialplejecentret"],
    "friplejebolig": ["friplejeboliger", "friplejeboligerne", "friplejebolig"],
}
STEM_OF = {form: stem for stem, forms in TYPES.items() for form in forms}
# Said beside a type word and as little part of the name.
BESIDE_TYPES = {"pleje", "og", "dagcenter", "demenscenter", "rehabiliteringscenter", "center",
                "den", "det", "selvejende", "institution", "si", "s", "i", "inst"}


@dataclasses.dataclass(frozen=True)
class Unit:
    id: str
    kind: str
    names: tuple  # as registered, then the aliases
    street: str
    number: str
    postcode: str
    town: str
    village: str
    municipality: str

    @property
    def name(self):
        return self.names[0]

    @property
    def called(self):
        """The name without legal and other ballast: the shortest one that the importer made."""
        return min(self.names, key=len)

    @property
    def street_line(self):
        return f"{self.street} {self.number}".strip()

    def is_in(self, place):
        return fold(place) in {fold(p) for p in (self.town, self.village, self.municipality) if p}


def municipalities():
    """Code to name, from the table of the project, so that it is kept in one place only."""
    text = (ROOT / "Sources/CareUnits/Places/MunicipalityTable.swift").read_text()
    return dict(re.findall(r'\.row\("(\d{4})", "([^"]+)"', text))


def read_units(path):
    """The last published version of each unit, in the order of the ids."""
    names = municipalities()
    units = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if ".unit.published." not in event["type"]:
                continue
            data = event["data"]
            address = data.get("address", {})
            units[data["sorId"]] = Unit(
                id=data["sorId"], kind=data["kind"],
                names=(data["name"], *data.get("aliases", [])),
                street=address.get("street", ""), number=address.get("houseNumber", ""),
                postcode=address.get("postcode", ""), town=address.get("postalTown", ""),
                village=address.get("supplementaryTown", ""),
                municipality=names.get(address.get("municipalityCode"), ""))
    return [units[i] for i in sorted(units)]


def words(text):
    return re.findall(r"[^\W_]+", text)


def fold(text):
    """Small letters, one blank between words, aa as å: what no reader takes for a difference."""
    return " ".join(words(text.lower().replace("aa", "å").replace("é", "e")))


def bare(text):
    """As `fold`, without the Danish letters in any way of writing them."""
    text = fold(text)
    for written, plain in (("ae", "æ"), ("oe", "ø"), ("ä", "æ"), ("ö", "ø"), ("ü", "y"), ("ï", "i"),
                           ("ue", "y"), ("æ", "a"), ("ø", "o"), ("å", "a")):
        text = text.replace(written, plain)
    return text


def core(text):
    """The name without its type words, as a list of words in the given writing."""
    kept = [w for w in words(text) if w.lower() not in STEM_OF and w.lower() not in BESIDE_TYPES]
    return [w for w in kept if len(w) > 1 or w.isdigit()]


class Meant:
    """Answers which units a person may mean who writes a name, or a street, and a place."""

    def __init__(self, units):
        self.units = units
        self.folded = {u.id: {fold(n) for n in u.names} for u in units}
        self.bare = {u.id: {bare(n) for n in u.names} for u in units}
        self.cores = {u.id: {" ".join(sorted(words(fold(" ".join(core(n)))))) for n in u.names}
                      for u in units}
        self.places = {fold(p) for u in units for p in (u.town, u.village, u.municipality) if p}

    def among(self, place):
        return [u for u in self.units if place is None or u.is_in(place)]

    def is_place(self, text):
        """Whether the text names a place, so that it does not tell a home by itself."""
        return fold(text) in self.places

    def by_name(self, name, place, key=fold):
        """Homes of that name. One that nobody bears in full, such as that of a house whose wings are
        registered one by one, means all whose names begin with it."""
        return self.name_among(name, self.among(place), key)

    def name_among(self, name, units, key=fold):
        keys = self.bare if key is bare else self.folded
        found = [u.id for u in units if key(name) in keys[u.id]]
        if any(key(u.name) == key(name) for u in units):
            return found
        return [u.id for u in units
                if u.id in found or (found and key(u.name).startswith(key(name) + " "))]

    def by_prefix(self, start, place):
        """Names that begin so, and homes whose name does once its type word is left away."""
        start = fold(start)
        return [u.id for u in self.among(place)
                if any(n.startswith(start) for n in self.folded[u.id])
                or any(fold(" ".join(core(n))).startswith(start) for n in u.names)]

    def by_core(self, name, place):
        """Whoever names no type, or another one, means every home that has the rest of the name."""
        wanted = " ".join(sorted(words(fold(" ".join(core(name))))))
        return [u.id for u in self.among(place) if wanted in self.cores[u.id]]

    def by_street(self, unit, number=True):
        """The same street (and number) of the same postcode, or of the same town without number."""
        def same(other):
            if fold(other.street) != fold(unit.street):
                return False
            if number:
                return (other.postcode, fold(other.number)) == (unit.postcode, fold(unit.number))
            return other.is_in(unit.town)
        return [u.id for u in self.units if same(u)]
