"""The named person behind «премьер», «политик», «он», where coreference has found nobody."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc, Token

from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.entities import mentions_of
from extractor.grammar.morphology import feature_of

_PEOPLE = {"PERSON", "PROFESSION"}
_HEADS = frozenset({"глава", "руководитель", "председатель", "лидер", "начальник", "директор", "президент", "шеф"})
_NAMELESS = frozenset(
    {"источник", "собеседник", "эксперт", "очевидец", "свидетель", "один", "наблюдатель", "аналитик", "корреспондент",
     "журналист", "сторона", "человек", "житель", "сотрудник", "сотрудница", "врач", "суд", "член"}
)  # fmt: skip
_BEFORE = 8  # tokens before a name in which its role stands
_NEAR = 3  # sentences back in which a person is looked for
PRONOUNS = {"он": "Masc", "его": "Masc", "она": "Fem", "её": "Fem", "ее": "Fem"}


class People:
    """The named people of one document, by their roles and where they stand."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._mentions = mentions_of(doc)

    def is_named(self, number: int) -> bool:
        """Whether an entity is a person with a name."""
        entity = self._mentions.entities[number]
        return entity.type == "PERSON" and any(mention.form == "name" for mention in entity.mentions)

    def behind(self, speaker: SpeakerPhrase, before: int, last: int | None) -> int | None:
        """The person for whom a role stands.

        Args:
            speaker: the words of the speaker, which have no name.
            before: the token where what is said begins, so that nobody in it is taken.
            last: who has spoken shortly before, whom a role takes up that nobody else has.
        """
        head = self._doc[speaker.head]
        if head.lemma_ in _NAMELESS or feature_of(head, "Number") == "Plur" or feature_of(head, "Animacy") == "Inan":
            return None
        holder = self._holder(speaker, before)
        if holder is not None or head.pos_ not in {"NOUN", "ADJ"}:
            return holder
        if not self._is_bare(speaker):
            return last if head.lemma_ in _HEADS else None
        return last if last is not None else self._nearest(0, before, None)

    def pronoun(self, form: str, after: int, before: int, last: int | None) -> int | None:
        """For whom «он» and «она» stand: the subject since the last words said, else the one who said them."""
        gender = PRONOUNS[form]
        subject = self._nearest(after, before, gender)
        if subject is not None or last is None:
            return subject
        own = next((own for _, number, own in self._named if number == last and own), None)
        return last if own in {gender, None} else None

    def _is_bare(self, speaker: SpeakerPhrase) -> bool:
        """Whether a phrase names no body of its own: «премьер», «российский лидер», not «представитель фонда»."""
        return all(token.pos_ in {"ADJ", "DET", "NUM"} for token in self._doc[speaker.start : speaker.head]) and (
            speaker.end == speaker.head + 1
        )

    def _holder(self, speaker: SpeakerPhrase, before: int) -> int | None:
        """Who is introduced with the same role, or leads the same body; the nearest before, else the first behind."""
        lemma = self._doc[speaker.head].lemma_
        wanted = _HEADS if lemma in _HEADS else {lemma}
        bodies = {
            token.lemma_ for token in self._doc[speaker.head + 1 : speaker.end] if token.pos_ in {"NOUN", "PROPN"}
        }
        fitting = [
            (place, number)
            for place, number, roles in self._introduced
            if (wanted & roles or (lemma == "представитель" and bodies)) and bodies <= roles
        ]
        earlier = [number for place, number in fitting if place < before]
        return earlier[-1] if earlier else next((number for _, number in fitting), None)

    @cached_property
    def _introduced(self) -> list[tuple[int, int, frozenset[str]]]:
        """Each person's place, number and the nouns that stand before the name."""
        return [
            (start, number, frozenset(self._role(start)))
            for start, number, _ in self._named
            if any(True for _ in self._role(start))
        ]

    def _role(self, start: int) -> Iterator[str]:
        for token in reversed(self._doc[max(0, start - _BEFORE) : start]):
            if token.is_space or token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {".", ",", ":", ";", "(", ")"}:
                return
            if token.pos_ in {"NOUN", "PROPN"}:
                yield token.lemma_

    @cached_property
    def _named(self) -> list[tuple[int, int, str | None]]:
        """First token, entity and gender of the names of people, in the order of the text."""
        starts = {token.idx: token.i for token in self._doc}
        found = [
            (starts[mention.start], number, self._gender(starts[mention.start], mention.end))
            for number in range(len(self._mentions.entities))
            if self.is_named(number)
            for mention in self._mentions.entities[number].mentions
            if mention.form == "name" and mention.start in starts
        ]
        return sorted(found)

    def _gender(self, start: int, end: int) -> str | None:
        tokens = [token for token in self._doc[start : start + 4] if token.idx < end]
        return next((gender for token in tokens if (gender := feature_of(token, "Gender"))), None)

    def _nearest(self, after: int, before: int, gender: str | None) -> int | None:
        """The subject named last in the sentences before; where nobody has spoken, else whom they name most."""
        counts: dict[int, int] = defaultdict(int)
        for place, number, own in reversed(self._named):
            if place >= before:
                continue
            if place < after or self._sentences_between(place, before) > _NEAR:
                break
            if gender is not None and own not in {gender, None}:
                continue
            if self._is_subject(place):
                return number
            counts[number] += 1
        return None if after else max(counts, key=lambda number: counts[number], default=None)

    def _is_subject(self, place: int) -> bool:
        """A name whose first word, or the role before it, is a subject."""
        token: Token = self._doc[place]
        for _ in range(4):
            if token.dep_.startswith("nsubj"):
                return True
            if token.dep_ not in {"appos", "flat", "flat:name", "nmod"} or token.head.i == token.i:
                return False
            token = token.head
        return False

    def _sentences_between(self, place: int, before: int) -> int:
        between = self._doc[place : min(before, place + 400)]
        return sum(1 for token in between if token.is_sent_start) - 1 + (before - place > 400) * 10
