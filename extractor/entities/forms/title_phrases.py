"""Where the title of a person stands: before a name, common to several names, behind one."""

from extractor.entities.forms.noun_phrases import is_owner, leftmost, nominal_at
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.columns import Words

_TITLE = 14  # tokens of a title at most
_SHARED = 12  # people at most before whom one title stands: «министры А, Б и В»
_QUOTES = {"«", "»", '"', "“", "”", "„"}


def title_before(words: Words, lexicon: Lexicon, start: int, end: int, coordinated: bool) -> int | None:
    """The head of the title that stands right before a person's name: «глава МИД Филиппин {Диего Сантос}».

    Args:
        start, end: the name's tokens.
        coordinated: whether the name is one of several, so that the title may be a plural.
    """
    name = words.features[start]
    top = words.top(start, end)
    for position in range(start - 1, max(-1, start - 1 - _TITLE), -1):
        if words.sentence[position] != words.sentence[start] or words.space[position]:
            return None
        pos = words.pos[position]
        if pos in ("VERB", "AUX", "SCONJ", "PRON") and words.features[position].verb_form not in ("Part",):
            return None
        if words.text[position] == "," and "-летн" in words.form[position + 1]:  # «президент, 74-летний …»
            continue
        if pos == "PUNCT" and words.text[position] not in _QUOTES | {"-", ")", "("}:
            return None
        if pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        nominal = nominal_at(words, lexicon, position)
        if nominal is None or nominal.kind not in ("office", "person"):
            continue
        feats = words.features[position]
        if feats.number == "Plur" and not coordinated:
            continue
        if feats.case != "Gen" and words.head[top] == position and is_owner(words, top):
            return None
        if feats.case == name.case or words.head[top] == position:
            return position
        if position == start - 1 and not _is_titled_before(words, lexicon, top, position):
            return position
    return None


def _is_titled_before(words: Words, lexicon: Lexicon, top: int, position: int) -> bool:
    """Whether a name stands in apposition to a title before a noun that belongs to it: «глава союза {врачей} Ян»."""
    title = words.head[top]
    if title >= position or words.features[title].case != words.features[top].case:
        return False
    nominal = nominal_at(words, lexicon, title)
    return nominal is not None and nominal.kind in ("office", "person") and words.features[position].case == "Gen"


def title_of(
    words: Words, lexicon: Lexicon, start: int, end: int, starts: dict[int, int], ends: dict[int, int]
) -> int | None:
    """The head of the title before a person's name, also of a common title before several names.

    Args:
        starts, ends: the end of each person's name by its start, and the start by its end.
    """
    coordinated = words.form[end : end + 1] in (["и"], [","]) and end + 1 in starts
    title = title_before(words, lexicon, start, end, coordinated)
    for _ in range(_SHARED - 1):
        if title is not None or start - 1 not in ends or words.form[start - 1] not in ("и", ","):
            break
        start, end = ends[start - 1], start - 1
        title = title_before(words, lexicon, start, end, True)
        if title is not None and words.features[title].number != "Plur":
            return None
    return title


def title_behind(words: Words, lexicon: Lexicon, end: int, head: int) -> int | None:
    """The head of the title in apposition right behind a name: «Пётр Лысенко, {глава} ведомства».

    Args:
        end, head: where the name ends, and its head.
    """
    if words.text[end : end + 1] != [","]:
        return None
    for child in words.children[head]:
        if child < end or words.dep[child] != "appos" or leftmost(words, child) != end + 1:
            continue
        nominal = nominal_at(words, lexicon, child)
        if nominal and nominal.kind in ("office", "person"):
            return child
    return None
