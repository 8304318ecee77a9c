"""Items that each name a person, with what is told of them."""

from itertools import pairwise

from extractor.discourse.cues import Cues
from extractor.discourse.enumeration.kinds import names_in_noun
from extractor.discourse.enumeration.levels import before_closing, outer, past_brackets
from extractor.discourse.enumeration.parts import stripped
from extractor.grammar.morphology import is_finite
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse, Stretch


def named_items(doc: Parse, cues: Cues, start: int, end: int, count: int) -> list[Range]:
    """As many items as people are named, each with its roles: «врач Анна Крюгер, юрист, депутат Ян Новак».

    Empty where another number of people stands before the first verb.
    """
    verb = next((token.i for token in doc[start:end] if is_finite(token) and token.dep_ != "acl:relcl"), end)
    verb = before_closing(doc, start, verb)
    people = [name for name in doc.group("names") if name.label_ == "PER" and start <= name.start < verb]
    ends = [past_brackets(doc, name.end, end) for name in people]
    if not count or len(people) != count or any(token.lemma_ in cues.continuing for token in doc[start : ends[-1]]):
        return []
    starts = [start, *ends[:-1]]
    if verb == end and ends[-1] < end and doc[ends[-1]].text in "(,":  # what is told of the last one
        ends[-1] = end
    items = stripped(doc, cues, list(zip(starts, ends, strict=True)))
    parted = all(_parts(doc, first, following.start) for first, following in pairwise(people))
    parted = parted and not any(doc[start].pos_ == "ADP" for start, _ in items[1:])  # «Ян в шляпе, Лев в плаще»
    parted = parted and not any(doc[start].text == ")" for start, _ in items)
    return items if len(items) == count and parted and not names_in_noun(doc, cues, items) else []


def _parts(doc: Parse, name: Stretch, start: int) -> bool:
    """Whether a comma or conjunction stands between a name and what follows it."""
    return any(token.text in {",", ";"} or token.lower_ == "и" for token in doc[name.end : start])


def are_people(doc: Parse, items: list[Range]) -> bool:
    """Whether every item is the name of a person, with what brackets tell of it, and nothing more."""
    if any(not token.text[0].isupper() for item in items for token in outer(doc, *item)):
        return False
    ends = {name.start: name.end for name in doc.group("names") if name.label_ == "PER"}
    return all(start in ends and past_brackets(doc, ends[start], end) == end for start, end in items)
