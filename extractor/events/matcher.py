"""Templates against documents: from trigger lemmas to events.

Matching starts from an index of trigger lemmas, so its cost grows with the triggers found in a text
and not with the number of templates.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.attrs import LEMMA
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from extractor.entities import mentions_of
from extractor.events.repeats import without_repeats
from extractor.events.resolution import Reading
from extractor.events.template import EventHit, Template
from extractor.grammar.clause import Grammar
from extractor.grammar.lexicon import load_lexicon
from extractor.grammar.morphology import is_passive
from extractor.records import Event
from extractor.templates.hits import Hit
from extractor.templates.places import Sources
from extractor.templates.recognition import Recogniser

_INFINITIVE = ("ть", "ти", "чь")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One template tried at one trigger: the event it made, or the one condition that failed."""

    template: Template
    token: Token
    event: Event | None
    failure: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A template under one of its trigger lemmas, with the other words that a phrase trigger needs.

    `reflexive`: the lemma is that of the passive in «-ся», «войска выводятся».
    """

    template: Template
    beside: tuple[str, ...] = ()
    reflexive: bool = False


class Matcher:
    """Templates in an index by trigger lemma."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self.grammar = Grammar(load_lexicon())
        self.index: dict[str, list[_Entry]] = defaultdict(list)
        for template in templates:
            for trigger in (*template.trigger.lemma, *template.trigger.phrase):
                head, *beside = trigger.split()
                self.index[head].append(_Entry(template, tuple(beside)))
        self._add_reflexives()
        self._keys = frozenset(map(get_string_id, self.index))

    def _add_reflexives(self) -> None:
        """The passives in «-ся» of the verbs in the index, but of those that are triggers of their own."""
        for lemma in [lemma for lemma in self.index if lemma.endswith(_INFINITIVE)]:
            reflexive = lemma + ("сь" if lemma.endswith("и") else "ся")
            if reflexive not in self.index:
                self.index[reflexive] = [replace(entry, reflexive=True) for entry in self.index[lemma]]

    def find(self, doc: Doc) -> tuple[Event, ...]:
        """The events of a document, in the order of their triggers."""
        events = [attempt.event for attempt in self.attempts(doc) if attempt.event is not None]
        return tuple(without_repeats(doc, events))

    def attempts(self, doc: Doc) -> list[Attempt]:
        """Every template whose trigger lemma stands in the text, with its event or its first failed condition."""
        triggers = self._triggers(doc)
        if not triggers:
            return []
        mentions = mentions_of(doc)
        sources = Sources(self.grammar, mentions.entities, mentions, doc._.quotes)
        hits, out = self._recognise(triggers, sources)
        for hit, outcome in Reading(doc, sources).read(hits) if hits else ():
            out.append(_attempt(hit.template, hit.token, outcome))
        return sorted(out, key=lambda attempt: attempt.token.i)

    def _triggers(self, doc: Doc) -> list[Token]:
        return [doc[i] for i, key in enumerate(doc.to_array(LEMMA).tolist()) if key in self._keys]

    def _recognise(
        self, triggers: Iterable[Token], sources: Sources
    ) -> tuple[dict[int, list[EventHit]], list[Attempt]]:
        """The hits by the positions of their triggers, and the attempts that failed."""
        recogniser = Recogniser(self.grammar, sources)
        hits: dict[int, list[EventHit]] = defaultdict(list)
        failed: list[Attempt] = []
        for token in triggers:
            for entry in self.index[token.lemma_]:
                if entry.reflexive and not is_passive(token):
                    failed.append(_attempt(entry.template, token, f"«{token.text}» is no passive"))
                    continue
                outcome = recogniser.recognise(entry.template, token, entry.beside)
                if isinstance(outcome, Hit):
                    hits[token.i].append(outcome)
                else:
                    failed.append(_attempt(entry.template, token, outcome))
        return hits, failed


def _attempt(template: Template, token: Token, outcome: Event | str) -> Attempt:
    if isinstance(outcome, str):
        return Attempt(template, token, None, outcome)
    return Attempt(template, token, outcome, None)
