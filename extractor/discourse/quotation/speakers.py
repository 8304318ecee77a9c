"""The entity behind a speaker's words."""

from spacy.tokens import Doc

from extractor.discourse.quotation.speaker_phrases import Source
from extractor.entities import mentions_of


class Speakers:
    """Looks up the entities of one document's speakers, in the order of the text."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._mentions = mentions_of(doc)
        self._surnames = {
            entity.name.rpartition(" ")[2].casefold(): number
            for number, entity in reversed(list(enumerate(self._mentions.entities)))
            if entity.type == "PERSON"
        }
        self._last: int | None = None

    def of(self, source: Source) -> int | None:
        """The position of the speaker's entity; None where the document has none.

        A role without an entity of its own («представитель фонда») speaks for the body it names, and a
        pronoun that nothing resolves for the speaker before it; a bare surname («Иванов: …») is found by
        the names of the document's people.
        """
        head = self._doc[source.head]
        references = self._mentions.at(head) or self._mentions.within(source.start, source.end)
        if references:
            self._last = max(references, key=lambda reference: reference.end - reference.start).entities[0]
        elif head.pos_ not in {"PRON", "DET"}:
            return self._surnames.get(head.lower_)
        return self._last
