"""One row an event, as the PLOVER codebook suggests a record. Source: PLOVER codebook, Open Event Data Alliance."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.plover.codebook import codebook
from extractor.times.extent import extent

Record = Mapping[str, Any]  # a part of an annotation's JSON
Row = dict[str, Any]

_LANGUAGE = "ru"
_DAY = 10  # characters of 2024-01-26


def rows(annotation: Record) -> list[Row]:
    """The events of an annotation's JSON as rows of PLOVER, in text order.

    An event that the text denies has no row. What is planned, or offered only, collapses: a planned meeting
    is AGREE, a planned withdrawal CONCEDE; such a row that repeats the agreement around it is left out.
    """
    table = _Table(annotation)
    out: list[Row] = []
    for event in annotation["events"]:
        row = table.row(event) if event["status"] != "negated" else None
        if row is not None and not (table.is_collapsed(event) and any(_is_same(row, other) for other in out)):
            out.append(row)
    return out


class _Table:
    def __init__(self, annotation: Record) -> None:
        self.document: Record = annotation["document"]
        self.sentences: Sequence[Record] = annotation["sentences"]
        self.entities = {entity["id"]: entity for entity in annotation["entities"]}
        self.times = {time["id"]: time for time in annotation["times"]}
        self.offers = [
            topic for event in annotation["events"] if event["type"] == "AGREE" for topic in _of_role(event, "topic")
        ]

    def row(self, event: Record) -> Row:
        facts = codebook()
        collapsed = self.is_collapsed(event)
        type_ = facts.collapsed[event["type"]] if collapsed else event["type"]
        mode = None if collapsed or event["mode"] in facts.finer_modes else event["mode"]
        published = (self.document["published"] or "")[:_DAY] or None
        first, last = (None, None) if collapsed else self._days(event)
        return {
            "id": "/".join(filter(None, (self.document["id"], event["id"]))),
            "document": self.document["id"],
            "date": first or published,
            "enddate": last or published,
            "event": type_,
            "mode": mode,
            "quad": facts.quads[type_],
            "score": facts.score(type_, mode),
            "status": event["status"],
            "context": None,
            "actor": list(self._parties(event, "actor")),
            "recipient": list(self._parties(event, "recipient")),
            "eventLoc": next(self._parties(event, "place"), None),
            "text": self._sentence(event["trigger"]["start"]),
            "source": self.document["source"],
            "publication date": published,
            "language": _LANGUAGE,
            "template": event["template"],
        }

    def is_collapsed(self, event: Record) -> bool:
        """Whether an event is only planned, or offered: then it lies in what an AGREE event is about."""
        if event["type"] not in codebook().collapsed:
            return False
        start = event["trigger"]["start"]
        offered = event["status"] == "hypothetical" and any(o["start"] <= start < o["end"] for o in self.offers)
        return offered or event["status"] == "planned"

    def _parties(self, event: Record, role: str) -> Iterator[Row]:
        for argument in _of_role(event, role):
            entity = self.entities.get(argument["entity"])
            if entity is None:
                yield {"name": argument["text"], "code": None, "sector": None}
            else:
                yield {"name": entity["name"], "code": _country(entity["code"]), "sector": entity["sector"]}

    def _days(self, event: Record) -> tuple[str | None, str | None]:
        """First and last day of the event; None where the text does not tell them."""
        for argument in _of_role(event, "time"):
            value = self.times[argument["time"]]["value"] if argument["time"] else None
            if value:
                days = extent(value)
                return (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
        return None, None

    def _sentence(self, position: int) -> str | None:
        for sentence in self.sentences:
            if sentence["start"] <= position < sentence["end"]:
                return " ".join(self.document["text"][sentence["start"] : sentence["end"]].split())
        return None


def _of_role(event: Record, role: str) -> list[Record]:
    return [argument for argument in event["arguments"] if argument["role"] == role]


def _is_same(row: Row, other: Row) -> bool:
    return all(row[key] == other[key] for key in ("event", "actor", "recipient", "text"))


def _country(code: str | None) -> str | None:
    """ISO 3166 alpha-3; all international organisations are `IGO`, as in the codebook."""
    return "IGO" if code is not None and code.startswith("IGO:") else code
