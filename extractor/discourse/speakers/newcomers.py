"""Speakers that no entity stands for yet: a name that the tagger has not seen, or a noun that takes nobody up."""

from collections.abc import Sequence
from functools import cached_property

from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.entities.forms.canonical import Canonical
from extractor.grammar.morphology import has
from extractor.grammar.ranges import span_of
from extractor.grammar.tokens import Parse, Token
from extractor.records import Entity, Mention

_SPEAKING = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_PEOPLE = "PER"


def is_one_of(doc: Parse, speaker: SpeakerPhrase) -> bool:
    """«**Один из** рыбаков»: neither the fishermen nor anybody else who is told of."""
    words = doc[speaker.start : min(speaker.end, speaker.start + 2)]
    return len(words) == 2 and words[0].lemma_ == "один" and words[1].lower_ == "из"


class Newcomers:
    """The entities of one document's speakers that the document had none for; `known` are those that it had."""

    def __init__(self, doc: Parse, known: Sequence[Entity]) -> None:
        self._doc = doc
        self._known = len(known)
        self._numbers = {entity.name: number for number, entity in reversed(list(enumerate(known)))}
        self._entities: list[Entity] = []

    @cached_property
    def _canonical(self) -> Canonical:
        return Canonical(self._doc.spacy)

    def of(self, speaker: SpeakerPhrase) -> int | None:
        """The position of the entity for a speaker's own words; None for «один», «который» and the like."""
        head = self._doc[speaker.head]
        if head.pos_ not in _SPEAKING and not is_one_of(self._doc, speaker):
            return None
        name = self._name(speaker, head)
        if name not in self._numbers:
            self._numbers[name] = self._known + len(self._entities)
            self._entities.append(self._entity(name, speaker, head))
        return self._numbers[name]

    def _name(self, speaker: SpeakerPhrase, head: Token) -> str:
        if is_one_of(self._doc, speaker):
            first, second = self._doc[speaker.start], span_of(self._doc, (speaker.start + 1, speaker.end))
            one = "одна" if has(first, "Gender", "Fem") else "один"
            return f"{one} {self._doc.spacy.text[second.start : second.end]}"
        name, first = self._canonical(speaker.start, speaker.end), self._doc[speaker.start]
        plain = first.pos_ != "PROPN" and head.pos_ == "NOUN" and not first.text.isupper()
        return name[:1].lower() + name[1:] if plain and first.is_sent_start else name

    def found(self) -> tuple[Entity, ...]:
        """The entities, in the order of their positions."""
        return tuple(self._entities)

    def _entity(self, name: str, speaker: SpeakerPhrase, head: Token) -> Entity:
        person = self._is_person(head) or is_one_of(self._doc, speaker)
        named = head.pos_ in {"PROPN", "X"}
        span = span_of(self._doc, (speaker.start, speaker.end))
        word = span_of(self._doc, (speaker.head, speaker.head + 1))
        mention = Mention(span.start, span.end, "name" if named else "nominal", name, word)
        return Entity("PERSON" if person else "ORGANIZATION", name, None, None, (mention,))

    def _is_person(self, head: Token) -> bool:
        tagged = [name.label_ for name in self._doc.group("names") if name.start <= head.i < name.end]
        return _PEOPLE in tagged if tagged else has(head, "Animacy", "Anim")
