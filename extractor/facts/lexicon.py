"""The words by which the text names posts and those who own; see lexicon.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.entities.tables.lexicon import lexicon as entities_lexicon
from extractor.grammar.dictionary import fold
from extractor.installed.packaged import read_yaml
from extractor.records import Phase

_TABLE = Path(__file__).parent / "lexicon.yaml"
_FORMER = "экс-"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of lexicon.yaml, which explains them, as sets of lemmas."""

    posts: frozenset[str]
    no_posts: frozenset[str]
    governing: frozenset[str]
    of_states: frozenset[str]
    of_places: frozenset[str]
    deputies: frozenset[str]
    fields: frozenset[str]
    organs: frozenset[str]
    qualifiers: frozenset[str]
    counted: frozenset[str]
    past: frozenset[str]
    future: frozenset[str]
    owners: frozenset[str]
    introductions: frozenset[str]
    bodies: frozenset[str]
    seats: frozenset[str]
    shares: frozenset[str]
    agreements: frozenset[str]
    signing: frozenset[str]

    def is_post(self, lemma: str) -> bool:
        return _known(lemma, self.posts)

    def is_owner(self, lemma: str) -> bool:
        return lemma in self.owners

    def is_body(self, lemma: str) -> bool:
        return _known(lemma, self.bodies)

    def is_of_state(self, lemma: str) -> bool:
        """Whether a post without any body beside it is one of the holder's state."""
        return _known(lemma, self.of_states)

    def is_of_place(self, lemma: str) -> bool:
        """Whether a place beside a post is whose the post is."""
        return _known(lemma, self.of_places)

    def is_qualifier(self, lemma: str) -> bool:
        return lemma in self.qualifiers

    def qualifies(self, adjective: str, post: str) -> bool:
        """Whether an adjective is part of the name of a post («первый заместитель», not «первый президент»)."""
        return adjective in self.qualifiers and not (adjective == "первый" and _known(post, self.counted))

    def phase(self, lemma: str) -> Phase | None:
        """What a word beside or in the name of a post tells of when it is held."""
        if fold(lemma) in self.past or lemma.startswith(_FORMER):
            return "past"
        return "future" if lemma in self.future else None


def _known(lemma: str, lemmas: frozenset[str]) -> bool:
    """Whether a lemma or the first or last part of a compound is in a list: «экс-президент», «шейх-эмир»."""
    return lemma in lemmas or lemma.rpartition("-")[2] in lemmas


@cache
def lexicon() -> Lexicon:
    """The packaged table, read once a process."""
    table = {name: frozenset(words) for name, words in read_yaml(_TABLE).items()}
    known = entities_lexicon()
    table["posts"] |= known.of_kind("office") - table["no_posts"] - table["owners"]
    table["bodies"] |= known.of_kind("institution", "collective")
    table["past"] |= known.former
    return Lexicon(**table)
