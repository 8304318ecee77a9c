"""The page of what types, modes, statuses, sectors and values mean, in Russian, each with a sentence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from extractor.page.labels import labels
from extractor.plover.codebook import codebook

WORDS = Path(__file__).with_suffix(".yaml")


def page() -> str:
    return "\n".join(_page(yaml.safe_load(WORDS.read_text(encoding="utf-8"))))


def _page(words: dict[str, Any]) -> Iterator[str]:
    yield "# Словарь\n\nЧто значат коды в JSON. Каждый пример размечают тесты.\n"
    yield "## Типы и виды событий\n"
    yield "Они из [PLOVER](https://github.com/openeventdata/PLOVER); балл — от −10 (вражда) до 10 (дружба).\n"
    for type_, meaning in words["types"].items():
        yield f"### {type_}: {labels().event(type_)}\n"
        yield f"{meaning['what'].capitalize()}. Группа: {codebook().quads[type_]}; балл {codebook().score(type_):g}.\n"
        if "modes" not in meaning:
            yield f"> {meaning['example']}\n"
            continue
        yield "| mode | что | балл | пример |\n|---|---|---|---|"
        for mode, told in meaning["modes"].items():
            yield f"| `{mode}` | {told['what']} | {codebook().score(type_, mode):g} | {told['example']} |"
        yield ""
    yield from _coded("Статус: случилось ли", "status", words["statuses"])
    yield from _coded("Сектор: кто действует", "sector", words["sectors"])
    yield "## Время: значения TIMEX3\n"
    published = words["published"].replace("T", " в ")
    yield f"В статье от {published} (пятница); два последних — в статье без даты.\n"
    yield "| value | что | пример |\n|---|---|---|"
    for time in (*words["times"], *words["undated"]):
        shown = time["sentence"].replace(time["expression"], f"**{time['expression']}**")
        yield f"| `{time['value']}` | {time['what']} | {shown} |"


def _coded(title: str, column: str, meanings: dict[str, Any]) -> Iterator[str]:
    yield f"## {title}\n\n| {column} | что | пример |\n|---|---|---|"
    for code, meaning in meanings.items():
        yield f"| `{code}` | {meaning['what']} | {meaning.get('example', '')} |"
    yield ""
