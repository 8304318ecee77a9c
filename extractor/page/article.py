"""The article's text as HTML: blocks with sentences, quotes, arguments, entities, times and triggers marked."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from extractor.page.labels import Labels
from extractor.page.marking import Mark, clipped, marked

Fields = Mapping[str, Any]

# From the outside in, where marks stand on the same stretch.
SENTENCE, QUOTE, CUE, ARGUMENT, ENTITY, TIME, TRIGGER = range(7)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


class Sentences:
    """The sentences of an annotation, numbered from 1."""

    def __init__(self, annotation: Fields) -> None:
        self._spans = annotation["sentences"]
        self._starts = [span["start"] for span in self._spans]

    def anchor(self, span: Fields) -> str:
        """The id of the sentence in which a span starts; the article's own where there is none."""
        number = bisect_right(self._starts, span["start"])
        return f"s{number}" if number else "text"

    def marks(self) -> Iterator[Mark]:
        """Each sentence as an element that links can lead to."""
        for span in self._spans:
            attributes = {"id": self.anchor(span), "class": "sentence", "tabindex": "-1"}
            yield Mark(span["start"], span["end"], SENTENCE, "span", attributes)


def blocks(annotation: Fields, labels: Labels) -> list[tuple[str, Markup]]:
    """The paragraphs of the article, each with its tag: the title is `h1`."""
    text = annotation["document"]["text"]
    stretches = list(_stretches(text, annotation["document"]["title"]))
    found = clipped(_marks(annotation, labels), [(start, end) for start, end, _ in stretches])
    return [
        (tag, marked(text, start, end, marks)) for (start, end, tag), marks in zip(stretches, found, strict=True)
    ]  # fmt: skip


def _stretches(text: str, title: Fields | None) -> Iterator[tuple[int, int, str]]:
    """Where the paragraphs stand: blank lines part them, and the title is one by itself."""
    cuts = [(found.start(), found.end()) for found in _BLANK_LINES.finditer(text)]
    if title:
        cuts += [(title["start"], title["start"]), (title["end"], title["end"])]
    at = 0
    for start, end in sorted([*cuts, (len(text), len(text))]):
        words = text[at:start].strip()
        if words:
            first = text.index(words, at)
            tag = "h1" if title and first == title["start"] else "p"
            yield first, first + len(words), tag
        at = max(at, end)


def _marks(annotation: Fields, labels: Labels) -> Iterator[Mark]:
    yield from Sentences(annotation).marks()
    yield from _quotes(annotation)
    yield from _arguments(annotation["events"])
    yield from _mentions(annotation["entities"], labels)
    for time in annotation["times"]:
        yield _mark(time, TIME, "span", {"class": "time", "title": time["value"] or "без значения"})
    yield from _triggers(annotation["events"], labels)


def _quotes(annotation: Fields) -> Iterator[Mark]:
    names = {entity["id"]: entity["name"] for entity in annotation["entities"]}
    for quote in annotation["quotes"]:
        speaker = names.get(quote["speaker"]) or (quote["speaker_span"] or {}).get("text") or "неизвестно кто"
        kind = "direct" if quote["direct"] else "indirect"
        yield _mark(quote["content"], QUOTE, "span", {"class": f"quote {kind}", "title": f"Говорит: {speaker}"})
        if quote["cue"]:
            yield _mark(quote["cue"], CUE, "span", {"class": "cue"})


def _arguments(events: Iterable[Fields]) -> Iterator[Mark]:
    """One element for all the roles that a phrase has: «V1:actor V2:recipient»."""
    roles: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    for event in events:
        for argument in event["arguments"]:
            roles[argument["start"], argument["end"]][f"{event['id']}:{argument['role']}"] = None
    for (start, end), found in roles.items():
        yield Mark(start, end, ARGUMENT, "span", {"class": "argument", "data-roles": " ".join(found)})


def _mentions(entities: Iterable[Fields], labels: Labels) -> Iterator[Mark]:
    """One element for all the entities that a phrase names: «обе страны»."""
    named: dict[tuple[int, int], list[tuple[Fields, Fields]]] = defaultdict(list)
    for entity in entities:
        for mention in entity["mentions"]:
            named[mention["start"], mention["end"]].append((entity, mention))
    for (start, end), found in named.items():
        entity, mention = found[0]
        attributes = {
            "class": f"entity {labels.group(entity['type'])} {mention['form']}",
            "data-entities": " ".join(entity["id"] for entity, _ in found),
            "title": "; ".join(_about(entity, labels) for entity, _ in found),
        }
        yield Mark(start, end, ENTITY, "span", attributes)


def _about(entity: Fields, labels: Labels) -> str:
    known = (entity["name"], labels.entity(entity["type"]), entity["code"], entity["sector"])
    return " · ".join(filter(None, known))


def _triggers(events: Iterable[Fields], labels: Labels) -> Iterator[Mark]:
    places: dict[tuple[int, int], list[Fields]] = defaultdict(list)
    for event in events:
        places[event["trigger"]["start"], event["trigger"]["end"]].append(event)
    for (start, end), found in places.items():
        attributes = {
            "class": f"trigger {labels.side(found[0]['type'])} {found[0]['status']}",
            "href": f"#{found[0]['id']}",
            "data-events": " ".join(event["id"] for event in found),
            "data-type": ", ".join(dict.fromkeys(event["type"] for event in found)),
            "aria-label": f"{found[0]['trigger']['text']}: событие {', '.join(labels.event(e['type']) for e in found)}",
        }
        yield Mark(start, end, TRIGGER, "a", attributes)


def _mark(span: Fields, layer: int, tag: str, attributes: Mapping[str, str]) -> Mark:
    return Mark(span["start"], span["end"], layer, tag, attributes)
