"""The canonical form of any span: the public face of the inflection."""

from spacy.tokens import Doc, Span

from extractor.entities.forms.counting import counted
from extractor.entities.forms.inflection import phrase, shaped
from extractor.entities.forms.personal_names import person
from extractor.grammar.columns import Words, words_of
from extractor.grammar.dictionary import attributive
from extractor.grammar.marks import MAY_CLOSE, MAY_OPEN


def canonical(doc: Doc, span: Span) -> str:
    """The nominative of a noun phrase or a name: its head and what agrees with it inflected, the rest as written.

    A lone adjective gets its dictionary form. The tagger's names in `doc.spans["names"]` tell people, whose every word
    is inflected, and keep a name's capitals.
    """
    words, start, end = words_of(doc), span.start, span.end
    if end - start == 1 and words.pos[start] == "ADJ":
        return shaped(attributive(words.text[start].lower()), words.text[start])
    names = [name for name in doc.spans.get("names", ()) if name.start < end and start < name.end]
    if names and names[0].label_ == "PER" and _is_person(words, start, end, names[0]):
        people = [(name.start, name.end) for name in doc.spans["names"] if name.label_ == "PER"]
        return person(words, start, end, people)
    named = bool(names) or _is_quoted(words, start, end) or _is_capital_elsewhere(words, start)
    head = words.top(start, end)
    return counted(words, start, end, head) or phrase(words, start, end, head, name=named)


def _is_person(words: Words, start: int, end: int, name: Span) -> bool:
    """Whether the span is the tagger's person, give or take a word with a capital: not «{кабинет} Терезы Мэй»."""
    longer = end - start - len(name)
    return longer <= 0 or (longer == 1 and words.text[start][:1].isupper() and words.pos[start] == "PROPN")


def _is_quoted(words: Words, start: int, end: int) -> bool:
    return start > 0 and end < len(words) and words.text[start - 1] in MAY_OPEN and words.text[end] in MAY_CLOSE


def _is_capital_elsewhere(words: Words, start: int) -> bool:
    """Whether the first word has its capital also where no sentence begins, so that it is a name's."""
    return any(
        lemma == words.lemma[start]
        and words.text[position][:1].isupper()
        and position
        and words.sentence[position] == words.sentence[position - 1]
        and words.text[position - 1][-1].isalnum()
        for position, lemma in enumerate(words.lemma)
    )
