"""How it went between two parties, over time."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from extractor.pairs import By
from extractor.plot.events import (
    ACTUAL,
    CONFLICT,
    COOPERATION,
    FAINT,
    INK,
    Events,
    between_two,
    counted,
    drawn_on,
    entitled,
    periods,
    short,
    spoken,
)
from extractor.records import Status

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_COLUMNS = 24
_SCALE = LinearSegmentedColormap.from_list("conflict to cooperation", [CONFLICT, "#f7f5f2", COOPERATION])


def dyads(
    events: Events,
    *,
    by: By = "state",
    most: int = 15,
    statuses: Collection[Status] = ACTUAL,
    copies: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """A heat map: a row for two parties, a column for a period, the mean PLOVER score in colour, the number of events.

    Args:
        events: annotations, a corpus, or a table of `interactions`; events without a date are left out.
        by: whether parties stand under their `state` or each as an `entity` of its own.
        most: how many pairs to show, those of most events.
        statuses: which events count: `actual`, `planned`, `hypothetical`, `negated`.
        copies: as for `interactions`, unless `events` is its table.
        ax: where to draw; None: on a new figure.
    Raises:
        InputError: `events` is none of the above.
    """
    table = between_two(counted(events, by, statuses, copies))
    undated = int(table.drop_duplicates(["document", "event"])["date"].isna().sum())
    scores, counts = _cells(table.dropna(subset=["date"]), most)
    rows, columns = scores.shape
    words = max(map(len, scores.index), default=0)
    ax = drawn_on(ax, 1.8 + 0.09 * words + 0.4 * max(columns, 4), 1.6 + 0.36 * max(rows, 4))
    if rows:
        _draw_cells(ax, scores, counts)
        entitled(ax, "Кто с кем и когда", undated)
    else:
        ax.set_axis_off()
        entitled(ax, "Кто с кем и когда: дат нет" if undated else "Кто с кем и когда: событий двух сторон нет")
    return ax


def _draw_cells(ax: Axes, scores: "DataFrame", counts: "DataFrame") -> None:
    rows, columns = scores.shape
    image = ax.imshow(scores.to_numpy(), cmap=_SCALE, vmin=-10, vmax=10, aspect="auto")
    for (row, column), count in np.ndenumerate(counts.to_numpy()):
        if count:
            ink = "white" if abs(scores.iat[row, column]) > 5 else INK
            ax.text(column, row, f"{count:.0f}", ha="center", va="center", fontsize=8, color=ink)
    ax.set_xticks(range(columns), [spoken(period) for period in scores.columns], rotation=45, ha="right")
    ax.set_yticks(range(rows), list(scores.index), parse_math=False)
    ax.set_xticks(np.arange(columns - 1) + 0.5, minor=True)
    ax.set_yticks(np.arange(rows - 1) + 0.5, minor=True)
    ax.grid(which="minor", color="white", lw=2)
    ax.tick_params(which="both", length=0, colors=INK)
    ax.spines[:].set_visible(False)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8, ticks=[-10, 0, 10])
    bar.ax.set_yticklabels(["конфликт", "0", "сотрудничество"], color=FAINT, fontsize=8)
    bar.outline.set_visible(False)


def _cells(table: "DataFrame", most: int) -> "tuple[DataFrame, DataFrame]":
    """Mean scores and numbers of events by pair and period; the pairs of most events first."""
    import pandas as pd

    pairs = [" – ".join(map(short, sorted(pair))) for pair in zip(table["actor"], table["recipient"], strict=True)]
    found = table.assign(pair=pairs).drop_duplicates(["document", "event", "pair"])
    counts = found["pair"].value_counts()
    shown = sorted(counts.index, key=lambda pair: (-counts[pair], pair))[:most]
    found = found[found["pair"].isin(shown)]
    if found.empty:
        return pd.DataFrame(), pd.DataFrame()
    found = found.assign(period=periods(found["date"], MOST_COLUMNS))
    span = pd.period_range(found["period"].min(), found["period"].max())
    cells = found.groupby(["pair", "period"])["score"].agg(["mean", "size"])
    means, sizes = (cells[name].unstack().reindex(index=shown, columns=span) for name in ("mean", "size"))
    return means, sizes.fillna(0)
