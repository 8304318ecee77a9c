"""Who with whom."""

from collections.abc import Collection
from math import log2
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from extractor.pairs import By
from extractor.plot.events import (
    ACTUAL,
    CONFLICT,
    COOPERATION,
    INK,
    Events,
    between_two,
    counted,
    drawn_on,
    entitled,
    short,
)
from extractor.records import Status

if TYPE_CHECKING:
    from pandas import DataFrame

Point = tuple[float, float]


def network(
    events: Events,
    *,
    by: By = "state",
    most: int = 20,
    statuses: Collection[Status] = ACTUAL,
    copies: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """The parties as a network: a blue line for the cooperation of two, a red one for their conflict.

    The line is the wider, and the circle the larger, the more events there are.

    Args:
        events: annotations, a corpus, or a table of `interactions`.
        by: whether parties stand under their `state` or each as an `entity` of its own.
        most: how many parties to show, those of most events.
        statuses: which events count: `actual`, `planned`, `hypothetical`, `negated`.
        copies: as for `interactions`, unless `events` is its table.
        ax: where to draw; None: on a new figure.
    Raises:
        InputError: `events` is none of the above.
    """
    ax = drawn_on(ax, 8, 7)
    table = _among_the_busiest(between_two(counted(events, by, statuses, copies)), most)
    graph = _graph(table)
    places = _places(graph)
    counts = dict(graph.nodes(data="count"))
    for one, other, side, count in graph.edges(keys=True, data="count"):
        bend = 0.12 if graph.number_of_edges(one, other) > 1 else 0.0
        _draw_line(ax, places[one], places[other], side, count, bend)
    points = np.array([places[name] for name in counts]).reshape(-1, 2)
    ax.scatter(points[:, 0], points[:, 1], s=[_area(count) for count in counts.values()], color=INK, zorder=3)
    for name, count in counts.items():
        _write(ax, name, places[name], count)
    ax.margins(0.18)
    ax.set_axis_off()
    lines = [Line2D([], [], color=COOPERATION, lw=3), Line2D([], [], color=CONFLICT, lw=3)]
    ax.legend(lines, ["сотрудничество", "конфликт"], loc="lower right", frameon=False, labelcolor=INK)
    entitled(ax, "Кто с кем" if len(graph) else "Кто с кем: событий двух сторон нет")
    return ax


def _among_the_busiest(table: "DataFrame", most: int) -> "DataFrame":
    import pandas as pd

    counts = pd.concat([table["actor"], table["recipient"]]).value_counts()
    busiest = sorted(counts.index, key=lambda name: (-counts[name], name))[:most]
    return table[table["actor"].isin(busiest) & table["recipient"].isin(busiest)]


def _graph(table: "DataFrame") -> "nx.MultiGraph[str]":
    """Parties and their cooperation or conflict; `count` is of events."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for row in table.itertuples():
        one, other = sorted((row.actor, row.recipient))
        side = row.quad.rpartition(" ")[2]
        for name in (one, other):
            graph.add_node(name, count=graph.nodes.get(name, {}).get("count", 0) + 1)
        count = graph.edges[one, other, side]["count"] if graph.has_edge(one, other, side) else 0
        graph.add_edge(one, other, side, count=count + 1)
    return graph


def _places(graph: "nx.MultiGraph[str]") -> dict[str, Point]:
    """A place for each party: linked parties near each other, none upon another, parts of the graph side by side."""
    if len(graph) < 3:
        return {name: (float(place), 0.0) for place, name in enumerate(graph)}
    places = nx.forceatlas2_layout(
        nx.Graph(graph), max_iter=400, strong_gravity=True, gravity=1.0, scaling_ratio=3.0, seed=1
    )
    return {name: (float(x), float(y)) for name, (x, y) in places.items()}


def _draw_line(ax: Axes, start: Point, end: Point, side: str, count: int, bend: float) -> None:
    cooperation = side == "cooperation"
    line = FancyArrowPatch(
        start, end, arrowstyle="-", connectionstyle=f"arc3,rad={bend if cooperation else -bend}", capstyle="round",
        color=COOPERATION if cooperation else CONFLICT, lw=1.2 + 1.3 * log2(count), alpha=0.75, zorder=1,
    )  # fmt: skip
    ax.add_patch(line)


def _write(ax: Axes, name: str, place: Point, count: int) -> None:
    above = 4 + _area(count) ** 0.5 / 2
    label = ax.annotate(short(name), place, (0, above), textcoords="offset points", ha="center", va="bottom", zorder=4)
    box = {"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.7}
    label.set(parse_math=False, color=INK, fontsize=9, bbox=box)


def _area(count: int) -> float:
    """The area of a circle, in square points."""
    return float(30 + 25 * count**0.8)
