"""The items of a list that stands in one sentence, by commas or semicolons and the conjunction."""

from extractor.discourse.cues import Cues
from extractor.discourse.enumeration.continuations import continues, with_continuations
from extractor.discourse.enumeration.endings import before_others, before_source
from extractor.discourse.enumeration.kinds import agree, first_conjunct, first_nominal, kind_of
from extractor.discourse.enumeration.levels import before_closing, outer
from extractor.discourse.enumeration.parts import between, in_number, stripped
from extractor.discourse.enumeration.sums import numbered_items
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse

_REACH = 300  # tokens of a list in one sentence


def split_items(doc: Parse, cues: Cues, start: int, end: int, count: int | None, *, led: bool = False) -> list[Range]:
    """The parallel parts of `[start, end)`: by semicolons, else by commas and the conjunction.

    A comma inside an item («порт, который…») does not part items: what follows it is of another
    kind than the first item. `count`, where the intro states one, decides whether the last
    conjunction parts two items or joins words of one. Where the intro announces them («led»), a verb
    before the first is none of its words.
    """
    end = before_source(doc, cues, start, before_closing(doc, start, min(end, start + _REACH)))
    end = before_others(doc, cues, start, end)
    separators = [
        token.i for token in outer(doc, start, end) if token.text in {";", ","} and not in_number(doc, token.i)
    ]
    semicolons = [i for i in separators if doc[i].text == ";"]
    if semicolons:
        parts = stripped(doc, cues, between(start, end, semicolons))
        return _at_commas(doc, cues, parts, count) if count is not None and len(parts) < count else parts
    parts = between(start, end, separators)
    return numbered_items(doc, cues, parts, count) or _coordinated(doc, cues, parts, count, led=led)


def _at_commas(doc: Parse, cues: Cues, parts: list[Range], count: int) -> list[Range]:
    """«три цели: рост, мир, который …; а также порядок»: parts at their commas too where so they meet the count."""
    split = []
    for start, end in parts:
        commas = [token.i for token in outer(doc, start, end) if token.text == ","]
        split += _coordinated(doc, cues, between(start, end, commas), None, led=False)
    return split if len(split) == count else parts


def _coordinated(doc: Parse, cues: Cues, parts: list[Range], count: int | None, *, led: bool) -> list[Range]:
    parts = with_continuations(doc, cues, parts)
    if (
        parts[0][1] - parts[0][0] > 2 and doc[parts[0][0] : parts[0][0] + 2].text in cues.leading
    ):  # «: среди них газ, …»
        parts[0] = (parts[0][0] + 2, parts[0][1])
    kind = kind_of(doc, cues, *_last_item(doc, cues, parts[-1]))
    if parts[0][0] < parts[0][1] - 1 and doc[parts[0][0]].lower_ == "это":  # «снялся в фильмах: это «Гараж», …»
        parts[0] = (parts[0][0] + 1, parts[0][1])
    items = [_without_lead(doc, cues, parts[0], kind) if led else parts[0]]
    for part in parts[1:]:
        (cleaned,) = stripped(doc, cues, [part]) or [part]
        if _is_parallel(doc, cues, cleaned, kind, items[-1]) or _is_conjoined(doc, cues, cleaned, items):
            items.append(cleaned)
        else:
            items[-1] = (items[-1][0], part[1])
    if count is None or len(items) < count:
        halves = _at_conjunction(doc, cues, items[-1], kind)
        if count is not None or len(items) > 1 or not _joins_within(doc, halves):
            items[-1:] = halves
    if count is not None and len(items) < count <= 2 * len(items):
        split = [part for item in items for part in _at_conjunction(doc, cues, item, kind)]
        items = split if len(split) == count else items
    items[-1:] = _at_repetition(doc, items)
    items = stripped(doc, cues, items)
    led_alike = stripped(doc, cues, [*parts[:-1], *_at_preposition(doc, parts[-1])])
    if count == len(led_alike) != len(items) and all(doc[start].pos_ == "ADP" for start, _ in led_alike):
        return led_alike  # «в трёх местах — под мостом, под аркой и у ворот»
    return items


def _joins_within(doc: Parse, halves: list[Range]) -> bool:
    """«вложения в ремонт и охрану порта»: the conjunction joins words inside the only item."""
    first, *_ = nouns = [first_nominal(doc, half) for half in halves]
    last = nouns[-1]
    if first is None or last is None or len(nouns) < 2:
        return False
    return last.dep_ == "conj" and first.i < first_conjunct(last).i < halves[0][1]


def _at_repetition(doc: Parse, items: list[Range]) -> list[Range]:
    """«Отчасти из-за цены, отчасти из-за срока и отчасти потому, что …»: each item begins with the same word."""
    words = {doc[start].lower_ for start, end in items if start < end}
    last = items[-1]
    if len(items) < 2 or len(words) > 1:
        return [last]
    at = next((i for i in range(last[1] - 2, last[0], -1) if doc[i].lower_ == "и" and doc[i + 1].lower_ in words), None)
    return [last] if at is None else [(last[0], at), (at + 1, last[1])]


def _at_preposition(doc: Parse, part: Range) -> list[Range]:
    """A part before and behind the last conjunction that a preposition follows."""
    for at in range(part[1] - 2, part[0], -1):
        if doc[at].lower_ in {"и", "или"} and doc[at + 1].pos_ == "ADP":
            return [(part[0], at), (at + 1, part[1])]
    return [part]


def _last_item(doc: Parse, cues: Cues, part: Range) -> Range:
    """The words after the last conjunction show what kind the items are."""
    for token in reversed(list(outer(doc, *part))):
        if token.lower_ in {"и", "или"} and part[0] <= token.i < part[1] - 1:
            rest = (token.i + 1, part[1])
            if agree(kind_of(doc, cues, *rest), kind_of(doc, cues, *part)):
                return rest
    return part


def _without_lead(doc: Parse, cues: Cues, part: Range, kind: str) -> Range:
    """«он был министром, депутатом и послом»: the first item begins after the verb."""
    if kind in {"inf", "fin", ""} or kind_of(doc, cues, *part) not in {"fin", "inf"}:
        return part
    verbs = [token.i for token in doc[slice(*part)] if token.pos_ in {"VERB", "AUX"}]
    lead = (verbs[-1] + 1, part[1])
    return lead if lead[0] < lead[1] and kind_of(doc, cues, *lead) == kind else part


def _is_parallel(doc: Parse, cues: Cues, part: Range, kind: str, before: Range) -> bool:
    return not continues(doc, cues, part, before) and agree(kind_of(doc, cues, *part), kind)


def _is_conjoined(doc: Parse, cues: Cues, part: Range, items: list[Range]) -> bool:
    """Whether a part goes with the first item in the tree, whatever case the tagger saw in «угрозы, запугивания, …»."""
    if continues(doc, cues, part, items[-1]) or kind_of(doc, cues, *part) in {"inf", "fin"}:
        return False
    first, noun = first_nominal(doc, items[0]), first_nominal(doc, part)
    return noun is not None and noun.dep_ == "conj" and first is not None and first_conjunct(noun).i == first.i


def _at_conjunction(doc: Parse, cues: Cues, item: Range, kind: str) -> list[Range]:
    """The last two items, at the last conjunction after which a whole item stands.

    One that joins the words on both its sides («банков и фондов») parts items only if no other does.
    """
    places = [
        token.i
        for token in outer(doc, *item)
        if token.lower_ in {"и", "или", "либо"}
        and item[0] < token.i < item[1] - 1
        and _is_parallel(doc, cues, (token.i + 1, item[1]), kind, (item[0], token.i))
        and agree(kind_of(doc, cues, item[0], token.i), kind)
    ]
    if not places:
        return [item]
    loose = [at for at in places if doc[at + 1].head.i != at - 1] or places
    return [(item[0], loose[-1]), (loose[-1] + 1, item[1])]
