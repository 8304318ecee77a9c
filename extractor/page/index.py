"""The list of the articles that have pages: when, who published it, its title, what happens in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.page.labels import labels
from extractor.page.page import packaged, template

Fields = Mapping[str, Any]


def index(pages: Iterable[tuple[str, Fields]]) -> str:
    """The index of pages, each with the name of its file and the annotation that it is of, in the order given."""
    return template("index.html.j2").render(
        articles=[_article(name, annotation) for name, annotation in pages], labels=labels(), style=packaged("page.css")
    )


def _article(file: str, annotation: Fields) -> Fields:
    document, counted = annotation["document"], Counter(event["type"] for event in annotation["events"])
    return {
        "file": file,
        "title": document["title"]["text"] if document["title"] else document["id"] or file,
        "about": [part for part in ((document["published"] or "").replace("T", ", "), document["source"]) if part],
        "types": sorted(counted.items(), key=lambda item: (-item[1], item[0])),
    }
