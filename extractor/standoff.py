"""A line of brat's standoff that marks a stretch of text: «T1<tab>PERSON 0 4;6 9<tab>words».

Source of the form: brat.nlplab.org/standoff.html; offsets in code points.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextBound:
    """A marked stretch of text; more than one piece where it is divided."""

    name: str
    label: str
    pieces: tuple[tuple[int, int], ...]


def text_bound(line: str) -> TextBound:
    """What a line that starts with «T» marks.

    Raises:
        ValueError: the line is no such line.
    """
    name, place, _ = line.split("\t", 2)
    label, _, pieces = place.partition(" ")
    return TextBound(name, label, tuple((int(start), int(end)) for start, end in map(str.split, pieces.split(";"))))
