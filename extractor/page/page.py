"""The page of an annotation: one HTML file that needs nothing beside itself."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from extractor.installed.paths import PACKAGE
from extractor.page.article import Sentences, blocks
from extractor.page.labels import labels
from extractor.page.timeline import timeline
from extractor.plover.codebook import codebook

Fields = Mapping[str, Any]
_FOLDER = PACKAGE / "page"


def page(annotation: Fields) -> str:
    """The page of an annotation in the form of its JSON; every part of it is escaped."""
    names = {entity["id"]: entity["name"] for entity in annotation["entities"]}
    return template("page.html.j2").render(
        annotation=annotation,
        document=annotation["document"],
        blocks=blocks(annotation, labels()),
        timeline=timeline(annotation, labels()),
        events={event["id"]: event for event in annotation["events"]},
        times={time["id"]: time for time in annotation["times"]},
        names=names,
        named=lambda ids: [names[name] for name in ids],
        anchor=Sentences(annotation).anchor,
        labels=labels(),
        parties=lambda event, role: _parties(event, role, names),
        score=_score,
        style=packaged("page.css"),
        script=packaged("page.js"),
    )


def frame(annotation: Fields) -> str:
    """The page within a frame, so that its styles and those of the notebook around it leave each other alone."""
    element = '<iframe srcdoc="{}" title="{}" style="width:100%;height:640px;border:1px solid #8888"></iframe>'
    return Markup(element).format(page(annotation), annotation["document"]["id"] or "Annotation")


def _parties(event: Fields, role: str, names: Mapping[str, str]) -> list[str]:
    """Who fills a role, once each: by the name of the entity or, where it is unknown, in the words of the article."""
    return _once(names.get(argument["entity"], argument["text"]) for argument in event["arguments"]
                 if argument["role"] == role)  # fmt: skip


def _score(event: Fields) -> str:
    number = codebook().score(event["type"], event["mode"])
    return f"{number:+g}".replace("-", "−").replace(".", ",") if number else "0"


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


@cache
def template(name: str) -> Template:
    """A template of this folder; every part that it is given is escaped."""
    loader = FileSystemLoader(_FOLDER)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


@cache
def packaged(name: str) -> Markup:
    """A file of this folder, as it is."""
    return Markup((_FOLDER / name).read_text("utf-8"))
