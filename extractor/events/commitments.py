"""Commitments: AGREE events in which parties bind themselves, with their content, items and deadline.

The status is that of the event: `actual` where a commitment is made or renewed, `planned` where it will be made. Who
refuses one, or may make it, is not bound: that is an event (REJECT, AGREE `negated` or `hypothetical`) and no
commitment; neither is keeping or breaking an old one. For whom it is made is the event's recipient.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from extractor.discourse.cues import load_cues
from extractor.discourse.enumeration.announcements import number_of
from extractor.grammar.morphology import has, is_any_participle, is_short
from extractor.grammar.tokens import Parse, Stretch
from extractor.installed.packaged import read_yaml
from extractor.records import Argument, Commitment, Enumeration, Event, Quote, Span, Time
from extractor.templates.phrases import tokens_in

_FARTHEST_INTRO = 200  # characters between what is promised and the intro of its list
_BEFORE_TIME = 14  # characters before a time in which its preposition stands, as «не позднее », «в срок до »
_FARTHEST_LIST = 600  # characters between what is promised and a list that the article comes back to
_BEHIND_QUOTATION = re.compile(r"[\"»]\s*,\s*[-–—]")
_ATTRIBUTES = frozenset({"acl", "amod"})
_CLAUSE_ENDS = frozenset(",;:.—–")
_LIST_MARKS = " \n\t:–—-•"


@cache
def _words() -> dict[str, frozenset[str]]:
    """The word lists of `commitments.yaml`."""
    return {name: frozenset(words) for name, words in read_yaml(Path(__file__).with_suffix(".yaml")).items()}


def find_commitments(doc: Parse) -> tuple[Commitment, ...]:
    """The commitments of a document, in the order of their events."""
    return tuple(_commitments(doc))


def _commitments(doc: Parse) -> Iterator[Commitment]:
    lists = doc._.lists
    events = [
        (position, event)
        for position, event in enumerate(doc._.events)
        if event.binding and event.status not in ("negated", "hypothetical")
    ]
    if not events:
        return
    cued = _Cued(doc._.quotes or ())
    limits = [(i, time) for i, time in enumerate(doc._.times) if time.type != "SET" and _is_limited(doc, time)]
    finite = [token.idx for token in doc if has(token, "VerbForm", "Fin")]
    for position, event in events:
        topic = next((argument for argument in event.arguments if argument.role == "topic"), None)
        enumeration = _enumeration(doc, event, topic, lists)
        content = _promised_words(doc, event, cued) if topic is None else None
        content, parties = content or _content(doc, event, topic, enumeration), _parties(event)
        if content is not None and enumeration is None:
            content = _with_condition(doc, _within_quotation(doc, content))
        if content is not None and not (
            _describes(doc, event, parties) or _binds_nobody(doc, event, content) or _is_told_of(doc, event)
        ):
            yield Commitment(
                event=position,
                parties=parties,
                trigger=event.trigger,
                content=content,
                items=enumeration.items if enumeration else (),
                deadline=_deadline(doc, event, content, enumeration, limits, finite),
                status=event.status,
            )


def _describes(doc: Parse, event: Event, parties: tuple[int, ...]) -> bool:
    """«Гарантированный приз», «система, гарантирующая тайну», «обещано назвать»: a participle that binds nobody."""
    tokens = tokens_in(doc, event.trigger)
    if tokens is None or not is_any_participle(tokens.root):
        return False
    if is_short(tokens.root):
        return not parties and has(tokens.root, "Voice", "Pass")
    return not parties or has(tokens.root, "Voice", "Pass")


def _binds_nobody(doc: Parse, event: Event, content: Span) -> bool:
    """Words of consent that promise nothing.

    «Дали добро», «с согласия граждан», «тем, кто согласится», «согласились на неё», «на это предложение»,
    «клянётся в верности», «договорился до того, что …».
    """
    trigger, told = tokens_in(doc, event.trigger), tokens_in(doc, content)
    if trigger is None:
        return False
    root = trigger.root
    permitted = root.lemma_ in _words()["permitting"]
    needed = root.lemma_ in _words()["consents"] and has(root, "Case", "Gen")
    anybody = any(child.lemma_ == "кто" and child.dep_ == "nsubj" for child in root.children)
    idle = told is not None and ((len(told) == 1 and told.root.pos_ == "PRON") or _points(told))
    before = doc.text[event.trigger.end : max(event.trigger.end, content.start)].replace(",", " ").split()
    return permitted or needed or anybody or idle or before[:3] == ["до", "того", "что"]


def _is_told_of(doc: Parse, event: Event) -> bool:
    """Whether a commitment is only spoken of: an old one that is kept, one that is there, one that is aimed at.

    «Соблюдать договорённости о перемирии», «достигнутые договорённости», «есть обязательства», «чтобы договориться».
    """
    tokens = tokens_in(doc, event.trigger)
    if tokens is None:
        return False
    root = tokens.root
    if root.pos_ != "NOUN":
        return has(root, "VerbForm", "Inf") and any(child.lower_ in _words()["aiming"] for child in root.children)
    reached = any(
        is_any_participle(child) and not is_short(child) and child.dep_ in _ATTRIBUTES for child in root.children
    )
    return reached or (root.lemma_ in _words()["bonds"] and root.head.lemma_ in _words()["keeping"])


def _points(told: Stretch) -> bool:
    """«Это предложение», «верность»: what only takes up a thing told before, or is felt."""
    pointing = told[0].lemma_ in _words()["pointing"] and len(told) == 2
    return pointing or told[0].lemma_ in _words()["felt"]


def _within_quotation(doc: Parse, content: Span) -> Span:
    """What is promised in the words of a speaker, without those who report it: «(открыть порт)», — пишет газета»."""
    for closing in _BEHIND_QUOTATION.finditer(doc.text, content.start, content.end):
        if _leaves_quotation(doc.text[content.start : closing.end()]):
            return Span(content.start, closing.start())
    return content


def _leaves_quotation(words: str) -> bool:
    """Whether the last quotation mark of the words closes what was opened before them."""
    return words.count("»") > words.count("«") or words.count('"') % 2 == 1


def _with_condition(doc: Parse, content: Span) -> Span:
    """«Обещал открыть порт, **если штормы стихнут**»: on what condition belongs to what is promised."""
    tokens = tokens_in(doc, content)
    if tokens is None or tokens.end + 2 >= len(doc):
        return content
    comma, conjunction = doc[tokens.end], doc[tokens.end + 1]
    if comma.text != "," or conjunction.lower_ != "если" or tokens[0].sent.end <= conjunction.i:
        return content
    ends = (token.i for token in doc[conjunction.i : tokens[0].sent.end] if token.text in _CLAUSE_ENDS)
    last = doc[next(ends, tokens[0].sent.end) - 1]
    return Span(content.start, last.idx + len(last))


def _goes_around(doc: Parse, event: Event, topic: Argument) -> bool:
    """Whether an infinitive right behind the verb of binding is a part of the topic, which has begun before it."""
    trigger = tokens_in(doc, event.trigger)
    if trigger is None or not topic.start < event.trigger.start < event.trigger.end < topic.end:
        return False
    before = tokens_in(doc, Span(topic.start, event.trigger.start))
    if before is None or any(token.lemma_ == "который" for token in before):
        return False  # «деньги, которые (согласился) вложить» are named by what is before
    return any(
        has(child, "VerbForm", "Inf") and child.i > trigger.root.i and child.dep_ in {"xcomp", "csubj", "ccomp"}
        for child in trigger.root.children
    )


class _Cued:
    """The words in quotation marks of one document, by the cues that bring them."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        cued = [(quote.cue, quote.content) for quote in quotes if quote.direct and quote.cue is not None]
        self._cued = sorted(cued, key=lambda pair: pair[0].start)
        self._ends = list(accumulate((cue.end for cue, _ in self._cued), max))

    def by(self, trigger: Span) -> Span | None:
        """The first words whose cue has the trigger in it, or a part of it."""
        first = bisect_right(self._ends, trigger.start)
        if first == len(self._cued) or self._cued[first][0].start >= trigger.end:
            return None
        content = self._cued[first][1]
        return Span(content.start, content.end)


def _promised_words(doc: Parse, event: Event, cued: _Cued) -> Span | None:
    """What stands in quotation marks before the verb: «Мост будет», — пообещал мэр»."""
    trigger = tokens_in(doc, event.trigger)
    if trigger is None or trigger.root.lemma_ not in _words()["promising"]:
        return None
    return cued.by(event.trigger)


def _parties(event: Event) -> tuple[int, ...]:
    actors = [argument.entity for argument in event.arguments if argument.role == "actor"]
    return tuple(dict.fromkeys(entity for entity in actors if entity is not None))


def _enumeration(doc: Parse, event: Event, topic: Argument | None, lists: Sequence[Enumeration]) -> Enumeration | None:
    """The first list behind the trigger that the commitment introduces."""
    for enumeration in lists:
        if enumeration.items[0].start >= event.trigger.start and _introduces(doc, event, topic, enumeration.intro):
            return enumeration
    return _enumeration_later(doc, topic, lists) if topic else None


def _enumeration_later(doc: Parse, topic: Argument, lists: Sequence[Enumeration]) -> Enumeration | None:
    """A list that stands sentences later: «с учётом трёх правил. … Правила таковы: …», as long as the topic counts."""
    for noun, count in _counted(doc, topic):
        for enumeration in lists:
            near = topic.end <= enumeration.intro.start < topic.end + _FARTHEST_LIST
            fits = near and len(enumeration.items) == count
            if fits and any(token.lemma_ == noun for token in tokens_in(doc, enumeration.intro) or ()):
                return enumeration
    return None


def _counted(doc: Parse, topic: Span) -> Iterator[tuple[str, int]]:
    """The nouns that a topic counts, with their numbers: «трёх ключевых правил»."""
    tokens, count = tokens_in(doc, topic) or (), None
    for token in tokens:
        if token.pos_ == "NOUN" and count:
            yield token.lemma_, count
        count = number_of(token, load_cues()) or (count if token.pos_ == "ADJ" else None)


def _introduces(doc: Parse, event: Event, topic: Argument | None, intro: Span) -> bool:
    """Whether an intro is around the trigger, inside the topic, or soon after them in the same sentence."""
    trigger = event.trigger
    around = intro.start <= trigger.end and trigger.start <= intro.end
    inside = topic is not None and topic.start <= intro.start <= topic.end
    if around or inside:
        return True
    end = max(trigger.end, topic.end if topic else 0)
    return trigger.end <= intro.start < end + _FARTHEST_INTRO and "." not in doc.text[trigger.end : intro.start]


def _content(doc: Parse, event: Event, topic: Argument | None, enumeration: Enumeration | None) -> Span | None:
    """The topic, which stops before the list; the run of items where the trigger itself opens the list.

    A topic without a verb of its own («по трём направлениям») only introduces the list. Of one that goes around the
    trigger, «подробности мэр (обещал) сообщить в мае», what follows is promised.
    """
    if enumeration is None:
        if topic and _goes_around(doc, event, topic):
            words = doc.text[event.trigger.end : topic.end]
            return Span(topic.end - len(words.lstrip()), topic.end)
        return _without_manner(doc, topic) if topic else None
    first, last = enumeration.items[0], enumeration.items[-1]
    if topic is None or topic.start >= first.start - 1 or not _has_verb(doc, topic):
        return Span(first.start, last.end)
    goes_on = "." not in doc.text[topic.end : max(topic.end, enumeration.intro.start)]
    end = min(max(topic.end, enumeration.intro.end if goes_on else 0), first.start)
    return Span(topic.start, topic.start + len(doc.text[topic.start : end].rstrip(_LIST_MARKS)))


def _without_manner(doc: Parse, topic: Span) -> Span:
    """«обязались каждая (открыть порт)»: the manner of binding is no part of what is promised."""
    tokens = tokens_in(doc, topic)
    if tokens is None or len(tokens) < 2 or tokens[0].lemma_ not in _words()["binding_manner"]:
        return Span(topic.start, topic.end)
    return Span(tokens[1].idx, topic.end)


def _has_verb(doc: Parse, span: Span) -> bool:
    return any(token.pos_ == "VERB" for token in tokens_in(doc, span) or ())


def _deadline(
    doc: Parse,
    event: Event,
    content: Span,
    enumeration: Enumeration | None,
    limits: Sequence[tuple[int, Time]],
    finite: Sequence[int],
) -> int | None:
    """A time in the commitment's sentence that is a limit: «до конца года», «к 15 марта».

    One within an item of the list is that item's alone.
    """
    items = enumeration.items if enumeration else ()
    trigger = tokens_in(doc, event.trigger)
    start = min(event.trigger.start, content.start, *([trigger.sent.start_char] if trigger else ()))
    end = max(content.end, event.trigger.end)
    first = bisect_left(limits, start, key=_start_of_limit)
    last = bisect_right(limits, end, key=_start_of_limit)
    for position, time in limits[first:last]:
        inside = start <= time.start and time.end <= end
        its_own = not any(item.start <= time.start < item.end for item in items)
        if inside and its_own and not _other_clause(finite, time, event.trigger):
            return position
    return None


def _other_clause(finite: Sequence[int], time: Time, trigger: Span) -> bool:
    """Whether a time before the trigger has a predicate of its own: «в мае начнут процесс, который обязались …»."""
    return bisect_left(finite, time.end) < bisect_left(finite, trigger.start)


def _start_of_limit(limit: tuple[int, Time]) -> int:
    return limit[1].start


def _is_limited(doc: Parse, time: Time) -> bool:
    """Whether a preposition of limit governs a time."""
    before = f" {doc.text[max(0, time.start - _BEFORE_TIME) : time.start]}".lower().replace("\n", " ").rstrip()
    if time.value == "FUTURE_REF" and before.endswith(" в"):
        return True  # «в ближайшие дни»
    return any(before.endswith(f" {word}") for word in _words()["deadline_words"])
