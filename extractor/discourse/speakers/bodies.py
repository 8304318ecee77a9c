"""The named body behind «издание», «в ведомстве», «компания», where coreference has found none."""

from collections.abc import Iterator
from functools import cached_property

from extractor.discourse.speakers.people import OTHERS
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.entities import mentions_of
from extractor.grammar.morphology import feature_of
from extractor.grammar.tokens import Parse
from extractor.records import Entity

_STATE = frozenset({"GOV", "MIL", "JUD", "COP", "SPY", "LEG"})
_PRESS = frozenset({"JRN"})
_TRADE = frozenset({"BUS"})
_PUBLIC = frozenset({"SOC", "CVL", "EDU", "LAB", "REL", "PTY", "OPP", "REB"})
_NOUNS = {  # for a body, by the sectors of the bodies that they stand for
    _PRESS: "издание газета журнал еженедельник телеканал канал радиостанция портал сайт телекомпания агентство "
    "информагентство интернет-издание таблоид интернет-портал",
    _STATE: "ведомство министерство служба регулятор",
    _TRADE: "компания корпорация концерн холдинг банк предприятие авиакомпания фирма автоконцерн",
    _PUBLIC: "организация фонд федерация ассоциация союз партия движение группировка клуб институт университет центр "
    "объединение",
}
_KINDS = {noun: sectors for sectors, nouns in _NOUNS.items() for noun in nouns.split()}


class Bodies:
    """The named bodies of one document, by who has spoken and where they stand."""

    def __init__(self, doc: Parse) -> None:
        self._doc = doc
        self._mentions = mentions_of(doc)
        self._heard: list[int] = []

    def hear(self, number: int) -> None:
        """Notes that a body has spoken: «издание» may be it again."""
        if self._is_named(number):
            self._heard.append(number)

    def behind(self, speaker: SpeakerPhrase, before: int) -> int | None:
        """The body for which a noun alone stands: who spoke last of its kind, else who was named last.

        Args:
            speaker: the words of the speaker, which have no name.
            before: the token where what is said begins.
        """
        head = self._doc[speaker.head]
        sectors = _KINDS.get(head.lemma_)
        if sectors is None or feature_of(head, "Number") == "Plur" or not self._is_bare(speaker):
            return None
        code = next((self._entity(r.entities[0]).code for r in self._mentions.at(head)), None)
        heard = (number for number in reversed(self._heard) if self._fits(number, sectors, code))
        named = (number for number in self._named_before(before) if self._fits(number, sectors, code))
        return next(heard, next(named, None))

    def _fits(self, number: int, sectors: frozenset[str], code: str | None) -> bool:
        body = self._entity(number)
        return body.sector in sectors and (code is None or body.code in {code, None})

    def _is_bare(self, speaker: SpeakerPhrase) -> bool:
        modifiers = self._doc[speaker.start : speaker.head]
        plain = all(token.pos_ in {"ADJ", "DET"} and token.lemma_ not in OTHERS for token in modifiers)
        return plain and speaker.end == speaker.head + 1

    def _is_named(self, number: int) -> bool:
        body = self._entity(number)
        return body.type == "ORGANIZATION" and any(mention.form == "name" for mention in body.mentions)

    def _named_before(self, before: int) -> Iterator[int]:
        """Bodies by their names before a token, the nearest first."""
        offset = self._doc[before].idx
        return (number for start, number in reversed(self._names) if start < offset)

    @cached_property
    def _names(self) -> list[tuple[int, int]]:
        return sorted(
            (mention.start, number)
            for number, body in enumerate(self._mentions.entities)
            if self._is_named(number)
            for mention in body.mentions
            if mention.form == "name"
        )

    def _entity(self, number: int) -> Entity:
        return self._mentions.entities[number]
