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

    def __call__(self, start: int, end: int) -> str:
        words = self._words
        if end - start == 1 and words.pos[start] == "ADJ":
            return shaped(attributive(words.text[start].lower()), words.text[start])
        name = next((name for name in self._names if name[0] < end and start < name[1]), None)
        if name and name[2] == "PER" and _is_person(words, start, end, name[1] - name[0]):
            return person(words, start, end, [known[:2] for known in self._names if known[2] == "PER"])
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
