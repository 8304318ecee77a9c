"""The words that introduce quotes and lists, read from `cues.yaml`."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from extractor.installed.packaged import read_yaml

_FILE = Path(__file__).with_name("cues.yaml")


@dataclass(frozen=True, slots=True)
class Cues:
    """The families of `cues.yaml`; what each one means is said there."""

    speech: frozenset[str]
    not_parenthetical: frozenset[str]
    claim_when_negated: frozenset[str]
    phases: frozenset[str]
    agreeing: frozenset[str]
    urging: frozenset[str]
    unreal: frozenset[str]
    daring: frozenset[str]
    denying: frozenset[str]
    instrumental: frozenset[str]
    phrases: dict[str, frozenset[str]]
    words: frozenset[str]
    citing: frozenset[str]
    reacting: frozenset[str]
    informants: frozenset[str]
    predicatives: frozenset[str]
    according: dict[str, frozenset[str]]
    applications: frozenset[str]
    reported: frozenset[str]
    stated: frozenset[str]
    texts: frozenset[str]
    binding: frozenset[str]
    claims: frozenset[str]
    bearers: frozenset[str]
    voices: frozenset[str]
    announcing: frozenset[str]
    labels: frozenset[str]
    following: frozenset[str]
    numbers: dict[str, int]
    measures: frozenset[str]
    ordinals: tuple[tuple[str, ...], ...]
    last: frozenset[str]
    prepositional: frozenset[str]
    quantifiers: frozenset[str]
    registers: frozenset[str]
    intensifiers: frozenset[str]
    others: frozenset[str]
    linking: frozenset[str]
    leading: frozenset[str]
    exemplifying: frozenset[tuple[str, ...]]
    continuing: frozenset[str]
    inserted: frozenset[tuple[str, ...]]
    listing: frozenset[str]

    @property
    def speaking(self) -> frozenset[str]:
        """Nouns for no person that can say something: «сайт», «газета», «следствие», «большинство»."""
        return self.texts | self.bearers | self.informants | self.voices

    @property
    def verbs(self) -> frozenset[str]:
        """Every lemma from which a quote can start."""
        return self.speech | self.urging | self.reported | frozenset(self.phrases) | self.citing


@cache
def load_cues() -> Cues:
    """The cues that travel in the package."""
    data: dict[str, Any] = read_yaml(_FILE)
    return Cues(**{field.name: _frozen(field.name, data[field.name]) for field in fields(Cues)})


def _frozen(name: str, value: Any) -> Any:
    if name == "numbers":
        return value
    if name in {"exemplifying", "inserted"}:
        return frozenset(tuple(phrase.split()) for phrase in value)
    if name == "ordinals":
        return tuple(map(tuple, value))
    if isinstance(value, dict):
        return {key: frozenset(words) for key, words in value.items()}
    return frozenset(value)
