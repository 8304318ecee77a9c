"""The nominative of a counted noun phrase: «трём таможенникам» to «три таможенника»."""

from functools import lru_cache

from extractor.entities.forms.inflection import agrees, nominative, shaped
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.columns import Features, Words
from extractor.grammar.dictionary import CASES, fold, is_known, is_numeral, parses
from extractor.grammar.lexicon import qualifies_number

_FEW = {"два", "три", "четыре", "полтора"}
_UNCOUNTED = ("один", "оба", "многие")
_FEW_OF = ("gent", "sing")
_OF_ATTRIBUTES = {_FEW_OF: ("gent", "plur")}  # «два {новых} депутата»


def counted(words: Words, start: int, end: int, head: int) -> str | None:
    """The nominative of the phrase `[start, end)` with its number; None where it begins with no number.

    The number stands in the nominative, the noun in the genitive that it governs; «не менее», «почти» are left out.
    """
    first, last = _number(words, start, head)
    if first == last:
        return None
    feats = words.features[head]
    grammemes = _governed(words.form[last - 1])
    numbers = [_numeral(words.text[position], _gender(words.form[head])) for position in range(first, last)]
    pieces = []
    for position in range(last, end):
        form = words.text[position]
        if position == head:
            wanted = _OF_ATTRIBUTES.get(grammemes, grammemes) if _is_adjectival(words.form[head]) else grammemes
            form = _inflected(form, feats, *wanted)
        elif agrees(words, position, head):
            form = _inflected(form, words.features[position], *_OF_ATTRIBUTES.get(grammemes, grammemes))
        pieces.append(form)
        if position + 1 < end:
            pieces.append(words.raw[words.end[position] : words.start[position + 1]])
    before = [_described(words, position) for position in range(start, first) if words.pos[position] == "ADJ"]
    text = " ".join([*before, *numbers, " ".join("".join(pieces).split())])
    return text if text.isupper() else text[:1].lower() + text[1:]


def _described(words: Words, position: int) -> str:
    """An adjective before a number, «{остальные} шесть штатов»."""
    feats = words.features[position]
    return nominative(words.text[position], feats.case, "Plur", feats.gender, "Plur", fold(words.lemma[position]))


def count(words: Words, start: int, head: int) -> str:
    """The number of a phrase as it is compared; empty without one, «сотня» for «сотни», «несколько сотен»."""
    first, last = _number(words, start, head)
    before = words.lemma[head - 1] if head else ""
    if first == last and before in lexicon().partitives and words.head[head] == head - 1:
        return before
    return " ".join(words.lemma[first:last])


def _number(words: Words, start: int, head: int) -> tuple[int, int]:
    """The tokens of the number that counts a head, behind «не менее», «почти»; none where there is no such number."""
    first = start
    while first < head and not _is_number(words, first):
        described = words.pos[first] == "ADJ" and agrees(words, first, head)
        if not qualifies_number(words.form[first]) and words.pos[first] not in ("PART", "ADP") and not described:
            return start, start
        first += 1
    last = first
    while last < head and _is_number(words, last):
        last += 1
    if first == last or words.lemma[last - 1] in _UNCOUNTED or not _governs(words, last, head):
        return start, start
    return first, last


def _is_number(words: Words, position: int) -> bool:
    return (
        words.text[position].isdecimal()
        or words.form[position] in lexicon().numbers
        or (words.text[position].isalpha() and (words.pos[position] == "NUM" or is_numeral(words.form[position])))
    )


def _governs(words: Words, following: int, head: int) -> bool:
    """Whether the number counts the head, and is no date («14 июня») or ordinal before it."""
    return all(agrees(words, position, head) for position in range(following, head))


def _governed(form: str) -> tuple[str, str]:
    """The case and the number in which a noun stands behind a number in the nominative."""
    if form.isdecimal():
        teens = form[-2:-1] == "1"
        one, few = form[-1] == "1" and not teens, form[-1] in "234" and not teens
    else:
        one, few = False, any(parse.tag.POS == "NUMR" and fold(parse.normal_form) in _FEW for parse in parses(form))
    return ("nomn", "sing") if one else _FEW_OF if few else ("gent", "plur")


@lru_cache(maxsize=65536)
def _is_adjectival(form: str) -> bool:
    """Whether a noun is declined as an adjective: «два {рабочих}», not «два рабочего»."""
    return any("Subx" in parse.tag or parse.tag.POS in ("ADJF", "PRTF") for parse in parses(form) if is_known(parse))


@lru_cache(maxsize=65536)
def _gender(form: str) -> str | None:
    genders = (parse.tag.gender for parse in parses(form) if parse.tag.POS == "NOUN")
    return next((str(gender) for gender in genders if gender), None)


@lru_cache(maxsize=4096)
def _numeral(text: str, gender: str | None) -> str:
    """The nominative of a number's word; digits stay."""
    for parse in parses(text.lower()):
        if parse.tag.POS == "NUMR" or fold(parse.normal_form) in lexicon().numbers:
            forms = [other.word for other in parse.lexeme if "nomn" in other.tag]
            own = [other.word for other in parse.lexeme if "nomn" in other.tag and str(other.tag.gender) == gender]
            return str((own or forms or [text.lower()])[0])
    return text


@lru_cache(maxsize=65536)
def _inflected(form: str, feats: Features, case: str, number: str) -> str:
    """A form of the context in another case and number; as it is where it may be that («1000 человек»)."""
    if any({case, number} <= parse.tag.grammemes for parse in parses(form.lower())):
        return form
    fitting = [parse for parse in parses(form.lower()) if parse.tag.POS in ("NOUN", "ADJF", "PRTF")]
    fitting.sort(key=lambda parse: parse.tag.case not in CASES.get(feats.case, ()))
    for parse in fitting:
        inflected = parse.inflect({case, number})
        if inflected:
            return shaped(inflected.word, form)
    return form
