"""The named body behind «издание», «в ведомстве», «компания», where coreference has found none."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from extractor.discourse.cues import BodyNoun, Cues
from extractor.discourse.speakers.people import OTHERS
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.entities import mentions_of
from extractor.grammar.marks import QUOTATION
from extractor.grammar.morphology import feature_of
from extractor.grammar.tokens import Parse, Token
from extractor.records import Entity

_PRESS = "JRN"
_REACH = 200  # tokens back in which a body is looked for


class Bodies:
    """The named bodies of one document, by who has spoken and where they stand."""

    def __init__(self, doc: Parse, cues: Cues) -> None:
        self._doc = doc
        self._nouns = cues.bodies
        self._departments = cues.departments
        self._mentions = mentions_of(doc)
        self._heard: list[tuple[int, int]] = []  # where a body's words begin, and the body

    def hear(self, number: int, said: int) -> None:
        """Notes that a body has said what begins at a token: «издание» may be it again."""
        if self._is_named(number):
            self._heard.append((said, number))

    def behind(self, speaker: SpeakerPhrase, before: int) -> int | None:
        """The body for which a noun alone stands: who spoke last of its kind, else who was named last.

        Args:
            speaker: the words of the speaker, which have no name.
            before: the token where what is said begins.
        """
        head = self._doc[speaker.head]
        noun = self._nouns.get(head.lemma_)
        if noun is None or feature_of(head, "Number") == "Plur" or not self._is_bare(speaker):
            return None
        department = self._department(speaker, before)
        if department is not None:
            return department
        told = self._mentions.at(head) if speaker.start < speaker.head else ()  # «**чилийское** агентство»
        code = next((self._entity(reference.entities[0]).code for reference in told), None)
        heard, named = [*self._heard_before(before)], self._named_before(before)
        fitting = [one for one in (*heard, *named) if self._fits(one, noun, code)]
        fitting += [one for one in heard if self._fits(one, noun, code, outlet=True)]
        likely = (number for number in fitting if noun.is_likely(self._called.get(number, frozenset())))
        return next(likely, fitting[0] if fitting else None)

    def _department(self, speaker: SpeakerPhrase, before: int) -> int | None:
        """«**Оборонное** ведомство»: the last body whose name tells that it is for this."""
        told = (self._departments.get(token.lemma_) for token in self._doc[speaker.start : speaker.head])
        signs = next((tuple(signs) for signs in told if signs is not None), None)
        if signs is None:
            return None
        near = (*self._heard_before(before), *self._named_before(before))
        return next((one for one in near if any(word.startswith(signs) for word in self._called.get(one, ()))), None)

    def _fits(self, number: int, noun: BodyNoun, code: str | None, *, outlet: bool = False) -> bool:
        """Whether a noun may take a body up; with `outlet` one of unknown sector passes for a press outlet."""
        body = self._entity(number)
        if code is not None and body.code not in {code, None}:
            return False
        sector = body.sector or (_PRESS if outlet else None)
        return noun.suits(sector, self._called.get(number, frozenset()))

    @cached_property
    def _called(self) -> dict[int, frozenset[str]]:
        """What each body is called, in lower case: the words of its name and the nouns before it, «фонд «Маяк»»."""
        called = {number: set(self._entity(number).name.lower().split()) for _, number in self._names}
        for start, number in self._names:
            label = self._label(start)
            called[number] |= {label.lemma_} if label else set()
        return {number: frozenset(words) for number, words in called.items()}

    def _label(self, place: int) -> Token | None:
        """The noun right before a name."""
        place -= 1
        while place >= 0 and self._doc[place].text in QUOTATION:
            place -= 1
        return self._doc[place] if place >= 0 and self._doc[place].pos_ in {"NOUN", "PROPN"} else None

    def _is_bare(self, speaker: SpeakerPhrase) -> bool:
        modifiers = self._doc[speaker.start : speaker.head]
        plain = all(token.pos_ in {"ADJ", "DET"} and token.lemma_ not in OTHERS for token in modifiers)
        return plain and speaker.end == speaker.head + 1

    def _is_named(self, number: int) -> bool:
        body = self._entity(number)
        return body.type == "ORGANIZATION" and any(mention.form == "name" for mention in body.mentions)

    def _heard_before(self, before: int) -> Iterator[int]:
        """Bodies that have spoken before a token, the last first."""
        for said, number in reversed(self._heard):
            if before - said > _REACH:
                return
            yield number

    def _named_before(self, before: int) -> Iterator[int]:
        """Bodies by their names before a token, the nearest first."""
        first, last = (bisect_left(self._names, (place, 0)) for place in (before - _REACH, before))
        return (number for _, number in reversed(self._names[first:last]))

    @cached_property
    def _names(self) -> list[tuple[int, int]]:
        """The first tokens of the names of bodies, with the bodies, in the order of the text."""
        places = {token.idx: token.i for token in self._doc}
        return sorted(
            (places[mention.start], number)
            for number, body in enumerate(self._mentions.entities)
            if self._is_named(number)
            for mention in body.mentions
            if mention.form == "name" and mention.start in places
        )

    def _entity(self, number: int) -> Entity:
        return self._mentions.entities[number]
