"""When."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from extractor.plot.events import ACTUAL, FAINT, INK, QUADS, Events, counted, drawn_on, entitled, periods, spoken
from extractor.records import Status

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_BARS, MOST_TICKS = 45, 8


def timeline(
    events: Events, *, statuses: Collection[Status] = ACTUAL, copies: bool = True, ax: Axes | None = None
) -> Axes:
    """How many events of each quad there are in each day, week, month or year: cooperation upwards, conflict downwards.

    Args:
        events: annotations, a corpus, or a table of `interactions`; events without a date are left out.
        statuses: which events count: `actual`, `planned`, `hypothetical`, `negated`.
        copies: as for `interactions`, unless `events` is its table.
        ax: where to draw; None: on a new figure.
    Raises:
        InputError: `events` is none of the above.
    """
    ax = drawn_on(ax, 9, 4)
    table = counted(events, "state", statuses, copies).drop_duplicates(["document", "event"])
    dated = table.dropna(subset=["date"])
    if len(dated):
        _draw_bars(ax, dated.assign(period=periods(dated["date"], MOST_BARS)))
        entitled(ax, "События во времени", len(table) - len(dated))
    else:
        entitled(ax, "События во времени: дат нет")
    ax.axhline(0, color=INK, lw=0.8)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{abs(count):.0f}"))
    ax.set_ylabel("событий", color=FAINT)
    ax.spines[["top", "right", "bottom"]].set_visible(False)
    return ax


def _draw_bars(ax: Axes, table: "DataFrame") -> None:
    import pandas as pd

    span = pd.period_range(table["period"].min(), table["period"].max())
    counts = pd.crosstab(table["period"], table["quad"]).reindex(index=span, columns=list(QUADS), fill_value=0)
    places = range(len(span))
    for side, sign in (("cooperation", 1), ("conflict", -1)):
        base = pd.Series(0, index=span)
        for kind in ("material", "verbal"):  # deeds are nearer to the axis
            colour, label = QUADS[f"{kind} {side}"]
            height = sign * counts[f"{kind} {side}"]
            ax.bar(places, height, bottom=base, width=0.85, color=colour, label=label)
            base = base + height
    step = -(-len(span) // MOST_TICKS)
    ax.set_xticks(places[::step], [spoken(period) for period in span[::step]])
    ax.legend(frameon=False, ncols=4, loc="upper center", bbox_to_anchor=(0.5, -0.08), fontsize=8, labelcolor=INK)
