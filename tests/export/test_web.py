"""W3C Web Annotations: every span is found by both selectors, and links lead to items of the page."""

import json
from typing import Any

from extractor import Annotation
from extractor.export.web import to_web_annotation


def items(annotation: Annotation) -> list[dict[str, Any]]:
    page = json.loads(json.dumps(to_web_annotation(annotation)))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    found: list[dict[str, Any]] = page["items"]
    return found


def test_selectors_find_their_words(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        text = annotation.document.text
        for item in items(annotation):
            position, quotation = item["target"]["selector"]
            assert text[position["start"] : position["end"]] == quotation["exact"]
            around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
            assert text[position["start"] - len(quotation["prefix"]) :].startswith(around)


def test_every_record_is_an_item(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        names = {item["id"].partition("#")[2] for item in items(annotation)}
        assert len(names) == len(items(annotation))
        layers = (annotation.times, annotation.events, annotation.commitments, annotation.lists, annotation.quotes)
        expected = {record.id for layer in layers for record in layer}
        expected |= {f"{e.id}.{n}" for e in annotation.entities for n, _ in enumerate(e.mentions, 1)}
        expected |= {f"{e.id}.{n}" for e in annotation.events for n, _ in enumerate(e.arguments, 1)}
        expected |= {f"{e.id}.{n}" for e in annotation.lists for n, _ in enumerate(e.items, 1)}
        assert names == expected


def test_links_lead_somewhere(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        found = items(annotation)
        ids = {item["id"] for item in found}
        links = [body["source"] for item in found for body in item["body"] if body["purpose"] == "linking"]
        assert set(links) <= ids


def test_the_source_may_be_named(annotations: list[Annotation]) -> None:
    page = to_web_annotation(annotations[0], source="https://example.org/news/1")
    assert page["id"] == "https://example.org/news/1#page"
    assert {item["target"]["source"] for item in page["items"]} == {"https://example.org/news/1"}
