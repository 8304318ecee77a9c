"""Parsed articles as CoNLL-U: words, lemmas, parts of speech, features and trees, with entities in MISC.

Source: universaldependencies.org/format.html; white space by UDPipe's SpacesAfter, entities by CorefUD's `Entity`.
"""

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractor.annotation.build import build
from extractor.annotation.model import Annotation

HEADER = "# global.Entity = eid-etype-form"
_ESCAPES = {"\\": "\\\\", " ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p"}
_NONE = "_"


def to_conllu(doc: Doc, annotation: Annotation | None = None) -> str:
    """The sentences of a parsed Doc; what is white space in it is no word of theirs.

    MISC has `SpaceAfter=No`, or `SpacesAfter` (of the first word `SpacesBefore` too) where there is more than a space,
    and `Entity` where a mention starts `(E1-PERSON-name`, ends `E1)`, or is one word `(E1-PERSON-name)`.

    Args:
        annotation: has the entities; without it, the Doc has passed the whole pipeline and has them itself.
    """
    annotation = annotation or build(doc)
    entities = _entities(doc, annotation)
    lines = [f"# newdoc id = {annotation.document.id}" if annotation.document.id else "# newdoc", HEADER]
    number = 0
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            number += 1
            lines += [f"# sent_id = {number}", f"# text = {_one_line(words)}"]
            lines += _words(words, entities)
            lines.append("")
    return "\n".join(lines) + "\n"


def _words(words: list[Token], entities: dict[int, str]) -> Iterator[str]:
    numbers = {word.i: number for number, word in enumerate(words, 1)}
    for word in words:
        head = 0 if word.head.i == word.i else numbers[word.head.i]
        yield "\t".join(
            (
                str(numbers[word.i]),
                word.text,
                word.lemma_ or _NONE,
                word.pos_ or _NONE,
                _NONE,
                str(word.morph) or _NONE,
                str(head),
                "root" if head == 0 else word.dep_ or _NONE,
                _NONE,
                "|".join(_misc(word, entities)) or _NONE,
            )
        )


def _misc(word: Token, entities: dict[int, str]) -> Iterator[str]:
    if word.i in entities:
        yield f"Entity={entities[word.i]}"
    before, after = word.doc[: word.i].text_with_ws, _after(word)
    if before.isspace():
        yield f"SpacesBefore={_escaped(before)}"
    if not after:
        yield "SpaceAfter=No"
    elif after != " ":
        yield f"SpacesAfter={_escaped(after)}"


def _after(word: Token) -> str:
    """The white space up to the next word."""
    following = next((token.i for token in word.doc[word.i + 1 :] if not token.is_space), len(word.doc))
    return word.whitespace_ + word.doc[word.i + 1 : following].text_with_ws


def _one_line(words: list[Token]) -> str:
    return "".join(word.text + (" " if _after(word) else "") for word in words).strip()


def _escaped(spaces: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in spaces)


def _entities(doc: Doc, annotation: Annotation) -> dict[int, str]:
    """The brackets at each token: of what starts there the longer first, of what ends there the shorter first."""
    starting, ending, single = (defaultdict[int, list[tuple[int, str]]](list) for _ in range(3))
    for entity in annotation.entities:
        for mention in entity.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:  # a mention of white space
                continue
            label = f"{entity.id}-{entity.type}-{mention.form}"
            if len(span) == 1:
                single[span.start].append((0, f"({label})"))
            else:
                starting[span.start].append((-len(span), f"({label}"))
                ending[span.end - 1].append((len(span), f"{entity.id})"))
    places = sorted({*starting, *ending, *single})
    # What ends here closes before anything opens, as CorefUD has it.
    return {
        place: "".join(bracket for kind in (ending, starting, single) for _, bracket in sorted(kind[place]))
        for place in places
    }
