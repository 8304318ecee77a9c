"""The words that tell of an act whether it is: denied, planned, supposed."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.installed.packaged import read_yaml


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Lemma sets by what they say of an act; each is explained beside its list in `words.yaml`."""

    negations: frozenset[str]
    negation_extenders: frozenset[str]
    conditional_particles: frozenset[str]
    asking: frozenset[str]
    interrogatives: frozenset[str]
    planned: frozenset[str]
    settling: frozenset[str]
    copulas: frozenset[str]
    hypothetical: frozenset[str]
    expecting: frozenset[str]
    gathering: frozenset[str]
    duties: frozenset[str]
    agreements: frozenset[str]
    fulfilling: frozenset[str]
    motions: frozenset[str]
    granting: frozenset[str]
    bringing_about: frozenset[str]
    cases: frozenset[str]
    conditions: frozenset[str]
    aims: frozenset[str]
    attaining: frozenset[str]
    negated: frozenset[str]
    proceedings: frozenset[str]
    measures: frozenset[str]
    considering: frozenset[str]
    endings: frozenset[str]
    in_force: frozenset[str]
    undone: frozenset[str]
    conceivable: frozenset[str]
    near_misses: frozenset[str]
    rumours: frozenset[str]
    likelier: frozenset[str]
    partaking: frozenset[str]
    denials: frozenset[str]
    fictions: frozenset[str]
    contents: frozenset[str]
    refutations: frozenset[str]
    doubting: frozenset[str]
    naming: frozenset[str]
    falsehoods: frozenset[str]
    innocence: frozenset[str]
    owning: frozenset[str]
    saying: frozenset[str]
    evidence: frozenset[str]
    proving: frozenset[str]
    decreed: frozenset[str]
    enacting: frozenset[str]
    planned_attributes: frozenset[str]
    hypothetical_attributes: frozenset[str]
    planned_prepositions: frozenset[str]
    hypothetical_prepositions: frozenset[str]
    causal_prepositions: frozenset[str]
    causal_nouns: frozenset[str]
    purposes: frozenset[str]
    occasions: frozenset[str]
    conditional_conjunctions: frozenset[str]
    purposive_conjunctions: frozenset[str]


@cache
def status_words() -> StatusWords:
    """The shipped word lists."""
    raw = read_yaml(Path(__file__).with_suffix(".yaml"))
    return StatusWords(**{name: frozenset(words) for name, words in raw.items()})
