import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import matplotlib
import pytest

matplotlib.use("agg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch, Rectangle

from extractor import InputError, plot
from extractor.annotation.model import Annotation
from extractor.installed.paths import PACKAGE
from extractor.pairs import COLUMNS, interactions
from extractor.plot.events import CONFLICT, COOPERATION, QUADS, periods, spoken

BLUE, RED = COOPERATION, CONFLICT


@pytest.fixture(autouse=True)
def closed_figures() -> Iterator[None]:
    yield
    plt.close("all")


def table(*rows: tuple[Any, ...]) -> Any:
    import pandas as pd

    sides = {
        "AGREE": ("verbal cooperation", 2.5),
        "AID": ("material cooperation", 10.0),
        "ASSAULT": ("material conflict", -9.0),
    }
    lines = [
        (0, f"V{number}", pd.Timestamp(day), kind, None, status, *sides[kind], *parties, *parties, False)
        for number, (day, kind, status, *parties) in enumerate(rows, 1)
    ]  # fmt: skip
    return pd.DataFrame(lines, columns=list(COLUMNS))


EVENTS = (
    ("2024-03-01", "AGREE", "actual", "Чад", "Мали"),
    ("2024-03-01", "AID", "planned", "Мали", "Чад"),
    ("2024-03-03", "ASSAULT", "actual", "Чад", "Мали"),
    ("2024-03-03", "ASSAULT", "negated", "Чад", "Нигер"),
    ("2024-03-03", "AID", "hypothetical", "Чад", "Нигер"),
    ("2024-03-04", "AID", "actual", "Того", "Мали"),
    ("2024-03-04", "AID", "actual", "Того", "Того"),
    ("2024-03-05", "ASSAULT", "actual", "Того", None),
    ("NaT", "ASSAULT", "actual", "Того", "Чад"),
)


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_the_page_and_the_pictures_have_the_same_colours() -> None:
    style = (PACKAGE / "page" / "page.css").read_text("utf-8")
    assert f"--cooperation: {COOPERATION}; --conflict: {CONFLICT};" in style
    assert {QUADS[f"material {side}"][0] for side in ("cooperation", "conflict")} == {COOPERATION, CONFLICT}


def test_network() -> None:
    ax = plot.network(table(*EVENTS))
    assert sorted(texts(ax)) == ["Мали", "Того", "Чад"]  # what did not happen is left out
    lines = [to_hex(patch.get_edgecolor()) for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    assert sorted(lines) == [BLUE, BLUE, RED, RED]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["сотрудничество", "конфликт"]


def test_network_of_the_busiest() -> None:
    assert sorted(texts(plot.network(table(*EVENTS), most=2))) == ["Мали", "Чад"]


def test_network_is_the_same_each_time() -> None:
    first, second = (plot.network(table(*EVENTS)).texts for _ in range(2))
    assert [text.xy for text in first] == [text.xy for text in second]


def test_timeline() -> None:
    ax = plot.timeline(table(*EVENTS))
    bars = [patch for patch in ax.patches if isinstance(patch, Rectangle) and patch.get_height()]
    found = [(round(bar.get_x() + bar.get_width() / 2), bar.get_y(), bar.get_height()) for bar in bars]
    assert sorted(found) == [(0, 0, 1), (2, 0, -1), (3, 0, 2), (4, 0, -1)]
    assert [label.get_text() for label in ax.get_xticklabels()] == [f"{day} мар. 2024" for day in range(1, 6)]


def test_dyads() -> None:
    ax = plot.dyads(table(*EVENTS), statuses=("actual", "planned"))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Мали – Чад", "Мали – Того"]
    assert texts(ax) == ["2", "1", "1"]
    means = ax.images[0].get_array()
    assert means is not None
    assert means.filled(0).tolist() == [[6.25, 0, -9, 0], [0, 0, 0, 10]]


def test_what_has_no_date_is_counted() -> None:
    for draw in (plot.timeline, plot.dyads):
        assert draw(table(*EVENTS)).get_title(loc="right") == "без даты: 1"
        assert draw(table(*EVENTS[:2])).get_title(loc="right") == ""


def test_long_names_are_cut() -> None:
    long = "объединение профессиональных союзов"
    ax = plot.dyads(table(("2024-03-01", "AID", "actual", "Чад", long)))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Чад – объединение профессиональны…"]
    assert texts(plot.network(table(("2024-03-01", "AID", "actual", "Чад", long)))) == [
        "Чад",
        "объединение профессиональны…",
    ]


def test_dyads_of_most_events() -> None:
    ax = plot.dyads(table(*EVENTS), most=1)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Мали – Чад"]


@pytest.mark.parametrize(
    "draw, title",
    [
        (plot.network, "Кто с кем: событий двух сторон нет"),
        (plot.timeline, "События во времени: дат нет"),
        (plot.dyads, "Кто с кем и когда: событий двух сторон нет"),
    ],
)
def test_nothing_to_draw_is_said(draw: Any, title: str) -> None:
    ax = draw(table(("NaT", "ASSAULT", "actual", "Того", None)))
    assert ax.get_title(loc="left") == title
    ax.figure.canvas.draw()


@pytest.mark.parametrize("draw", [plot.network, plot.timeline, plot.dyads])
def test_an_annotation_its_table_and_axes_of_one_s_own(annotation: Annotation, draw: Any) -> None:
    _, given = plt.subplots()
    assert draw(annotation, ax=given) is given
    given.figure.canvas.draw()
    assert texts(draw(interactions([annotation]))) == texts(draw(iter([annotation])))
    with pytest.raises(InputError):
        draw("текст")


@pytest.mark.parametrize(
    "last, words",
    [
        ("2024-03-12", "1 мар. 2024"),
        ("2024-05-01", "26 февр. 2024"),
        ("2024-12-31", "март 2024"),
        ("2030-01-01", "2024"),
    ],
)
def test_the_farther_apart_the_longer_the_periods(last: str, words: str) -> None:
    import pandas as pd

    found = periods(pd.Series(pd.to_datetime(["2024-03-01", last])), 24)
    assert spoken(found[0]) == words


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for name in [name for name in sys.modules if name.startswith("extractor.plot")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(InputError, match=r"pip install 'ru-news-extractor\[plot\]'"):
        import_module("extractor.plot")


@pytest.mark.parametrize("draw", [plot.dyads, plot.network])
def test_dollars_in_names_are_no_mathematics(draw: Any) -> None:
    rows = [("2024-03-01", "AGREE", "actual", "ООО «$Рубль$_x»", "Мали^{")]
    ax = draw(table(*rows))
    ax.figure.canvas.draw()  # an unfinished formula would stop it here
    texts = [*ax.texts, *ax.get_yticklabels()]
    assert not any(text.get_parse_math() for text in texts if "$" in text.get_text())
    assert any("$Рубль$" in text.get_text() for text in texts)
