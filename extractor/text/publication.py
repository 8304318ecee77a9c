"""The publication line of an article: «09:10 26/01/2024», «3 февраля 2024, 14:25», «2024-01-26T09:10»."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from extractor.installed.packaged import read_yaml
from extractor.installed.paths import PACKAGE
from extractor.text.lemmas import parses

_LONGEST = 100  # characters of a line that may be a publication line

_CLOCK = r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?(?![\d:])"
_ISO = r"(?P<iso_year>\d{4})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
_DIGITS = r"(?P<digit_day>\d{1,2})(?P<stop>[./-])(?P<digit_month>\d{1,2})(?P=stop)(?P<digit_year>\d{4})"
_WORDS = r"(?P<word_day>\d{1,2})\s+(?P<word_month>[а-я]{3,8})\.?\s+(?P<word_year>\d{4})"
_DATE = re.compile(rf"(?<!\d)(?:{_ISO}|{_DIGITS}|{_WORDS})(?!\d)", re.I)
_TIME = re.compile(_CLOCK)
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$|\((?:МСК|UTC|GMT)[^)]*\)", re.I)
_SEPARATORS = re.compile(r"[,;|•·—–/:()\[\]]+|\s-\s")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<!г)\.$")  # «… 17 ноября 1944 года.»
_OF_HEADLINES = ("VERB", "PREP", "PRTS")  # «Лётчики начали забастовку», «Вакцина от гриппа», «Суд отложен»


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication line says: ISO 8601 local time to the day or minute, and perhaps who publishes."""

    published: str
    source: str | None = None


def read_publication(line: str) -> Publication | None:
    """What a line says if it is a publication line and nothing else; its day comes before its month.

    >>> read_publication("3 февраля 2024, 14:25")
    Publication(published='2024-02-03T14:25', source=None)
    >>> read_publication("3 февраля 2024 года послы встретились.") is None
    True
    """
    if len(line) > _LONGEST or _SENTENCE.search(line):
        return None
    date = _DATE.search(line)
    if date is None:
        return None
    rest = f"{line[: date.start()]} | {_ZONE.sub('', line[date.end() :].lstrip('T'))}"
    clock = _TIME.search(rest)
    if clock:
        rest = f"{rest[: clock.start()]} | {rest[clock.end() :]}"
    published = _iso(date, clock)
    remainders = [part.strip(" .\t\xa0") for part in _SEPARATORS.split(rest)]
    remainders = [part for part in remainders if not _is_filler(part)]
    if clock:  # «15:12 Анна Петрова», «15:12 7265»: who wrote it, how many have read it
        remainders = [part for part in remainders if not (part.isdigit() or _is_author(part))]
    if published is None or len(remainders) > 1:
        return None
    if not remainders:
        return Publication(published)
    # «ТАСС, 3 февраля 2024, 14:25» names who publishes; without a clock it may be a dateline or a title.
    return Publication(published, remainders[0]) if clock and is_source(remainders[0]) else None


def is_source(line: str) -> bool:
    """Whether a line can be the name of who publishes: a short name of words, not a headline, rubric or author."""
    words = [word.lower() for word in _WORD.findall(line)]
    if not 0 < len(words) <= 6 or len(line) > 60 or line[0].islower() or line[-1] in ".!?…:;,":
        return False
    return not _is_author(line) and not any(tag.startswith(_OF_HEADLINES) for tag in _tags(words))


def _is_author(line: str) -> bool:
    """Whether a line is a first name and a surname, in whatever order."""
    tags = _tags(word.lower() for word in _WORD.findall(line))
    return len(tags) == 2 and all(any(kind in tag for tag in tags) for kind in ("Name", "Surn"))


def _tags(words: Iterable[str]) -> list[str]:
    """The likeliest analysis of each word."""
    return [str(found[0].tag) for found in map(parses, words) if found]


@cache
def _words() -> tuple[dict[str, int], frozenset[str]]:
    """The numbers of months by their forms, and the words that say nothing."""
    data = read_yaml(PACKAGE / "text" / "publication.yaml")
    months = {form: number for number, forms in enumerate(data["months"], 1) for form in forms}
    return months, frozenset(data["fillers"])


def _is_filler(part: str) -> bool:
    return all(word.lower() in _words()[1] for word in _WORD.findall(part)) and not any(map(str.isdigit, part))


def _iso(date: re.Match[str], clock: re.Match[str] | None) -> str | None:
    parts = {key: value for key, value in date.groupdict().items() if value}
    year, month, day = (
        next(value for key, value in parts.items() if key.endswith(f"_{unit}")) for unit in ("year", "month", "day")
    )
    number = int(month) if month.isdigit() else _words()[0].get(month.lower(), 0)
    try:
        moment = datetime(int(year), number, int(day), *((int(clock["hour"]), int(clock["minute"])) if clock else ()))
    except ValueError:  # neither calendar nor clock has it, or the word is no month
        return None
    return moment.isoformat(timespec="minutes") if clock else moment.date().isoformat()
