"""The canonical form of any span: the public face of the inflection."""

from spacy.tokens import Doc, Span

from extractor.entities.inflection import phrase
from extractor.entities.personal import person
from extractor.entities.words import Words


def canonical(doc: Doc, span: Span) -> str:
    """The nominative of a noun phrase or a name: its head and what agrees with it inflected, the rest as written.

    The tagger's names in `doc.spans["names"]` tell people, whose every word is inflected, and keep a name's capitals.
    """
    words = Words(doc)
    names = [name for name in doc.spans.get("names", ()) if name.start < span.end and span.start < name.end]
    if names and names[0].label_ == "PER" and span.end - span.start <= names[0].end - names[0].start + 1:
        people = [(name.start, name.end) for name in doc.spans["names"] if name.label_ == "PER"]
        return person(words, span.start, span.end, people)
    return phrase(words, span.start, span.end, words.top(span.start, span.end), name=bool(names))
