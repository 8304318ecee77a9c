"""Names of persons, places and organisations out of the nested entities, as the span group `names`."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.entities.naming.flat_names import mentions
from extractor.entities.nested import places
from extractor.errors import PipelineError
from extractor.grammar.marks import MAY_OPEN
from extractor.text.tokens import text_of


@Language.factory(
    "extractor_names",
    requires=["doc.spans"],
    assigns=["doc.spans"],
    default_config={"spans_key": "names", "entities_key": "entities"},
)
def make_names(nlp: Language, name: str, spans_key: str, entities_key: str) -> "NameFinder":
    return NameFinder(spans_key, entities_key)


class NameFinder:
    """Sets `doc.spans["names"]` with the labels PER, LOC and ORG; no two of the spans overlap.

    Args:
        spans_key: the span group of the names.
        entities_key: the span group with the nested entities.
    """

    def __init__(self, spans_key: str = "names", entities_key: str = "entities") -> None:
        self.spans_key = spans_key
        self.entities_key = entities_key

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[self.spans_key] = list(self.find(doc))
        return doc

    def find(self, doc: Doc) -> Iterator[Span]:
        """The names in text order, in whole tokens.

        Raises:
            PipelineError: the Doc lacks the nested entities.
        """
        if self.entities_key not in doc.spans:
            raise PipelineError(f"names need the span group {self.entities_key!r}; add the component 'extractor_spans'")
        stop, text = 0, text_of(doc)
        # A ship or a shop «in quotation marks» is told by the noun before it: it need not be a place.
        spans = [
            (start, end, type_)
            for start, end, type_ in places(doc.spans[self.entities_key])
            if type_ != "FACILITY" or text[start - 1 : start] not in MAY_OPEN
        ]
        for start, end, kind in mentions(text, spans):
            name = doc.char_span(start, end, kind, alignment_mode="expand")
            if name is not None and name.start >= stop:  # two names inside one token: the first
                yield name
                stop = name.end
