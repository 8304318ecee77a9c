"""Words with a grammar of their own, read once from `lexicon.yaml`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from extractor.grammar.currencies import currency_nouns
from extractor.grammar.dictionary import fold
from extractor.installed.packaged import read_yaml

Form = tuple[str | None, str]  # preposition, None where bare, and case; or a verb and its noun


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemma sets by what they do in a clause; each is explained beside its list in `lexicon.yaml`."""

    light_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    saying_nouns: frozenset[str]
    announcing_verbs: frozenset[str]
    answering_verbs: frozenset[str]
    papers: frozenset[str]
    participation_verbs: frozenset[str]
    coming_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    occurrence_phrases: frozenset[Form]
    idioms: frozenset[Form]
    bare_adverbials: frozenset[Form]
    aspect_nouns: frozenset[str]
    agentive_nouns: frozenset[str]
    weapons: frozenset[str]
    aiming_verbs: frozenset[str]
    participants: frozenset[str]
    subject_control: frozenset[str]
    decrees: frozenset[str]
    orders: frozenset[str]
    naming_verbs: frozenset[str]
    judging_verbs: frozenset[str]
    initiatives: frozenset[str]
    filings: frozenset[str]
    currencies: frozenset[str]  # of `currencies.yaml`; their genitive names no party to anything: «долларов США»
    carriers: frozenset[str]
    impersonal: frozenset[str]
    circumstantial_prepositions: frozenset[str]
    simultaneous_prepositions: frozenset[str]
    locative_government: frozenset[str]
    adverbial_nouns: frozenset[str]
    place_nouns: frozenset[str]
    beside: frozenset[str]
    unnamed_people: frozenset[str]
    relative_pronouns: frozenset[str]
    possessives: frozenset[str]
    own_possessives: frozenset[str]
    pointing_pronouns: frozenset[str]
    subordinators: frozenset[str]
    approximately: frozenset[str]
    restrictive: frozenset[str]
    approximations: frozenset[str]
    accompanying: frozenset[str]
    including: frozenset[str]
    compound_prepositions: frozenset[str]
    object_control: frozenset[str]
    outcomes: frozenset[str]
    acts_of_two: frozenset[str]
    circumstances_with: frozenset[str]
    aimed: frozenset[str]
    abetting: frozenset[str]
    admitting: frozenset[str]
    infinitive_nouns: frozenset[str]
    demanding: frozenset[str]
    stances: frozenset[Form]
    shared_control: frozenset[str]
    receiving_verbs: frozenset[str]
    permissions: frozenset[str]
    addressee_forms: frozenset[Form]
    light_forms: frozenset[Form]
    topic_continuations: frozenset[Form]
    modals: frozenset[str]
    place_forms: dict[str, str]
    preposition_variants: dict[str, str]


@cache
def load_lexicon() -> Lexicon:
    """The shipped word lists."""
    raw = read_yaml(Path(__file__).parent / "lexicon.yaml")
    return Lexicon(
        addressee_forms=_forms(raw.pop("addressee_forms")),
        occurrence_phrases=_forms(raw.pop("occurrence_phrases")),
        idioms=_forms(raw.pop("idioms")),
        bare_adverbials=_forms(raw.pop("bare_adverbials")),
        light_forms=_forms(raw.pop("light_forms")),
        topic_continuations=_forms(raw.pop("topic_continuations")),
        stances=_forms(raw.pop("stances")),
        currencies=currency_nouns(),
        place_forms=raw.pop("place_forms"),
        preposition_variants=_by_word(raw.pop("preposition_variants")),
        **{name: frozenset(words) for name, words in raw.items()},
    )


@cache
def saying() -> frozenset[str]:
    """The verbs of speech, folded as the columns have lemmas."""
    return frozenset(map(fold, load_lexicon().speech_verbs))


def qualifies_number(form: str) -> bool:
    """Whether a word, in lower case, stands before a number and belongs to it: «около трёх», «ещё три»."""
    lexicon = load_lexicon()
    return form in lexicon.approximately or form in lexicon.restrictive


class _Watched(frozenset[Any]):
    """A word list that counts how often it was asked for a word that it has."""

    answered: int

    def __contains__(self, word: object) -> bool:
        found = super().__contains__(word)
        self.answered += found
        return found


@contextmanager
def watched(*lexicons: Any) -> Iterator[dict[str, int]]:
    """Counts, while it is open, how often each word list of these answers; they stand in the dict after it."""
    plain = [(of, part.name, getattr(of, part.name)) for of in lexicons for part in fields(of)]
    lists = [(of, name, words, _Watched(words)) for of, name, words in plain if isinstance(words, frozenset)]
    counts: dict[str, int] = {}
    for of, name, _, counting in lists:
        counting.answered = 0
        object.__setattr__(of, name, counting)
    try:
        yield counts
    finally:
        for of, name, words, counting in lists:
            counts[name] = counting.answered
            object.__setattr__(of, name, words)


def _forms(pairs: list[Any]) -> frozenset[Form]:
    return frozenset((preposition, case) for preposition, case in pairs)


def _by_word(lists: dict[str, list[str]]) -> dict[str, str]:
    """{"yield": ["вывод", "уход"]} as {"вывод": "yield", "уход": "yield"}."""
    return {word: name for name, words in lists.items() for word in words}
