"""The words that introduce quotes and lists, read from `cues.yaml`."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from extractor.grammar.currencies import currency_nouns
from extractor.grammar.lexicon import load_lexicon
from extractor.installed.packaged import read_yaml

_FILE = Path(__file__).with_name("cues.yaml")


@dataclass(frozen=True, slots=True)
class BodyNoun:
    """Which bodies a noun may take up; without `sectors` those of any, without `signs` whatever their names are.

    `unlike` are words by which bodies are called that the noun hardly takes up.
    """

    noun: str
    sectors: frozenset[str]
    signs: tuple[str, ...] | None
    unlike: frozenset[str]

    def suits(self, sector: str | None, called: frozenset[str]) -> bool:
        """Whether a body may be meant; `called` are the words of its name and the nouns before it, in lower case."""
        if self.noun in called:
            return True
        if self.sectors and sector not in self.sectors:
            return False
        if self.signs is None:
            return True
        return any(word.endswith((self.noun, *self.signs)) or word.startswith(self.signs) for word in called)

    def is_likely(self, called: frozenset[str]) -> bool:
        """Whether nothing that a body is called speaks against it: «телеканал «Бриз»» is hardly «агентство»."""
        return self.noun in called or self.unlike.isdisjoint(called)


@dataclass(frozen=True, slots=True)
class Cues:
    """The families of `cues.yaml`; what each one means is said there."""

    showing: frozenset[str]
    findings: frozenset[str]
    telling: frozenset[str]
    doing: frozenset[str]
    not_parenthetical: frozenset[str]
    claim_when_negated: frozenset[str]
    phases: frozenset[str]
    agreeing: frozenset[str]
    urging: frozenset[str]
    unreal: frozenset[str]
    daring: frozenset[str]
    denying: frozenset[str]
    recordings: frozenset[str]
    forged: frozenset[str]
    instrumental: frozenset[str]
    phrases: dict[str, frozenset[str]]
    words: frozenset[str]
    citing: frozenset[str]
    reacting: frozenset[str]
    commenting: frozenset[str]
    informants: frozenset[str]
    predicatives: frozenset[str]
    according: dict[str, frozenset[str]]
    applications: frozenset[str]
    reported: frozenset[str]
    stated: frozenset[str]
    texts: frozenset[str]
    publishing: frozenset[str]
    binding: frozenset[str]
    any_texts: frozenset[str]
    testimonies: frozenset[str]
    claims: frozenset[str]
    bodies: dict[str, BodyNoun]
    departments: dict[str, frozenset[str]]
    bearers: frozenset[str]
    related: frozenset[str]
    epithets: frozenset[str]
    heads: frozenset[str]
    officials: frozenset[str]
    statesmen: frozenset[str]
    nameless: frozenset[str]
    unknown: frozenset[str]
    spokesmen: frozenset[str]
    lawyers: frozenset[str]
    epicenes: frozenset[str]
    delegates: frozenset[str]
    rulers: frozenset[str]
    experts: frozenset[str]
    voices: frozenset[str]
    announcing: frozenset[str]
    labels: frozenset[str]
    credits: frozenset[str]
    utterances: frozenset[str]
    following: frozenset[str]
    numbers: dict[str, int]
    measures: frozenset[str]
    numbered: frozenset[str]
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
    def speech(self) -> frozenset[str]:
        """Verbs of speech and opinion: «заявил, что …», «…, сообщает X»."""
        return load_lexicon().speech_verbs

    @property
    def bearing(self) -> frozenset[str]:
        """Nouns whose name follows them and is the source."""
        return self.bearers | frozenset(self.bodies)

    @property
    def speaking(self) -> frozenset[str]:
        """Nouns for no person that can say something: «сайт», «газета», «следствие», «большинство»."""
        return self.texts | self.findings | self.bearing | self.informants | self.voices

    @property
    def verbs(self) -> frozenset[str]:
        """Every lemma from which a quote can start."""
        return self.speech | self.showing | self.urging | self.reported | frozenset(self.phrases) | self.citing


@cache
def load_cues() -> Cues:
    """The cues that travel in the package."""
    data: dict[str, Any] = read_yaml(_FILE)
    kinds = data.pop("outlets")
    for group in data["bodies"]:
        group["unlike"] = [word for kind in group.get("unlike", ()) for word in kinds[kind]]
    return Cues(**{field.name: _frozen(field.name, data[field.name]) for field in fields(Cues)})


def _frozen(name: str, value: Any) -> Any:
    if name == "numbers":
        return value
    if name == "measures":
        return frozenset(value) | currency_nouns()
    if name in {"exemplifying", "inserted"}:
        return frozenset(tuple(phrase.split()) for phrase in value)
    if name == "bodies":
        return {noun: _body_noun(noun, group) for group in value for noun in group["nouns"]}
    if name == "ordinals":
        return tuple(map(tuple, value))
    if isinstance(value, dict):
        return {key: frozenset(words) for key, words in value.items()}
    return frozenset(value)


def _body_noun(noun: str, group: dict[str, list[str]]) -> BodyNoun:
    signs = group.get("signs")
    sectors, unlike = (frozenset(group.get(key, ())) for key in ("sectors", "unlike"))
    return BodyNoun(noun, sectors, None if signs is None else tuple(signs), unlike)
