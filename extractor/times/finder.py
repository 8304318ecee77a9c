"""Time expressions of a document with their values."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.records import Time
from extractor.text.tokens import text_of
from extractor.times.clauses import Clauses
from extractor.times.expression import Expression, Fixed, Length, Meaning, Offset, Point, Range
from extractor.times.narrative import Lead, Spoken
from extractor.times.phrases.grammar import expressions
from extractor.times.phrases.lexicon import senses
from extractor.times.resolver import resolve
from extractor.times.values.days import days_after
from extractor.times.values.years import SEASON_MONTHS


@Language.factory("extractor_times", assigns=["doc._.times"])
def make_times(nlp: Language, name: str) -> "TimeFinder":
    layers.register()
    return TimeFinder()


_FIRST_LINES = 700
"""Characters of a text in which its full date may stand."""
_AHEAD = 2
"""Years from what is reported to the latest that is announced."""
_COORDINATED = frozenset({" и ", ", ", " и в ", " и с ", " или "})
"""What stands between times that may share a year."""


class TimeFinder:
    """Sets `doc._.times`, counting from `doc._.document.published`; uses morphology and heads where there are some."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.times = self.find(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Time, ...]:
        """Reads the Doc and changes nothing."""
        return find_times(doc)


def find_times(doc: Doc, published: str | None = None) -> tuple[Time, ...]:
    """Time expressions in text order, none within another, with their TIMEX3 types and values.

    Morphology and heads are read where the Doc has them (tense directs «в январе»); the words alone are enough.

    Args:
        doc: a text; nothing on it is changed.
        published: ISO 8601 local time of publication; by default that of `doc._.document`.
    Raises:
        InputError: `published` is not ISO 8601.

    >>> import spacy
    >>> doc = spacy.blank("ru")("Вчера стороны подписали договор.")
    >>> find_times(doc, published="2024-01-26")
    (Time(start=0, end=5, type='DATE', value='2024-01-25'),)
    """
    if published is None and Doc.has_extension("document"):
        published = doc._.document.published
    text, clauses = text_of(doc), Clauses(doc)
    found = [item for item in expressions(text) if not (_is_anchored(item, clauses, text) or _is_age(item, clauses))]
    found = _with_shared_years(found, text)
    return tuple(_values(found if published else _with_told_years(found), text, published, clauses))


def _with_shared_years(found: list[Expression], text: str) -> list[Expression]:
    """«5 мая и 7 июня 2014 года», «летом и осенью 2014 года»: the last one's year is that of all."""
    shared = found[:]
    for position in range(len(found) - 2, -1, -1):
        item, following = shared[position], shared[position + 1]
        mine, theirs = item.meaning, following.meaning
        if not (isinstance(mine, Point) and isinstance(theirs, Point) and theirs.year) or mine.year or mine.unit:
            continue
        if not _are_in_order(mine, theirs):
            continue
        if text[item.end : following.start] in _COORDINATED:
            shared[position] = replace(item, meaning=replace(mine, year=theirs.year))
    return shared


def _are_in_order(first: Point, second: Point) -> bool:
    """Whether two parts of a year are of one kind, and the second is the later one."""
    if first.month and second.month:
        return (first.day is None) == (second.day is None) and first.month < second.month
    if first.season and second.season:
        return SEASON_MONTHS[first.season] < SEASON_MONTHS[second.season]
    return bool(first.quarter and second.quarter and first.quarter < second.quarter)


def _with_told_years(found: list[Expression]) -> list[Expression]:
    """«7 апреля» in a text without a date that says «7 апреля 2006 года» elsewhere, and of no other year.

    A birthday tells none: later years are spoken of.
    """
    latest = _latest(found)
    years: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    for item in found:
        for point in _points(item):
            if point.day and point.month and point.year and not point.bc and point.year >= latest - _AHEAD:
                years[point.month, point.day].add(point.year)
    return [_dated_by(item, years) for item in found]


def _dated_by(item: Expression, years: dict[tuple[int | None, int | None], set[int]]) -> Expression:
    meaning = item.meaning
    if not isinstance(meaning, Point) or meaning.year or meaning.unit:
        return item
    told = years.get((meaning.month, meaning.day), set())
    return replace(item, meaning=replace(meaning, year=next(iter(told)))) if len(told) == 1 else item


def _is_anchored(item: Expression, clauses: Clauses, text: str) -> bool:
    """«накануне визита» is anchored in an event and is no time expression."""
    return senses(text[item.start : item.end]).get("eve", False) and clauses.governs_genitive(item.start, item.end)


def _is_age(item: Expression, clauses: Clauses) -> bool:
    """«мэру 83 года»."""
    meaning = item.meaning
    in_years = isinstance(meaning, Length) and [unit for _, unit in meaning.parts] == ["Y"]
    return in_years and clauses.follows_its_bearer(item.start, item.end)


def _values(found: list[Expression], text: str, published: str | None, clauses: Clauses) -> Iterator[Time]:
    years = frozenset(point.year for item in found for point in _points(item) if point.year and not point.bc)
    spoken = Spoken(text, _present(found, text), _lead(found, clauses), years)
    for position, item in enumerate(found):
        tense = clauses.tense(item.start, item.end) if _is_directed(item.meaning) else None
        value = resolve(item, published=published, context=spoken.context(item, tense, published))
        if value is None and _dated_by_next(found, position, text):
            value = resolve(found[position + 1], published=published, context=spoken.context(item, tense, published))
        yield Time(item.start, item.end, item.type, value)
        spoken.add(item, value)


def _is_directed(meaning: Meaning) -> bool:
    """Whether the value may depend on the tense."""
    if isinstance(meaning, Range):
        meaning = meaning.last
    if isinstance(meaning, Point):
        here = meaning.unit is None or (meaning.unit in {"D", "weekday"} and meaning.shift == 0)
        return meaning.year is None and here
    return (isinstance(meaning, Offset) and meaning.sign > 0) or meaning == Fixed("RECENT_REF")


def _dated_by_next(found: list[Expression], position: int, text: str) -> bool:
    """«накануне, 27 сентября», «спустя четыре дня, 7 мая»: the date after the comma is that of the adverb."""
    if position + 1 >= len(found):
        return False
    item, following = found[position], found[position + 1]
    counted = isinstance(item.meaning, Offset) or not getattr(item.meaning, "anaphoric", False)
    adverb = getattr(item.meaning, "unit", None) in {"D", "W"} and counted
    dated = isinstance(following.meaning, Point) and following.meaning.day is not None
    return adverb and dated and text[item.end : following.start] in {", ", " ", " ("}


def _present(found: list[Expression], text: str) -> str | None:
    """The present day, where the text itself dates it: the day after «накануне, 27 сентября»."""
    for position, item in enumerate(found):
        if isinstance(item.meaning, Point) and item.meaning.unit == "D" and _dated_by_next(found, position, text):
            return days_after(resolve(found[position + 1]), -item.meaning.shift)
    return None


def _lead(found: list[Expression], clauses: Clauses) -> Lead | None:
    """The full date of a text's first lines, which tells the year of what it reports.

    What is still to come tells none, nor does a birth: later years are spoken of.
    """
    latest = _latest(found)
    for item in found:
        for point in _points(item):
            if item.start >= _FIRST_LINES or not (point.year and point.month and point.day) or point.bc:
                continue
            value = resolve(replace(item, meaning=Point(year=point.year, month=point.month, day=point.day)))
            current = point.year >= latest - _AHEAD and clauses.tense(item.start, item.end) != "future"
            return Lead(value, item.start) if value and current else None
    return None


def _latest(found: list[Expression]) -> int:
    """The last year that a text names."""
    return max((point.year or 0 for item in found for point in _points(item)), default=0)


def _points(item: Expression) -> list[Point]:
    """The points of the calendar that an expression names."""
    meaning = item.meaning
    if isinstance(meaning, Range):
        return [meaning.last]
    return [meaning] if isinstance(meaning, Point) else []
