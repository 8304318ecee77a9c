"""Nouns that name a body, people or a place in one sense and nothing in another: «партия вакцины», «область науки»."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold
from extractor.grammar.lexicon import saying
from extractor.installed.packaged import read_yaml

TABLE = Path(__file__).parent.parent / "tables" / "senses.yaml"
_ANY = frozenset({"any"})
_ATTRIBUTES = ("ADJ", "VERB", "DET")
_AS_WRITTEN = ("preposition", "behind", "phrase", "number")


@dataclass(frozen=True, slots=True)
class Sense:
    """The signs of the other sense of a noun; see senses.yaml."""

    attribute: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    preposition: frozenset[str] = frozenset()
    phrase: frozenset[str] = frozenset()
    governor: frozenset[str] = frozenset()
    subject_of: frozenset[str] = frozenset()
    keeps: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()
    always: bool = False
    common: bool = False
    instrumental: bool = False
    infinitive: bool = False


def means_nobody(words: Words, head: int) -> bool:
    """Whether a noun that may head the name of a body means something else where it stands."""
    sense = senses().get(words.lemma[head]) or senses().get(words.form[head])  # «рада», of «рад»
    if (
        sense is None
        or _is_name(words, head)
        or _speaks(words, head)
        or (sense.number and words.features[head].number not in sense.number)
    ):
        return False
    attributes, behind = _attributes(words, head), list(_genitives(words, head))
    genitives = frozenset(words.lemma[noun] for noun in behind)
    if sense.keeps & (attributes | genitives) or (sense.keeps == _ANY and genitives):
        return False
    return (
        sense.always
        or (sense.common and any(words.text[noun][0].islower() for noun in behind))
        or bool(sense.attribute & attributes)
        or bool(sense.genitive & genitives)
        or _with_case(words, head, words.preposition(head)) in sense.preposition
        or any(map(partial(_ends_in, words, head), sense.phrase))
        or bool(sense.behind.intersection(_behind(words, head)))
        or _hangs(words, head, sense)
        or (sense.instrumental and _governs(words, head, "Ins"))
        or (sense.infinitive and any(words.features[child].verb_form == "Inf" for child in words.children[head]))
    )


def _is_name(words: Words, head: int) -> bool:
    """Whether the noun or an attribute of it has a capital that the sentence does not give it."""
    attributes = (child for child in words.children[head] if child < head and words.pos[child] in _ATTRIBUTES)
    return any(words.text[i][0].isupper() and i != words.sentence_range(head)[0] for i in (head, *attributes))


def _speaks(words: Words, head: int) -> bool:
    return words.dep[head] == "nsubj" and words.lemma[words.head[head]] in saying()


def _attributes(words: Words, head: int) -> frozenset[str]:
    children = words.children[head]
    return frozenset(words.lemma[i] for i in children if i < head and words.pos[i] in _ATTRIBUTES)


def _genitives(words: Words, head: int) -> Iterator[int]:
    for child in words.children[head]:
        bare = words.features[child].case == "Gen" and not words.preposition(child)
        if child > head and words.dep[child] == "nmod" and bare:
            yield child


def _ends_in(words: Words, head: int, phrase: str) -> bool:
    forms = phrase.split()
    return words.form[max(0, head + 1 - len(forms)) : head + 1] == forms


def _behind(words: Words, head: int) -> Iterator[str]:
    for child in words.children[head]:
        if child > head:
            yield _with_case(words, child, words.preposition(child))


def _with_case(words: Words, position: int, preposition: str | None) -> str:
    return f"{preposition} + {words.features[position].case}"


def _hangs(words: Words, head: int, sense: Sense) -> bool:
    above = words.head[head]
    if above == head:
        return False
    return words.lemma[above] in (sense.subject_of if words.dep[head] == "nsubj" else sense.governor)


def _governs(words: Words, head: int, case: str) -> bool:
    return any(
        child > head and words.features[child].case == case and not words.preposition(child)
        for child in words.children[head]
        if words.dep[child] in ("nmod", "obl", "iobj")
    )


@cache
def senses() -> dict[str, Sense]:
    """The nouns, by lemma without «ё»; read once a process."""
    found: dict[str, Sense] = {}
    for group in read_yaml(TABLE):
        signs = {sign: _sign(sign, value) for sign, value in group.items() if sign != "lemmas"}
        found |= {fold(lemma): Sense(**signs) for lemma in group["lemmas"]}
    return found


def _sign(sign: str, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    words = [value] if isinstance(value, str) else value
    return frozenset(words if sign in _AS_WRITTEN else map(fold, words))
