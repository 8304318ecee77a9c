"""Templates by their trigger lemmas: matching costs what stands in a text, not what templates there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic

from spacy.attrs import LEMMA
from spacy.strings import get_string_id

from extractor.grammar.morphology import is_passive
from extractor.grammar.tokens import Parse, Token
from extractor.templates.failure import Failure
from extractor.templates.hits import Hit, T
from extractor.templates.recognition import Recogniser

_INFINITIVE = ("ть", "ти", "чь")


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A template under one of its trigger lemmas, with the other words that a phrase trigger needs.

    `reflexive`: the lemma is that of the passive in «-ся», «войска выводятся».
    """

    template: T
    beside: tuple[str, ...] = ()
    reflexive: bool = False


class TemplateIndex(Generic[T]):
    """Templates of one kind, events' or facts'."""

    def __init__(self, templates: Iterable[T]) -> None:
        self._entries: dict[str, list[_Entry[T]]] = defaultdict(list)
        for template in templates:
            for trigger in (*template.trigger.lemma, *template.trigger.phrase):
                head, *beside = trigger.split()
                self._entries[head].append(_Entry(template, tuple(beside)))
        self._add_reflexives()
        self._keys = frozenset(map(get_string_id, self._entries))

    def _add_reflexives(self) -> None:
        """The passives in «-ся» of the verbs in the index, but of those that are triggers of their own."""
        for lemma in [lemma for lemma in self._entries if lemma.endswith(_INFINITIVE)]:
            reflexive = lemma + ("сь" if lemma.endswith("и") else "ся")
            if reflexive not in self._entries:
                self._entries[reflexive] = [replace(entry, reflexive=True) for entry in self._entries[lemma]]

    def triggers(self, doc: Parse) -> list[Token]:
        """The words of a document that are triggers of some template."""
        return [doc[i] for i, key in enumerate(doc.to_array(LEMMA).tolist()) if key in self._keys]

    def tried(self, triggers: Iterable[Token], recogniser: Recogniser) -> Iterator[tuple[T, Token, Hit[T] | Failure]]:
        """Every template of every trigger, with its hit or what speaks against it."""
        for token in triggers:
            for entry in self._entries[token.lemma_]:
                if entry.reflexive and not is_passive(token):
                    yield entry.template, token, Failure("no passive", f"«{token.text}» is no passive")
                else:
                    yield entry.template, token, recogniser.recognise(entry.template, token, entry.beside)
