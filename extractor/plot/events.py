"""What the pictures share: the events that count, their periods, their colours."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, TypeAlias

import matplotlib.pyplot as plt
from babel.dates import format_date
from matplotlib.axes import Axes

from extractor.annotation.model import Annotation
from extractor.corpora.corpus import Corpus
from extractor.pairs import COLUMNS, By, interactions
from extractor.records import Status

if TYPE_CHECKING:
    from pandas import DataFrame, Period, Series

Events: TypeAlias = "Annotation | Iterable[Annotation] | Corpus | DataFrame"
ACTUAL: tuple[Status, ...] = ("actual",)
# Those of the page too (page/page.css): the side by its hue; deeds, and scores far from 0, in full, words lighter.
COOPERATION, CONFLICT = "#14608f", "#a8321b"
QUADS = {
    "verbal cooperation": ("#89afc7", "сотрудничество на словах"),
    "material cooperation": (COOPERATION, "сотрудничество на деле"),
    "verbal conflict": ("#d3988d", "конфликт на словах"),
    "material conflict": (CONFLICT, "конфликт на деле"),
}
LONGEST_NAME = 28
INK, FAINT = "#2b2b2b", "#777777"
_DAYS = {"D": 1, "W": 7, "M": 31, "Y": 366}


def counted(events: Events, by: By, statuses: Collection[Status], copies: bool) -> "DataFrame":
    """The rows of these statuses, the parties by what a reader calls them.

    What did not happen counts only where it is asked for.
    """
    import pandas as pd

    if isinstance(events, pd.DataFrame) and list(events.columns) == list(COLUMNS):
        table = events
    else:
        table = interactions(events, by=by, copies=copies)
    named = table.assign(actor=table["actor_name"], recipient=table["recipient_name"])
    return named[named["status"].isin(statuses)]


def between_two(table: "DataFrame") -> "DataFrame":
    """The rows of two different parties."""
    paired = table.dropna(subset=["actor", "recipient"])
    return paired[paired["actor"] != paired["recipient"]]


def periods(dates: "Series", most: int) -> "Series":
    """The day, week, month or year of each date: the shortest of which no more than `most` lie between them."""
    days = (dates.max() - dates.min()).days
    return dates.dt.to_period(next((name for name, length in _DAYS.items() if days < most * length), "Y"))


def spoken(period: "Period") -> str:
    """A day, a week by its first day, a month or a year as a Russian reader writes it."""
    pattern = {"Y": "y", "M": "LLL y"}.get(period.freqstr[0], "d MMM y")
    return format_date(period.start_time.date(), pattern, locale="ru")


def short(name: str) -> str:
    """A name that leaves room for the picture."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def entitled(ax: Axes, title: str, undated: int = 0) -> None:
    """Write the title, and how many events the picture cannot show for want of a date."""
    ax.set_title(title, color=INK, loc="left")
    if undated:
        ax.set_title(f"без даты: {undated}", color=FAINT, loc="right", fontsize=8)


def drawn_on(ax: Axes | None, width: float, height: float) -> Axes:
    """These axes, or new ones of a size in inches."""
    if ax is not None:
        return ax
    return plt.subplots(figsize=(width, height), layout="constrained")[1]
