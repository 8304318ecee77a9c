"""brat's standoff to annotations: what `to_brat` wrote, or what people have marked."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from typing import Any, cast

from pydantic import ValidationError

from extractor import layers, records
from extractor.annotation.article import Article
from extractor.annotation.build import build
from extractor.annotation.model import Annotation, complaint
from extractor.errors import InputError
from extractor.export.brat import COMMITMENT, FACT, LIST, PHRASE, QUOTE, TIMEX
from extractor.export.document import unanalysed
from extractor.plover.modes import MODES
from extractor.standoff import TextBound, text_bound

_ROLE = re.compile(r"([A-Za-z]+)\d*:([TE]\d+)")
_ROLES = ("Actor", "Recipient", "Topic", "Place", "Time")
_KNOWN = [key.name for key in fields(records.Entity) if key.name not in ("type", "name", "mentions")]
_FRAMES = (*MODES, QUOTE, LIST, COMMITMENT)


def from_brat(article: Article, ann: str) -> Annotation:
    """The annotation of an article by the lines of its .ann file.

    Lines of other kinds than `to_brat` writes (relations, normalisations) are passed over, and so are events of other
    types than PLOVER's. What is not marked has a default: the form `name`, the status `actual`, the template
    `brat`; an entity without a note has the words of its first mention as its name.

    Raises:
        InputError: a line is malformed, a reference leads nowhere, or a span is divided other than at a line break.
    """
    return _Reader(article, ann).annotation()


@dataclass
class _Frame:
    label: str
    trigger: str
    arguments: list[tuple[str, str]]

    def all(self, role: str) -> list[str]:
        return [name for found, name in self.arguments if found == role]

    def one(self, role: str) -> str | None:
        return next(iter(self.all(role)), None)


@dataclass
class _Lines:
    """What the lines of a file say, by the names of what they speak of."""

    labels: dict[str, str] = field(default_factory=dict)
    spans: dict[str, records.Span] = field(default_factory=dict)
    frames: dict[str, _Frame] = field(default_factory=dict)
    attributes: dict[tuple[str, str], str | bool] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: list[list[str]] = field(default_factory=list)


class _Reader:
    def __init__(self, article: Article, ann: str) -> None:
        self._article = article
        self._lines = _Lines()
        for number, line in enumerate(ann.splitlines(), 1):
            if not line.strip():
                continue
            try:
                self._read(line)
            except (ValueError, KeyError, IndexError) as error:
                raise InputError(f"line {number}: not brat's standoff: {line[:80]!r}") from error
            except InputError as error:
                raise InputError(f"line {number}: {error}") from error
        triggers = {frame.trigger for frame in self._lines.frames.values()}
        labels = {name: label for name, label in self._lines.labels.items() if name not in triggers and label != PHRASE}
        self._clusters = self._grouped([name for name, label in labels.items() if not label.startswith(TIMEX)])
        self._times = {name: i for i, name in enumerate(n for n, label in labels.items() if label.startswith(TIMEX))}
        self._entities = {name: i for i, cluster in enumerate(self._clusters) for name in cluster}
        self._events = {name: i for i, name in enumerate(n for n, f in self._lines.frames.items() if f.label in MODES)}

    def annotation(self) -> Annotation:
        doc = unanalysed(self._article)
        try:
            for name, found in (
                ("entities", map(self._entity, self._clusters)),
                ("times", map(self._time, self._times)),
                ("events", map(self._event, self._events)),
                ("quotes", map(self._quote, self._framed(QUOTE))),
                ("lists", map(self._list, self._framed(LIST))),
                ("commitments", map(self._commitment, self._framed(COMMITMENT))),
                ("facts", map(self._fact, self._framed(FACT))),
            ):
                setattr(doc._, name, layers.checked(name, tuple(found)))
            return build(doc)
        except KeyError as error:
            raise InputError(f"{error.args[0]} is not there, or not what it is referred to as") from error
        except ValidationError as error:
            raise InputError(f"no annotation: {complaint(error)}") from error

    def _read(self, line: str) -> None:
        kind = line[:1]
        if kind == "T":
            marked = text_bound(line)
            self._lines.labels[marked.name], self._lines.spans[marked.name] = marked.label, self._span(marked)
        elif kind == "E":
            name, _, rest = line.partition("\t")
            (label, _, trigger), *arguments = (part.partition(":") for part in rest.split())
            if label in _FRAMES or label.startswith(FACT):
                found = [_ROLE.fullmatch("".join(argument)) for argument in arguments]
                pairs = [(match[1], match[2]) for match in found if match]
                self._lines.frames[name] = _Frame(label, trigger, pairs)
        elif kind in "AM":
            attribute, of, *value = line.split("\t", 1)[1].split()
            self._lines.attributes[of, attribute] = value[0] if value else True
        elif kind == "#":
            _, of, note = line.split("\t", 2)
            self._note(of.split()[1], note)
        elif kind == "*":
            relation, *names = line.split("\t", 1)[1].split()
            self._lines.groups += [names] if relation == "Equiv" else []

    def _span(self, marked: TextBound) -> records.Span:
        start, end = marked.pieces[0][0], marked.pieces[-1][1]
        for (_, left), (right, _) in pairwise(marked.pieces):
            if self._article.text[left:right].strip("\n"):
                raise InputError("a span that is divided has no place in an annotation")
        if not 0 <= start < end <= len(self._article.text):
            raise InputError(f"[{start}, {end}) is not in the text")
        return records.Span(start, end)

    def _note(self, of: str, note: str) -> None:
        """Notes that people write are no JSON, and are their own affair."""
        try:
            noted = json.loads(note)
        except ValueError:
            return
        if isinstance(noted, dict):
            self._lines.notes[of] = noted

    def _grouped(self, names: list[str]) -> list[list[str]]:
        """The mentions of each entity: those of an Equiv, or one that stands alone."""
        group_of = {name: group for group in self._lines.groups for name in group}
        groups = {id(group := group_of.get(name, [name])): group for name in names}
        return list(groups.values())

    def _framed(self, label: str) -> Iterator[str]:
        return (name for name, frame in self._lines.frames.items() if frame.label.startswith(label))

    def _entity(self, cluster: list[str]) -> records.Entity:
        first = cluster[0]
        return records.Entity(
            type=self._lines.labels[first],
            name=self._noted(first, "name", self._text(self._lines.spans[first])),
            mentions=tuple(map(self._mention, cluster)),
            **{key: self._noted(first, key) for key in _KNOWN},
        )

    def _mention(self, name: str) -> records.Mention:
        span = self._lines.spans[name]
        return records.Mention(
            span.start, span.end, self._attribute(name, "Form", "name"), self._noted(name, "base") or ""
        )

    def _time(self, name: str) -> records.Time:
        span, kind = self._lines.spans[name], self._lines.labels[name].removeprefix(TIMEX)
        return records.Time(span.start, span.end, cast(records.TimeType, kind), self._noted(name, "value"))

    def _event(self, name: str) -> records.Event:
        frame = self._lines.frames[name]
        trigger = self._lines.spans[frame.trigger]
        same_as = frame.one("SameAs")
        return records.Event(
            type=frame.label,
            mode=self._attribute(name, "Mode", None),
            status=self._attribute(name, "Status", "actual"),
            trigger=trigger,
            lemma=self._noted(name, "lemma", self._text(trigger).lower()),
            arguments=tuple(self._arguments(name, frame)),
            said_by=self._entity_of(frame.one("SaidBy")),
            template=self._noted(name, "template", "brat"),
            same_as=None if same_as is None else self._events[same_as],
            reciprocal=self._attribute(name, "Reciprocal", False),
            confidence=self._noted(name, "confidence"),
        )

    def _arguments(self, name: str, frame: _Frame) -> Iterator[records.Argument]:
        """The arguments with what is noted of each, if the notes still fit them."""
        told = [(role, filler) for role, filler in frame.arguments if role in _ROLES]
        weighed = self._noted(name, "arguments", [])
        if len(weighed) != len(told):
            weighed = [(None, "template")] * len(told)
        for (role, filler), (confidence, found_by) in zip(told, weighed, strict=True):
            found = self._argument(cast(records.Role, role.lower()), filler)
            yield replace(found, confidence=confidence, found_by=found_by)

    def _argument(self, role: records.Role, filler: str) -> records.Argument:
        span = self._lines.spans[filler]
        if role == "topic":
            return records.Argument(span.start, span.end, role)
        what = self._noted(filler, "stands_for", filler)
        if role == "time":
            return records.Argument(span.start, span.end, role, time=self._times.get(what))
        return records.Argument(span.start, span.end, role, entity=self._entities.get(what))

    def _quote(self, name: str) -> records.Quote:
        frame = self._lines.frames[name]
        cue, speaker = frame.one("Cue"), frame.one("Speaker")
        return records.Quote(
            content=self._lines.spans[frame.trigger],
            direct=self._attribute(name, "Direct", False),
            status=self._attribute(name, "Status", "said"),
            cue=self._lines.spans[cue] if cue else None,
            speaker_span=self._bare(speaker) if speaker else None,
            speaker=self._entity_of(speaker or frame.one("SpokenBy")),
        )

    def _list(self, name: str) -> records.Enumeration:
        frame = self._lines.frames[name]
        return records.Enumeration(
            intro=self._lines.spans[frame.trigger],
            items=tuple(map(self._bare, frame.all("Item"))),
            declared_count=self._noted(name, "declared_count"),
        )

    def _commitment(self, name: str) -> records.Commitment:
        frame = self._lines.frames[name]
        deadline, content = frame.one("Deadline"), frame.one("Content")
        return records.Commitment(
            event=self._events[frame.one("Agreement") or "Agreement"],
            parties=tuple(self._entities[party] for party in frame.all("Party")),
            trigger=self._lines.spans[frame.trigger],
            content=self._bare(content or "Content"),
            items=tuple(map(self._bare, frame.all("Item"))),
            deadline=self._times[deadline] if deadline else None,
            status=self._attribute(name, "Status", "actual"),
        )

    def _fact(self, name: str) -> records.Fact:
        frame = self._lines.frames[name]
        event = frame.one("Event")
        return records.Fact(
            type=cast(records.FactType, frame.label.removeprefix(FACT)),
            arguments=tuple(
                self._fact_argument(role.lower(), filler) for role, filler in frame.arguments if role != "Event"
            ),
            template=self._noted(name, "template", "brat"),
            status=self._attribute(name, "Status", "actual"),
            phase=self._noted(name, "phase"),
            kind=self._noted(name, "kind"),
            event=self._events[event] if event else None,
        )

    def _fact_argument(self, role: str, filler: str) -> records.FactArgument:
        span = self._lines.spans[filler]
        return records.FactArgument(span.start, span.end, cast(records.FactRole, role), self._entity_of(filler))

    def _bare(self, name: str) -> records.Span:
        return self._lines.spans[name]

    def _entity_of(self, name: str | None) -> int | None:
        return None if name is None else self._entities.get(self._noted(name, "stands_for", name))

    def _text(self, span: records.Span) -> str:
        return self._article.text[span.start : span.end]

    def _attribute(self, of: str, attribute: str, default: Any) -> Any:
        return self._lines.attributes.get((of, attribute), default)

    def _noted(self, of: str, key: str, default: Any = None) -> Any:
        return self._lines.notes.get(of, {}).get(key, default)
