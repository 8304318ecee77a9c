"""Which nouns head a phrase that can be a party, which phrases name the same office, and other words that decide."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractor.grammar.dictionary import fold
from extractor.installed.packaged import read_yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Nominal:
    """How a phrase with this head is understood; see nominals.yaml."""

    kind: str
    sector: str | None
    state: str | None
    code: str | None = None
    owned: bool = False


_PEOPLE = ("person", "office")
_ELECTED = ("LEG", "JUD")
_KEPT = 2**15  # lemmas of which is kept what the tables say

ANIMATE = Nominal("person", None, None)


class Lexicon:
    """The tables nominals.yaml, offices.yaml and words.yaml."""

    def __init__(self) -> None:
        self.nominals: dict[str, Nominal] = {}
        self._asked: dict[str, Nominal | None] = {}
        self._beside: dict[str, list[tuple[frozenset[str], Nominal]]] = defaultdict(list)
        for group in _read("nominals"):
            nominal = Nominal(
                group["kind"],
                group.get("sector"),
                group.get("state"),
                group.get("code"),
                group.get("owned", False),
            )
            signs = frozenset(map(fold, (*group.get("attribute", ()), *group.get("genitive", ()))))
            for lemma in group["lemmas"]:
                if signs:
                    self._beside[fold(lemma)].append((signs, nominal))
                else:
                    self.nominals.setdefault(fold(lemma), nominal)
        self.office_nouns = frozenset(
            lemma
            for lemma, nominal in self.nominals.items()
            if nominal.kind == "office" or (nominal.kind == "person" and nominal.sector in _ELECTED)
        )
        offices = _read("offices")
        self._offices: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)  # by the lemmas of their heads
        for name, office in offices.items():
            for lemma in dict.fromkeys([*office.get("heads", ()), *office.get("beside", {})]):
                self._offices[lemma].append((name, office))
        self.sole_offices = frozenset(name for name, office in offices.items() if office.get("sole"))
        self.general_offices = frozenset(name for office in offices.values() for name in office.get("also", ()))
        grammar = _read("words")
        self._synonyms: dict[str, str] = {lemma: group[0] for group in grammar["synonyms"] for lemma in group}
        self._first_parts = re.compile(rf"(?:{'|'.join(grammar['first_parts'])})-?")
        self.accords = frozenset(map(fold, grammar["accords"]))
        self.tongues = frozenset(grammar["tongues"])
        self.subordinates = frozenset(map(fold, grammar["subordinates"]))
        self.streets = frozenset(grammar["streets"])
        self.inventions = frozenset(map(fold, grammar["inventions"]))
        self.codes = frozenset(grammar["codes"])
        self.courts = frozenset(grammar["courts"])
        self.missions = frozenset(grammar["missions"])
        self.sent = frozenset(grammar["sent"])
        self.with_attribute = frozenset(grammar["with_attribute"])
        self.plural_bodies = frozenset(grammar["plural_bodies"])
        self.local = frozenset(grammar["local"])
        self.unknown = frozenset(grammar["unknown"])
        self.no_party = frozenset(map(fold, (*grammar["no_party"], *grammar["animals"])))
        self.kept_counts = frozenset(grammar["kept_counts"])
        self.usual_plurals = frozenset(grammar["usual_plurals"])
        self.partitives = frozenset(grammar["partitives"])
        self.numbers = frozenset(grammar["numbers"])
        self.becoming = frozenset(grammar["becoming"])
        self.posts = frozenset(grammar["posts"])
        self.of_state = frozenset(grammar["of_state"])
        self.former = frozenset(grammar["former"])
        self.instrumental = frozenset(grammar["instrumental"])
        self.against = frozenset(grammar["against"])
        self.locative = frozenset(grammar["locative"])
        self.towards = frozenset(grammar["towards"])
        self.visiting = frozenset(grammar["visiting"])
        self.of_cities = frozenset(grammar["of_cities"])
        self.articles = frozenset(grammar["articles"])
        self.name_particles = frozenset(grammar["name_particles"])
        self.foreign = frozenset(grammar["foreign"])
        self.eastern = frozenset(grammar["eastern"])
        self.slavic = frozenset(grammar["slavic"])
        self.kin = frozenset(map(fold, grammar["kin"]))
        self.anybody = frozenset(grammar["anybody"])
        self.local_offices = frozenset(grammar["local_offices"])
        self.envoys = frozenset(grammar["envoys"])
        self.abroad = frozenset(grammar["abroad"])
        self.guests = frozenset(grammar["guests"])
        self.welcoming = frozenset(grammar["welcoming"])
        self.natives = frozenset(grammar["natives"])
        self.crowds = {lemma: frozenset(signs or ()) for lemma, signs in grammar["crowds"].items()}
        self.protesters = frozenset(grammar["protesters"])
        self.crowds_plural = frozenset(grammar["crowds_plural"])
        self.expelling = frozenset(grammar["expelling"])
        self.acting = frozenset(grammar["acting"])
        self.times = frozenset(grammar["times"])
        self.pens = frozenset(grammar["pens"])
        self.of_authors = frozenset(grammar["of_authors"])
        self.legal_forms = frozenset(grammar["legal_forms"])
        self.media_labels = frozenset(grammar["media_labels"])
        self.undertakings = frozenset(map(fold, grammar["undertakings"]))
        self.proper_bodies = frozenset(map(fold, grammar["proper_bodies"]))
        self.toponyms = {lemma: type_ for type_, lemmas in grammar["toponyms"].items() for lemma in lemmas}

    def nominal(self, lemma: str) -> Nominal | None:
        """What the tables say of a head; of a compound, by its first part («сенатор-республиканец», «экс-мэр»).

        Of one with a short first part, what they say of a person with the second: «экоактивист», «медиаменеджер».
        """
        if lemma not in self._asked:  # which is asked of every noun, again and again
            if len(self._asked) >= _KEPT:
                self._asked.clear()
            self._asked[lemma] = self._nominal(lemma)
        return self._asked[lemma]

    def asks_companions(self, lemma: str) -> bool:
        """Whether it takes what stands beside a head to tell what it is."""
        return lemma in self._beside

    def is_by_companion(self, lemma: str, nominal: Nominal) -> bool:
        """Whether a head is so understood because of what stands beside it only."""
        return lemma in self._beside and nominal != self.nominal(lemma)

    def with_companion(self, lemma: str, companions: Collection[str]) -> Nominal | None:
        """What a head is with one of its attributes or genitives, and not without: «воинская {часть}»."""
        for signs, nominal in self._beside.get(lemma, ()):
            if not signs.isdisjoint(companions):
                return nominal
        return None

    def _nominal(self, lemma: str) -> Nominal | None:
        known = self.nominals
        found = known.get(lemma) or known.get(lemma.removeprefix("экс-")) or known.get(lemma.partition("-")[0])
        if found:
            return found
        first = self._first_parts.match(lemma)
        second = known.get(lemma[first.end() :]) if first else None
        return second if second and second.kind in _PEOPLE else None

    def of_kind(self, *kinds: str) -> frozenset[str]:
        """The heads of nominals.yaml of these kinds, without «ё»."""
        return frozenset(lemma for lemma, nominal in self.nominals.items() if nominal.kind in kinds)

    def synonym(self, lemma: str) -> str:
        """The first of the heads that speak of the same people; of most lemmas, itself."""
        return self._synonyms.get(lemma, lemma)

    def offices(self, lemma: str, beside: Collection[str], of_state: bool) -> tuple[str, ...]:
        """The offices that a phrase names, the exact one first, then the general ones that it also answers to.

        Args:
            lemma: of the phrase's head.
            beside: the other lemmas of the phrase.
            of_state: whether a state stands in the phrase.
        """
        for name, office in self._offices.get(lemma, ()):
            companions = office.get("beside", {}).get(lemma, ())
            if lemma in office.get("heads", ()) or any(
                companion in beside or (companion == "state" and of_state) for companion in companions
            ):
                return (name, *office.get("also", ()))
        return ()


def _read(name: str) -> Any:
    return read_yaml(_FOLDER / f"{name}.yaml")


@cache
def lexicon() -> Lexicon:
    """The packaged tables, read once a process."""
    return Lexicon()
