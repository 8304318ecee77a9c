"""The matcher's shared word lists, read once from `lexicon.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemma sets by what they do in a clause; each is explained beside its list in `lexicon.yaml`."""

    light_verbs: frozenset[str]
    announcing_verbs: frozenset[str]
    participation_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    aspect_nouns: frozenset[str]
    agentive_nouns: frozenset[str]
    weapons: frozenset[str]
    participants: frozenset[str]
    subject_control: frozenset[str]
    impersonal: frozenset[str]
    circumstantial_prepositions: frozenset[str]
    locative_government: frozenset[str]
    adverbial_nouns: frozenset[str]
    place_nouns: frozenset[str]
    unnamed_people: frozenset[str]
    relative_pronouns: frozenset[str]
    compound_prepositions: frozenset[str]
    object_control: frozenset[str]
    shared_control: frozenset[str]
    addressee_forms: frozenset[tuple[str | None, str]]
    negations: frozenset[str]
    planned: frozenset[str]
    hypothetical: frozenset[str]
    negated: frozenset[str]
    planned_attributes: frozenset[str]
    hypothetical_attributes: frozenset[str]
    planned_prepositions: frozenset[str]
    hypothetical_prepositions: frozenset[str]
    conditional_conjunctions: frozenset[str]
    topic_modes: dict[str, dict[str, str]]


@cache
def load_lexicon() -> Lexicon:
    """The shipped word lists."""
    raw = yaml.safe_load((Path(__file__).parent / "lexicon.yaml").read_text(encoding="utf-8"))
    modality = {status: frozenset(words) for status, words in raw.pop("modality").items()}
    forms = frozenset((preposition, case) for preposition, case in raw.pop("addressee_forms"))
    topic_modes = {
        kind: {word: mode for mode, words in modes.items() for word in words}
        for kind, modes in raw.pop("topic_modes").items()
    }
    return Lexicon(
        addressee_forms=forms,
        topic_modes=topic_modes,
        **modality,
        **{name: frozenset(words) for name, words in raw.items()},
    )
