"""Items that each have a number, and together the number that their intro counts."""

from extractor.discourse.cues import Cues
from extractor.discourse.enumeration.kinds import first_nominal
from extractor.discourse.enumeration.levels import outer
from extractor.discourse.enumeration.parts import between, stripped
from extractor.grammar.morphology import feature_of
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse

_DIGITS = 5  # of a number too long to count items


def is_sum(doc: Parse, cues: Cues, items: list[Range], count: int | None) -> bool:
    """Whether items number what together is the count: «трое — двое детей и женщина»; one without a number is one."""
    numbers = [_leading_number(doc, cues, start) for start, _ in items]
    single = all(number or _is_single(doc, item) for number, item in zip(numbers, items, strict=True))
    return len(items) > 1 and any(numbers) and single and sum(number or 1 for number in numbers) == count


def _is_single(doc: Parse, item: Range) -> bool:
    """«женщина», «один врач»; not «один в Панаме»."""
    noun = first_nominal(doc, item)
    if noun is None or any(token.pos_ == "ADP" for token in doc[item[0] : noun.i]):
        return False
    return feature_of(noun, "Number") == "Sing"


def _leading_number(doc: Parse, cues: Cues, at: int) -> int | None:
    token = doc[at]
    return int(token.text) if token.text.isdecimal() and len(token) < _DIGITS else cues.numbers.get(token.lemma_)


def numbered_items(doc: Parse, cues: Cues, parts: list[Range], count: int | None) -> list[Range]:
    """The items, each with its number, that together are the count; empty where they are not."""
    if count is None:
        return []
    items = stripped(doc, cues, parts)
    for numbered in (True, False):  # «12 лодок и три катера», «испанец и немец»
        split = []
        for start, end in items:
            joins = [
                token.i
                for token in outer(doc, start, end)
                if token.lower_ == "и"
                and token.i + 1 < end
                and (_leading_number(doc, cues, token.i + 1) is not None) == numbered
            ]
            split += between(start, end, joins)
        items = stripped(doc, cues, split)
        if is_sum(doc, cues, items, count):
            return items
    return []
