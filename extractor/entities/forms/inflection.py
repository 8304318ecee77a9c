"""Nominatives: of a word, of a noun phrase with what agrees with its head."""

import re
from functools import lru_cache
from itertools import takewhile

from pymorphy3.analyzer import Parse

from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import CASES, GENDERS, fold, forms, is_adjective, is_known, parses

_NUMBERS = {"Sing": "sing", "Plur": "plur"}
_INFLECTED = frozenset({"NOUN", "ADJF", "PRTF", "NPRO", "NUMR"})
_SEXES = frozenset({"masc", "femn", "neut"})
_AGREEING = {"ADJ", "DET", "VERB", "NUM"}
_COUNTING = ("NUM", "ADV", "PRON", "DET", "PART", "ADP")
_ABBREVIATION = 5  # letters; a longer word in capitals is a headline's
_PLACE = {"Geox"}
_PERSONAL = {"Name", "Surn", "Patr"}
_TOLD = 0.5  # what the tagger's lemma weighs, less than a case and more than how often the dictionary has met a form
_RARE = frozenset({"Infr", "Arch", "Litr", "Erro", "V-be"})  # the dictionary's second forms: «редактора», «сыны»
_NUMBERED = re.compile(r"([^\W\d_]+)(-\d+)")  # «потока-2»
_INFLECTED_ABBREVIATION = re.compile(r"([А-ЯЁ]{2,})[а-яё]{1,2}")  # «МИДа»


def shaped(form: str, like: str) -> str:
    """A lower-case form with the capitals of the form that it replaces.

    >>> shaped("аль-малики", "Аль-Малики")
    'Аль-Малики'
    """
    if like.isupper() and len(like) > 1:
        return form.upper()
    parts, replaced = like.split("-"), form.split("-")
    if len(parts) > 1 and len(parts) == len(replaced):
        return "-".join(shaped(new, old) for old, new in zip(parts, replaced, strict=True))
    if any(char.isupper() for char in like[1:]):
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1].lower(), zip(form, like, strict=False)))
        return like[:same] + form[same:]  # «КамАЗа»
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


@lru_cache(maxsize=65536)
def nominative(form: str, case: str, number: str, gender: str, wanted: str = "", lemma: str = "") -> str:
    """The nominative of a form in a context.

    `case`, `number`, `gender` and `lemma` are as tagged, `wanted` is the number to give.

    A form without a fitting analysis is returned as it is: an abbreviation, a foreign word.
    """
    if form.isupper() and (len(form) <= _ABBREVIATION or not any(is_known(parse) for parse in parses(form.lower()))):
        return form
    numbered = _NUMBERED.fullmatch(form)
    if numbered:
        return nominative(numbered[1], case, number, gender, wanted, lemma) + numbered[2]
    stump = _INFLECTED_ABBREVIATION.fullmatch(form)
    if stump:
        return stump[1]
    best, fit = None, -1.0
    cases, tagged, sex = CASES.get(case, ()), _NUMBERS.get(number), GENDERS.get(gender)
    adjectival = any(parse.tag.POS == "ADJF" for parse in parses(form.lower()))  # «Тарко-Салинскую» is nobody's name
    for parse in parses(form.lower()):
        grammemes = parse.tag.grammemes  # `tag.case` and the like search in them each time
        abbreviation = "Abbr" in grammemes and ("Fixd" in grammemes or not form.islower())  # «вузов» are declined
        if _INFLECTED.isdisjoint(grammemes) or abbreviation:
            continue
        score = 3.0 * (not grammemes.isdisjoint(cases)) + parse.score
        score += 2.0 * (tagged in grammemes)
        score += 1.0 * (_SEXES.isdisjoint(grammemes) or sex in grammemes)
        score += _TOLD * (fold(parse.normal_form) == lemma)
        score -= _TOLD * (adjectival and not _PERSONAL.isdisjoint(grammemes) and not is_known(parse))
        if score > fit:
            best, fit = parse, score
    if best is None or "Fixd" in best.tag:
        return form
    if case == "Nom" and best.tag.case not in CASES[case] and not is_known(best):
        return form  # «в провинции {Куангбинь}» is no genitive
    if form.isupper() and _PLACE & best.tag.grammemes:  # «МОСКВА» in a dateline
        form = form.title()
    # Where the dictionary has the case only in the other number, the tagger has erred: «ковидом» is no plural.
    own = str(best.tag.number) if best.tag.case in CASES.get(case, ()) else _NUMBERS.get(number, "sing")
    asked = {"nomn", _NUMBERS.get(wanted, own)}
    if best.tag.POS in ("ADJF", "PRTF") and "plur" not in asked and gender:
        asked.add(GENDERS[gender])
    inflected = _nearest(best, asked, form.lower())
    return shaped(inflected, form) if inflected else form


def _nearest(parse: Parse, grammemes: set[str], form: str) -> str | None:
    """The form with these grammemes that begins most like the given one («высшей»: «высшая», not «высочайшая»)."""
    found = [(word, tag) for word, tag in forms(parse) if grammemes <= tag.grammemes]
    if not found:
        return None
    if parse.tag.POS in ("ADJF", "PRTF"):
        nearest = max((word for word, _ in found), key=lambda word: _shared(fold(word), fold(form)))
    else:
        usual = [word for word, tag in found if word in lexicon().usual_plurals or _RARE.isdisjoint(tag.grammemes)]
        usual = usual or [word for word, _ in found]
        younger = (word for word in usual if "plur" in grammemes and word.endswith(("а", "я")))  # «учителя»
        nearest = next(younger, usual[0])
    return nearest if "ё" in form else fold(nearest)


def _shared(first: str, second: str) -> int:
    """The number of letters that two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def agrees(words: Words, position: int, head: int) -> bool:
    """Whether a token before the head is inflected with it: an adjective, a participle, or what is joined to one."""
    if position > head or not _may_agree(words, position):
        return False
    governor = words.head[position]
    if governor == head:
        return words.dep[position] in ("amod", "det", "acl", "nummod")
    return (
        words.dep[position] in ("conj", "amod")
        and governor != position
        and governor < head
        and agrees(words, governor, head)
    )


def _may_agree(words: Words, position: int) -> bool:
    """Whether a token is one of those that agree; the tagger takes rare adjectives for nouns: «{тонганских}»."""
    taken = words.pos[position] == "NOUN" and words.dep[position] == "amod"
    return words.pos[position] in _AGREEING or (taken and is_adjective(words.form[position]))


def phrase(words: Words, start: int, end: int, head: int, *, number: str = "", name: bool = False) -> str:
    """The nominative of the noun phrase `[start, end)` with its head: the head and what agrees with it are inflected.

    Counts, pronouns and demonstratives before the head are left out («30 польских лоцманов» is «польские лоцманы»),
    and the capital letter that begins a sentence, but not the one of a name.
    """
    feats = words.features[head]
    counted = any(
        words.dep[child] == "nummod"
        and (words.text[child].isdecimal() or words.text[child].isalpha())  # «71-летний» counts nothing
        and words.form[child] not in ("один", "одна", "одно")
        for child in words.children[head]
        if child < head
    )
    number = number or ("Plur" if counted else "")
    first = start
    partitives = lexicon().partitives
    while first < head and (
        (words.pos[first] in _COUNTING and words.lemma[first] not in lexicon().kept_counts)
        or (words.lemma[first] in partitives and words.lemma[first] not in lexicon().kept_counts)
        or words.text[first][0].isdigit()
    ):
        first += 1
    pieces: list[str] = []
    for position in range(first, end):
        form = words.text[position]
        if position == head or agrees(words, position, head):
            own = words.features[position if words.pos[position] != "NOUN" else head]
            case, sex = own.case or feats.case, own.gender or feats.gender
            form = nominative(form, case, own.number or feats.number, sex, number, fold(words.lemma[position]))
        pieces.append(form)
        if position + 1 < end:
            pieces.append(words.raw[words.end[position] : words.start[position + 1]])
    text = " ".join("".join(pieces).split())
    capital = words.text[first]
    begins = first == 0 or words.sentence[first - 1] != words.sentence[first] or not words.text[first - 1][-1].isalnum()
    proper = words.pos[first] == "PROPN" and lexicon().nominal(words.lemma[first]) is None
    abbreviation = capital[1:2].isupper()  # «МИДы»
    if (
        name
        or not begins
        or proper
        or _is_court(words, first, head)
        or capital.isupper()
        or abbreviation
        or capital.isascii()
    ):
        return text
    return text[:1].lower() + text[1:]


def _is_court(words: Words, first: int, head: int) -> bool:
    """Whether a phrase is the name of a court: «Тверской районный суд»."""
    courts = lexicon().courts
    return (
        head - first > 1
        and words.lemma[head] == "суд"
        and any(words.lemma[position] in courts for position in range(first + 1, head))
    )


@lru_cache(maxsize=4096)
def genitive(name: str) -> str:
    """The genitive of a state's or a body's name in the nominative.

    Of several words those that no dictionary has stay as they are.

    >>> genitive("Северная Корея"), genitive("США")
    ('Северной Кореи', 'США')
    """
    words = name.split()
    return " ".join(_genitive(word, guess=len(words) == 1) for word in words)


def _genitive(word: str, *, guess: bool) -> str:
    for parse in parses(word.lower()):
        declined = parse.tag.case == "nomn" and parse.tag.POS in ("NOUN", "ADJF")
        if declined and (guess or is_known(parse)) and not word.isupper():
            inflected = parse.inflect({"gent"})
            return shaped(inflected.word, word) if inflected else word
    return word
