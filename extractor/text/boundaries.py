"""Sentence boundaries of a paragraph: razdel's, without those in a quoted title, and with those it takes for initials.

A point after «2019 г.» or a single letter («план Б.», «Ван И.») may end a sentence or not: it does where something
is predicated on either side and what follows is no surname.
razdel's rules are walked by offsets here, in time linear in the text: razdel glues its parts into ever longer strings
before it looks each of them up in the text again. Source: Alexander Kukushkin, razdel, `segmenters/sentenize.py`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from razdel.segmenters.sentenize import BULLET_SIZE, SentSegmenter

from extractor.text.lemmas import parses

_DOMAINS = "ru|com|net|org|info|рф|su|kz|ua|by|ee|tv|eu|fm"  # of news from Russia and its neighbours
# The address of a site as news writes it, «Lenta.ru», «GZT. ru»: no part of a longer address, none of a mail.
SITE = re.compile(rf"(?<![\w@./-])(?:[A-Za-zА-Яа-яЁё0-9-]+\.)+(?:(?i:{_DOMAINS})|\s(?:{_DOMAINS}))(?![\w@/-]|\.\w)")
_REST_OF_SITE = re.compile(rf"(?:{_DOMAINS})(?![\w@/-])")
_SENTENCES = SentSegmenter()
_DOUBTFUL = re.compile(r"(?<![\w.])(?P<letter>[А-ЯЁA-Z])\.\s+(?=[А-ЯЁ])|(?<=\d)\s?(?:гг?|т|ч)\.\s+(?=[А-ЯЁ])")
_YEARS = re.compile(r"\d\s?гг?\.\s*$")
_MONTH = re.compile(r"\d\s+(?:янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек)\.\s*$", re.I)
# «3 млрд долл. {США}»: a currency and whose it is.
_CURRENCY = re.compile(r"(?:долл|дол|руб|фунт|крон)\.\s*$")
_OF_CURRENCY = re.compile(r"\s*(?:США|РФ|Канады|Австралии|Гонконга|Сингапура|Тайваня|Дании|Норвегии|Швеции)\b")
# Not after a colon, a dash or at the start, where speech is quoted.
_TITLE = re.compile(
    r"(?<=\w\s)(?:«[^«»\n]{1,90}»|„[^„“\n]{1,90}“|“[^“”\n]{1,90}”|\"(?=\w)[^\"\n]{1,90}\")(?!,?\s[–—-]\s)"
)
_ASIDE = re.compile(r"\([^()\n]{1,120}\)")
_CLAUSE_TITLE = re.compile(r"\b(?:что|чтобы|сказал\w*|заявил\w*)\s$", re.I)
_LONGEST_CUE = 32  # characters before a quotation in which its cue stands
_WORD = re.compile(r"[^\W\d_]+")
_SUBORDINATE = frozenset({"как", "когда", "если", "хотя", "пока", "поскольку", "чтобы"})
_PREDICATES = frozenset({"VERB", "PRTS", "ADJS", "PRED"})
_FUNCTION_WORDS = frozenset({"NPRO", "PREP", "CONJ"})
_NAMES = frozenset({"Surn", "Name", "Patr"})
_ADVERBS = frozenset({"ADVB", "COMP"})
_LONGEST_WORD = 32  # letters


def boundaries(text: str) -> list[int]:
    """Where sentences start in a paragraph, before the white space that separates them."""
    titles = [found.span() for found in _TITLE.finditer(text) if not _is_clause(text, found.start())]
    asides = [found.span() for found in _ASIDE.finditer(text)]
    starts: list[int] = []
    for start in sentence_starts(text):
        enumerated = text[start - 1 : start] == ";" and _is_inside(asides, start)  # «(Прага; Чехия)»
        if not starts or not (enumerated or _is_joined(text, starts[-1], start, titles)):
            starts.append(start)
    added = set(_added(text, starts, titles))
    return sorted(added.union(starts)) if added else starts


def cuts_site(line: str, after: str) -> bool:
    """Whether a line break stands inside the address of a site, behind a point."""
    return line.endswith(".") and line[-2:-1].isalnum() and bool(_REST_OF_SITE.match(after))


def sentence_starts(text: str) -> Iterator[int]:
    """Where sentences start by razdel's rules; they see no more of the part before than they ask for."""
    yield 0
    start = end = 0
    for split in _SENTENCES.split(text):
        if isinstance(split, str):
            end += len(split)
            continue
        split.buffer = text[start : min(end, start + BULLET_SIZE + 1)]
        end += len(split.delimiter)
        if not _SENTENCES.join(split):
            yield end
            start = end


def _is_clause(text: str, opening: int) -> bool:
    """Whether what opens with quotation marks is a clause of speech: «заявил, что «мы готовы…»»."""
    return bool(_CLAUSE_TITLE.search(text, max(opening - _LONGEST_CUE, 0), opening))


def _is_inside(titles: list[tuple[int, int]], place: int) -> bool:
    """Whether a place is inside a title; these stand one behind the other."""
    before = bisect_left(titles, (place,)) - 1
    return before >= 0 and place < titles[before][1]


def _is_joined(text: str, before: int, start: int, titles: list[tuple[int, int]]) -> bool:
    """Whether razdel cuts what belongs together: a title, «1 янв. 2020 года», «в 1998–2000 гг. Россия», «долл. США»."""
    if _is_inside(titles, start):
        return True
    if _CURRENCY.search(text, max(start - 12, 0), start):
        return _tells_currency(text, start)
    if _YEARS.search(text, max(start - 12, 0), start) and not is_sentence(text[before:start]):
        return not _opens_anew(text[start : start + _LONGEST_WORD].lstrip())
    return text[start : start + 5].lstrip()[:1].isdigit() and bool(_MONTH.search(text, max(start - 12, 0), start))


def _tells_currency(text: str, start: int) -> bool:
    """Whether a state behind «долл.» is the currency's: no verb follows, as in «долл. США отказались платить»."""
    state = _OF_CURRENCY.match(text, start)
    if state is None:
        return False
    word = _WORD.match(text[state.end() : state.end() + _LONGEST_WORD].lstrip())
    found = parses(word.group().lower()) if word else ()
    return not (found and found[0].tag.POS == "VERB") and not (word and word.group() in ("не", "вновь", "снова"))


def _added(text: str, starts: list[int], titles: list[tuple[int, int]]) -> Iterator[int]:
    """Boundaries where razdel sees an abbreviation or initials."""
    known = set(starts)
    doubtful = [found for found in _DOUBTFUL.finditer(text) if found.end() not in known]
    edges = sorted({0, *starts, len(text), *(found.end() for found in doubtful)})
    for found in doubtful:
        place = found.end()
        if _is_inside(titles, place):
            continue
        edge = bisect_left(edges, place)
        left, right = text[edges[edge - 1] : found.start()], text[place : edges[edge + 1]]
        predicated = is_sentence(left) and is_sentence(right)
        ends = _ends_letter(right, predicated) if found["letter"] else predicated or _opens_anew(right)
        if ends:
            yield place


def is_sentence(part: str) -> bool:
    """Whether something is predicated, and not only in a clause that depends on what follows."""
    words = _WORD.findall(part)
    return bool(words) and words[0].lower() not in _SUBORDINATE and any(map(_is_predicate, words))


@lru_cache(2**14)
def _is_predicate(word: str) -> bool:
    found = parses(word.lower())
    return bool(found) and found[0].tag.POS in _PREDICATES


def _ends_letter(right: str, predicated: bool) -> bool:
    """Whether a letter with a point ends its sentence, by what follows: no surname, or a word that opens a sentence."""
    opens = _opens_with_function_word(right) or (_opens_with_plural(right) and is_sentence(right))
    return opens or (predicated and not _may_be_name(right))


def _opens_anew(part: str) -> bool:
    """«1949 г. Сейчас в нём», «1949 г. С тех пор»: only a sentence gives these a capital; but «Того» is a state."""
    word = _WORD.match(part)
    if not word or part[word.end() : word.end() + 1] == "." or word.group() == "Того":
        return False
    tag = next((parse.tag for parse in parses(word.group().lower())), None)
    return tag is not None and (tag.POS in _FUNCTION_WORDS | _ADVERBS or "Apro" in tag)


def _opens_with_function_word(part: str) -> bool:
    """«Си Ц. Он молчал», «план Б. В Киеве»; the «В.» of «И. В. Петров» is no word."""
    word = _WORD.match(part)
    if not word or part[word.end() : word.end() + 1] == ".":
        return False
    return any(parse.tag.POS in _FUNCTION_WORDS for parse in parses(word.group().lower())[:1])


def _opens_with_plural(part: str) -> bool:
    """«Вагон класса Е. Билеты подорожали»: several things are no surname."""
    word = _WORD.match(part)
    found = parses(word.group().lower()) if word else ()
    return bool(found) and all(parse.is_known and "plur" in parse.tag for parse in found)


def _may_be_name(part: str) -> bool:
    """Whether a part opens with what may be a surname after its initial: in no dictionary, or as a name."""
    word = _WORD.match(part)
    found = parses(word.group().lower()) if word else ()
    return not any(parse.is_known for parse in found) or any(not _NAMES.isdisjoint(p.tag.grammemes) for p in found)
