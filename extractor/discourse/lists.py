"""The component that finds the lists that a text introduces."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.discourse.cues import Cues, load_cues
from extractor.discourse.enumeration.announcements import (
    Announcement,
    announcement,
    counted_before,
    counting,
    counting_together,
)
from extractor.discourse.enumeration.endings import before_addition
from extractor.discourse.enumeration.items import split_items
from extractor.discourse.enumeration.kinds import tell_of_first
from extractor.discourse.enumeration.levels import closing_mark
from extractor.discourse.enumeration.markers import edges, marked_runs
from extractor.discourse.enumeration.ordinals import ordinal_lists
from extractor.discourse.enumeration.paragraphs import Line, bulleted_blocks, line_items, lines
from extractor.discourse.enumeration.people import are_people, named_items
from extractor.discourse.enumeration.sums import is_sum
from extractor.discourse.enumeration.verdicts import (
    are_all_or_none_infinitive,
    are_clauses,
    are_kinds,
    are_quoted,
    has_words,
    is_parted,
    is_plain,
    is_speech,
    is_uniform,
)
from extractor.grammar.marks import DASHES, QUOTATION
from extractor.grammar.morphology import is_finite
from extractor.grammar.parsed import check_parsed
from extractor.grammar.ranges import Range, grouped, keys, places, sentences, span_of, text_before, trimmed
from extractor.grammar.tokens import Parse, parse_of
from extractor.records import Enumeration, Span

_INTRO_LINE = re.compile(r":[^\S\n]*(?:\n|$)")
_BULLETED_LINE = re.compile(r"^[^\S\n]*(?:\(?2[.)]|[-–—•*·] )", re.MULTILINE)
_INSERTED = 3  # sentences in which a numbered list may be announced
_COLON = keys(":")
_AMONG = keys(("среди",))
_LATIN = re.compile("[A-Za-z]+")
_LINES = 1000  # lines of one list at most
_FEW = 3  # markers «1. … 2. … 3. …» from which they are a list without a colon or a count before them
_MANY = 8  # marks in one sentence that may open a list
_TWICE = 2  # times as many as those told «среди них» are not what the text enumerates
_EITHER = frozenset({"или", "либо"})  # «две беды: А или Б» counts, «от двух болезней — чумы, или мора» renames
_THEM = frozenset({"они", "который"})
_LONGEST = 500  # tokens of a sentence that semicolons part
_MARKS = keys((":", "(", *DASHES))


@Language.factory(
    "extractor_lists", requires=["token.lemma", "token.morph", "token.dep", "doc.sents"], assigns=["doc._.lists"]
)
def make_lists(nlp: Language, name: str) -> "ListFinder":
    return ListFinder(load_cues())


class ListFinder:
    """Finds lists and sets `doc._.lists`."""

    def __init__(self, cues: Cues) -> None:
        layers.register()
        self._cues = cues

    def __call__(self, doc: Doc) -> Doc:
        doc._.lists = self.find(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Enumeration, ...]:
        """The lists of a document, in text order; reads the Doc and changes nothing.

        Raises:
            PipelineError: the document has no sentences, lemmas or syntax.
        """
        check_parsed(doc, "extractor_lists", "SENT_START", "LEMMA", "DEP")
        parse = parse_of(doc)
        in_lines = list(self._in_lines(parse))
        found = chain(in_lines, self._marked(parse), ordinal_lists(parse, self._cues), self._in_sentences(parse))
        kept = _apart(found, len(in_lines), parse[-1].idx + len(parse[-1]) if len(parse) else 0)
        return tuple(sorted(kept, key=lambda e: (e.intro.start, e.items[0].start)))

    # --- one item to a line -------------------------------------------------------------------------

    def _in_lines(self, doc: Parse) -> Iterator[Enumeration]:
        text = doc.text
        if not _INTRO_LINE.search(text) and not _BULLETED_LINE.search(text):
            return
        text_lines = lines(text)
        numbers = {line.end: number for number, line in enumerate(text_lines)}
        for (start, _), colons in grouped(sentences(doc), places(doc, ORTH, _COLON)):
            number = numbers.get(doc[colons[-1]].idx + 1)
            if number is not None:
                start = _past_bullet(doc, start, text_lines[number])
                yield from self._under(doc, text, start, colons[-1], text_lines[number + 1 : number + 1 + _LINES])
        yield from self._bulleted(doc, text, text_lines)

    def _bulleted(self, doc: Parse, text: str, text_lines: list[Line]) -> Iterator[Enumeration]:
        """«План состоит из трёх мер. Совет примет их в мае.» and under it «1. …», «2. …», «3. …».

        Other bullets must stand right under what announces them: «Есть несколько условий.» and «- …», «- …», «- …».
        """
        bounds = sentences(doc)
        offsets = [doc[start].idx for start, _ in bounds]
        for place, run in bulleted_blocks(text_lines):
            if place == 0 or text_lines[place - 1].ends_with(":", text):
                continue
            last = bisect_left(offsets, run[0].start)
            near = [
                announcement(doc, self._cues, *bound) for bound in reversed(bounds[max(0, last - _INSERTED) : last])
            ]
            counted = next((intro for intro in near if intro.count == len(run)), None)
            begun = len(run) >= _FEW and text[run[0].start] in "1("
            if run[0].bullet != "number":
                whole = all(line.ends_with(".;", text) for line in run)  # links to other articles have no full stop
                begun = len(run) >= _FEW and whole and near[0].announced and near[0].count in {None, len(run)}
                counted = None
            intro = counted or (near[0] if near and begun else None)
            if intro is not None and intro.start < intro.end:
                yield _enumeration(doc, intro, [Span(*edges(text, item.content, item.end)) for item in run])

    def _under(self, doc: Parse, text: str, start: int, colon: int, following: list[Line]) -> Iterator[Enumeration]:
        """The list under a line whose last clause is `[start, colon)`."""
        intro = announcement(doc, self._cues, start, colon)
        speech = any(token.lemma_ in self._cues.speech | self._cues.reported for token in doc[start:colon])
        items = line_items(text, following, intro.count, announced=intro.announced, spoken=speech)
        marks = {text[item.content] in QUOTATION for item in items}
        dialogue = speech and (len(marks) > 1 or all(item.is_reply(text) for item in items))  # «говорится: «А,¶Б»»
        spans = [Span(*edges(text, item.content, item.end)) for item in items]
        if items and not dialogue and intro.start < intro.end and all(span.start < span.end for span in spans):
            yield _enumeration(doc, intro, spans)

    # --- with markers inside a line -----------------------------------------------------------------

    def _marked(self, doc: Parse) -> Iterator[Enumeration]:
        text, bounds = doc.text, sentences(doc)
        offsets = [doc[start].idx for start, _ in bounds]
        for run in chain.from_iterable(marked_runs(text, line) for line in lines(text)):
            at = bisect_right(offsets, run.start) - 1
            start, end = bounds[at]
            end = next((token.i for token in doc[start:end] if token.idx >= run.start), end)
            if start == end and at:  # the sentence before announces them
                start, end = bounds[at - 1]
            intro = announcement(doc, self._cues, start, end)
            *items, (first, last) = run.items
            stop = offsets[bisect_right(offsets, first)] if first < offsets[-1] else last
            counted = intro.count == len(run.items) or len(run.items) >= _FEW
            closed = edges(text, first, min(last, stop))
            opened = intro.start < intro.end and (run.sure or counted or text_before(doc, end) == ":")
            if opened and closed[0] < closed[1]:
                yield _enumeration(doc, intro, [Span(*item) for item in (*items, closed)])

    # --- in one sentence ----------------------------------------------------------------------------

    def _in_sentences(self, doc: Parse) -> Iterator[Enumeration]:
        for (start, end), marks in grouped(_unparted(doc), places(doc, ORTH, _MARKS)):
            end = trimmed(doc, start, end, " ")[1]
            for at in marks[:_MANY]:
                find = self._after_colon if doc[at].text == ":" else self._counted
                found = find(doc, start, at, end)
                if found is not None:
                    yield found
        for (start, end), places_of in grouped(_unparted(doc), places(doc, ORTH, _AMONG)):
            yield from self._some(doc, start, places_of[0], trimmed(doc, start, end, " ")[1])

    def _some(self, doc: Parse, start: int, among: int, end: int) -> Iterator[Enumeration]:
        """«Порты трёх стран, **среди них** Чили, Перу и Панама»: what is counted, and some of it without a colon."""
        led = doc[among : among + 2].text.lower() in self._cues.leading and among > start and among + 2 < end
        if not led or text_before(doc, among) not in {",", *DASHES} or doc[among + 2].text == ":":
            return
        intro = announcement(doc, self._cues, start, among)
        items = split_items(doc, self._cues, among + 2, end, None)
        plain = len(items) > 1 and is_plain(doc, self._cues, items) and is_uniform(doc, self._cues, items)
        if intro.count is not None and plain and len(items) <= intro.count <= _TWICE * len(items):
            yield _enumeration(doc, intro, [span_of(doc, item) for item in items])

    def _after_colon(self, doc: Parse, start: int, colon: int, end: int) -> Enumeration | None:
        if colon + 1 >= end or colon - start < 1 or (not doc[colon].whitespace_ and not doc[colon + 1].is_space):
            return None
        if self._exemplifies(doc, colon) or _parts_title(doc, colon):
            return None
        intro = announcement(doc, self._cues, start, colon)
        if self._is_credit(doc, intro) or self._quotes_words(doc, start, intro):
            return None
        items = split_items(doc, self._cues, colon + 1, end, intro.count, led=intro.announced)
        if intro.count is not None and len(items) != intro.count:
            led = bool(items) and items[0][0] > colon + 1  # «12 исков: от еды пострадали дети, врачи и солдаты»
            if (
                len(items) > intro.count
            ):  # «двое внуков и три внучки: …»: the last two may be joined for the count's sake
                items = split_items(doc, self._cues, colon + 1, end, None, led=intro.announced)
            items = named_items(doc, self._cues, colon + 1, end, intro.count) or ([] if led else items)
            intro = (
                counting(doc, self._cues, start, colon, len(items))
                or counting_together(doc, self._cues, intro, len(items))
                or intro
            )
        if not self._is_list(doc, intro, items):
            return None
        return _enumeration(doc, intro, [span_of(doc, item) for item in items])

    def _exemplifies(self, doc: Parse, colon: int) -> bool:
        """«12 человек, в том числе: три кока и врач», «12 человек: в том числе три кока»: some of a whole."""
        around = (
            doc[colon - length : colon] if before else doc[colon + 1 : colon + 1 + length]
            for length in (1, 2, 3)
            for before in (True, False)
            if colon >= length
        )
        return any(tuple(token.lower_ for token in words) in self._cues.exemplifying for words in around)

    def _is_credit(self, doc: Parse, intro: Announcement) -> bool:
        """«Авторы: …», not «Авторы доклада назвали: …»."""
        label = intro.start < intro.end and doc[intro.start].lemma_ in self._cues.credits
        return label and not any(is_finite(token) for token in doc[intro.start : intro.end])

    def _quotes_words(self, doc: Parse, start: int, intro: Announcement) -> bool:
        """«Мэр сказал два слова: стыд, позор»; not «написал два слова: «мол» и «док»»."""
        words = intro.count and any(token.lemma_ in self._cues.utterances for token in doc[intro.start : intro.end])
        told = words and any(token.lemma_ in self._cues.speech for token in doc[start : intro.end])
        return bool(told) and doc[intro.end + 1].text not in QUOTATION

    def _is_list(self, doc: Parse, intro: Announcement, items: list[Range]) -> bool:
        """A bare clause introduces at least three plain items; a count or an announcing noun two of any kind."""
        quoted = items and doc[items[0][0]].text in QUOTATION and not are_quoted(doc, items)
        if len(items) < 2 or (quoted and (not intro.announced or is_speech(doc, items))):
            return False
        if {doc[intro.start].lemma_, doc[intro.end - 1].lemma_} & self._cues.labels or not all(
            has_words(doc, item) for item in items
        ):
            return False
        if len({_words(doc, item) for item in items}) < len(items):  # «Друг мой, друг мой, …»
            return False
        plain = is_plain(doc, self._cues, items)
        if intro.count is not None:
            return plain or len(items) == intro.count or doc[items[0][1]].text == ";"
        if tell_of_first(doc, items):
            return False
        if intro.announced:
            return plain or (len(items) > 2 and are_clauses(doc, items))
        speech = any(token.lemma_ in self._cues.speech for token in doc[intro.start : intro.end])
        if doc[items[0][0]].lemma_ in self._cues.continuing:  # «Итог плох: если город уйдёт, он останется без денег»
            return False
        parted = not speech and is_parted(doc, self._cues, items)
        if not speech and are_people(doc, items):  # «Экипаж: Ян Новак, Анна Крюгер»
            return True
        alike = (plain and are_all_or_none_infinitive(doc, self._cues, items)) or parted
        return alike and len(items) > 2 and intro.end - intro.start > 1

    def _counted(self, doc: Parse, start: int, mark: int, end: int) -> Enumeration | None:
        """«три острова — А, Б и В»: the count must be met, for a dash has many other uses."""
        intro = counted_before(doc, self._cues, start, mark)
        if intro is None or mark + 1 >= end:
            return self._among(doc, start, mark, end)
        closing = {")"} if doc[mark].text == "(" else {*DASHES, ";", ":"}
        told = doc[mark + 1].lower_ == "это"  # «четыре беды — это засуха, …»
        stop = closing_mark(doc, mark + 1 + told, end, closing)
        items = self._meeting(doc, mark + 1 + told, stop, intro.count, told=told)
        if not items:
            items = named_items(doc, self._cues, mark + 1, stop, intro.count or 0)
        either = any(doc[start - 1].lower_ in _EITHER for start, _ in items[1:])
        pair = len(items) == 2 and doc[items[1][0] - 1].text == ","  # «оба сына — рыбаки, жители порта»
        renamed = (pair or doc[mark - 1].lemma_ in _THEM) and are_kinds(doc, items)  # «двое из которых — врачи и судьи»
        if not items or either or renamed or doc[items[0][0]].lemma_ in self._cues.continuing:
            return None
        return _enumeration(doc, intro, [span_of(doc, item) for item in items])

    def _meeting(self, doc: Parse, start: int, stop: int, count: int | None, *, told: bool) -> list[Range]:
        """The items that meet the count, of all that stand there or of those before «, а также …»."""
        for end in dict.fromkeys((before_addition(doc, start, stop), stop)):
            items = split_items(doc, self._cues, start, end, count) if start < end else []
            grouped = is_sum(doc, self._cues, items, count)
            met = len(items) == count or grouped or (count is None and len(items) > 2)
            if met and (told or grouped or is_uniform(doc, self._cues, items)):
                return items
            if count is None and len(items) < 2:  # «задержали несколько врачей — сотрудников больниц, а также повара»
                break
        return []

    def _among(self, doc: Parse, start: int, mark: int, end: int) -> Enumeration | None:
        """«В числе причин — засуха и война», at the start of a sentence; not «в их числе»."""
        start, stop = trimmed(doc, start, end, "")
        named = doc[start : start + 2].text.lower() == "в числе" and start + 2 < mark
        if doc[mark].text not in DASHES or not named or any(is_finite(token) for token in doc[start:mark]):
            return None
        items = split_items(doc, self._cues, mark + 1, stop, None)
        if len(items) < 2 or not (is_plain(doc, self._cues, items) and is_uniform(doc, self._cues, items)):
            return None
        intro = Announcement(*trimmed(doc, start, mark, " ,"), None, True)
        return _enumeration(doc, intro, [span_of(doc, item) for item in items])


def _enumeration(doc: Parse, intro: Announcement, items: list[Span]) -> Enumeration:
    return Enumeration(span_of(doc, (intro.start, intro.end)), tuple(items), intro.count)


def _words(doc: Parse, item: Range) -> str:
    return doc.spacy[slice(*item)].text.casefold()


def _parts_title(doc: Parse, colon: int) -> bool:
    """«Играют в Port 2: Lost Ships, Big Wave и Sea»: a colon inside a foreign title."""
    before, after = doc[max(0, colon - 2) : colon], doc[colon + 1]
    foreign = any(_LATIN.fullmatch(token.text) for token in before) and (
        before[-1].text.isdecimal() or _LATIN.fullmatch(before[-1].text)
    )
    return bool(foreign and _LATIN.fullmatch(after.text))


def _unparted(doc: Parse) -> list[Range]:
    """The sentences, joined where a semicolon ends one: «Судьи: Ян Новак, врач; Анна Крюгер, юрист»."""
    joined: list[Range] = []
    for start, end in sentences(doc):
        if joined and doc[start - 1].text == ";" and end - joined[-1][0] < _LONGEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _past_bullet(doc: Parse, start: int, line: Line) -> int:
    """Where the words of a sentence start that may open with a bullet."""
    if doc[start].idx >= line.start:
        while doc[start].idx < line.content:
            start += 1
    return start


def _apart(lists: Iterable[Enumeration], nesting: int, length: int) -> Iterator[Enumeration]:
    """The lists whose items no earlier one has: the surest way to find a list comes first.

    Of the first `nesting` lists, one may stand whole in an item of another.
    """
    owner = [0] * length  # the item that holds a character, by a number of its own
    items = 0
    for number, enumeration in enumerate(lists):
        start, end = enumeration.items[0].start, enumeration.items[-1].end
        owners = set(owner[start:end])
        nested = number < nesting and len(owners) == 1 and owners == set(owner[enumeration.intro.start : start])
        if owners == {0} or nested:
            for item in enumeration.items:
                items += 1
                owner[item.start : item.end] = [items] * (item.end - item.start)
            yield enumeration
