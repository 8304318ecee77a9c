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
    return Canonical(doc)(span.start, span.end)


class Canonical:
    """The canonical forms of the spans of one document, by their tokens, as `canonical` gives them."""

    def __init__(self, doc: Doc) -> None:
        self._words = words_of(doc)
        self._names = [(name.start, name.end, name.label_) for name in doc.spans.get("names", ())]
        self._people = [(start, end) for start, end, label in self._names if label == "PER"]
        self._first: dict[int, int] = {}  # of a token the first name that it is a part of
        for number, (start, end, _) in enumerate(self._names):
            for position in range(start, end):
                self._first.setdefault(position, number)

    def __call__(self, start: int, end: int) -> str:
        words = self._words
        if end - start == 1 and words.pos[start] == "ADJ":
            return shaped(attributive(words.text[start].lower()), words.text[start])
        touched = [self._first[position] for position in range(start, end) if position in self._first]
        name = self._names[min(touched)] if touched else None
        if name and name[2] == "PER" and _is_person(words, start, end, name[1] - name[0]):
            return person(words, start, end, self._people)
        named = name is not None or _is_quoted(words, start, end) or words.lemma[start] in words.capitals
        head = words.top(start, end)
        return counted(words, start, end, head) or phrase(words, start, end, head, name=named)


def _is_person(words: Words, start: int, end: int, length: int) -> bool:
    """Whether a span is the tagger's person of so many tokens, give or take a word with a capital.

    Not «{кабинет} Терезы Мэй».
    """
    longer = end - start - length
    return longer <= 0 or (longer == 1 and words.text[start][:1].isupper() and words.pos[start] == "PROPN")


def _is_quoted(words: Words, start: int, end: int) -> bool:
    return start > 0 and end < len(words) and words.text[start - 1] in MAY_OPEN and words.text[end] in MAY_CLOSE
