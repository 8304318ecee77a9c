"""Precision, recall and F1 of annotations, micro-averaged over documents.

The figures and their rules are those by which the project measures itself:

dyads         the set of (type, who, whom) of a document, by state code, else by name; reciprocal events
              give every pair both ways
events        same type and overlapping trigger, paired one to one
triggers      overlapping trigger, whatever the type
participants  actor and recipient of paired events: role, and overlap or same name; arguments of unpaired
              events count as misses and false alarms; likewise `topic` (half of the words), `place`, `time`
mode, status  accuracy over paired events
commitments   half of the content's words; `commitment_items`, `list_items`: exact up to edge punctuation
quotes        half of the content's words and the same speaker
times         exact span; `times_value`: exact span and value
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, permutations, product
from typing import TypeVar

from extractor.scoring.project.answer import PARTICIPANTS, Answer, Argument, Commitment, Event, Piece, Quote, Time
from extractor.scoring.project.matching import name_words, overlap, pair_up, same_name, same_span, similar
from extractor.scoring.tally import Tally, paired

FIGURES = (
    "dyads", "events", "triggers", "participants", "topic", "place", "time", "mode", "status",
    "commitments", "commitment_items", "list_items", "quotes", "times", "times_value",
)  # fmt: skip

Item = TypeVar("Item")
Dyad = tuple[str, str, str]

NOBODY = "-"


def score(gold: Mapping[str, Answer], found: Mapping[str, Answer]) -> dict[str, Tally]:
    """Every figure over the documents of the gold; a document that was not answered counts as an empty answer."""
    tallies = {name: Tally() for name in FIGURES}
    for document, answer in gold.items():
        _Comparison(document, answer, found.get(document, Answer()), tallies).run()
    return tallies


@dataclass
class _Comparison:
    """One document's gold and answer, and the tallies that they are added to."""

    document: str
    gold: Answer
    found: Answer
    tallies: Mapping[str, Tally]

    def run(self) -> None:
        gold, found = self.gold, self.found
        self._count("dyads", dyads(gold.events), dyads(found.events), _same_dyad, " ".join)
        self._count("triggers", gold.events, found.events, lambda a, b: overlap(a.trigger, b.trigger), _told_event)
        pairs = self._count("events", gold.events, found.events, _same_event, _told_event)
        self._count_attributes(pairs)
        self._count_arguments(pairs)
        self._count(
            "commitments", gold.commitments, found.commitments, _similar_content, lambda c: _told_span(c.content)
        )
        self._count_spans("commitment_items", (c.items for c in gold.commitments), (c.items for c in found.commitments))
        self._count_spans("list_items", gold.lists, found.lists)
        self._count("quotes", gold.quotes, found.quotes, _same_quote, lambda q: f"{q.speaker}: {q.content.text!r}")
        self._count("times", gold.times, found.times, _same_time, _told_time)
        self._count(
            "times_value", gold.times, found.times, lambda a, b: _same_time(a, b) and a.value == b.value, _told_time
        )

    def _count(
        self,
        name: str,
        gold: Sequence[Item],
        found: Sequence[Item],
        same: Callable[[Item, Item], bool],
        told: Callable[[Item], str],
    ) -> dict[int, int]:
        """Add a pairing to the tally of a figure; `told` words an item for the errors."""
        pairs, tally = pair_up(gold, found, same), self.tallies[name]
        tally.add(paired(len(pairs), len(found), len(gold)))
        hit = set(pairs.values())
        tally.errors += [f"{self.document}: missed {told(item)}" for i, item in enumerate(gold) if i not in pairs]
        tally.errors += [f"{self.document}: spurious {told(item)}" for i, item in enumerate(found) if i not in hit]
        return pairs

    def _count_spans(self, name: str, gold: Iterable[Iterable[Piece]], found: Iterable[Iterable[Piece]]) -> None:
        self._count(name, list(chain.from_iterable(gold)), list(chain.from_iterable(found)), same_span, _told_span)

    def _count_attributes(self, pairs: Mapping[int, int]) -> None:
        for i, j in sorted(pairs.items()):
            ours, theirs = self.gold.events[i], self.found.events[j]
            for name, right, given in (("mode", ours.mode, theirs.mode), ("status", ours.status, theirs.status)):
                tally = self.tallies[name]
                tally.add(paired(right == given, 1, 1))
                if right != given:
                    tally.errors.append(f"{self.document}: {right}, not {given}: {_told_event(ours)}")

    def _count_arguments(self, pairs: Mapping[int, int]) -> None:
        hit = set(pairs.values())
        sides: list[tuple[Event | None, Event | None]] = [
            (event, self.found.events[pairs[i]] if i in pairs else None) for i, event in enumerate(self.gold.events)
        ]
        sides += [(None, event) for j, event in enumerate(self.found.events) if j not in hit]
        for name, (roles, same) in _ARGUMENTS.items():
            for ours, theirs in sides:
                self._count(name, _filled(ours, roles), _filled(theirs, roles), same, _told_argument)


def dyads(events: Iterable[Event]) -> list[Dyad]:
    """Who does what to whom, each once, in order; `NOBODY` where there is no actor or no recipient."""
    return sorted({dyad for event in events for dyad in _event_dyads(event)})


def _event_dyads(event: Event) -> Iterator[Dyad]:
    actors, recipients = ({_who(a) for a in event.arguments if a.role == role} for role in PARTICIPANTS)
    if recipients:
        pairs: Iterable[tuple[str, ...]] = product(actors or {NOBODY}, recipients)
    elif len(actors) > 1:
        pairs = permutations(actors, 2)
    else:
        pairs = product(actors, {NOBODY})
    return ((event.type, who, whom) for who, whom in pairs)


def _who(party: Argument) -> str:
    return party.code or " ".join(sorted(name_words(party.name)))


def _same_dyad(a: Dyad, b: Dyad) -> bool:
    """Codes are upper case and must be equal; of two names, which are lower case, one may contain the other."""
    return a[0] == b[0] and all(
        x == y or (x.islower() and y.islower() and same_name(x, y)) for x, y in zip(a[1:], b[1:], strict=True)
    )


def _same_event(a: Event, b: Event) -> bool:
    return a.type == b.type and overlap(a.trigger, b.trigger)


def _same_party(a: Argument, b: Argument) -> bool:
    return a.role == b.role and a.code == b.code and (overlap(a.span, b.span) or same_name(a.name, b.name))


_ARGUMENTS: dict[str, tuple[tuple[str, ...], Callable[[Argument, Argument], bool]]] = {
    "participants": (PARTICIPANTS, _same_party),
    "topic": (("topic",), lambda a, b: similar(a.span, b.span)),
    "place": (("place",), lambda a, b: overlap(a.span, b.span)),
    "time": (("time",), lambda a, b: overlap(a.span, b.span)),
}


def _filled(event: Event | None, roles: Sequence[str]) -> list[Argument]:
    return [argument for argument in event.arguments if argument.role in roles] if event else []


def _similar_content(a: Commitment, b: Commitment) -> bool:
    return similar(a.content, b.content)


def _same_quote(a: Quote, b: Quote) -> bool:
    return similar(a.content, b.content) and same_name(a.speaker, b.speaker)


def _same_time(a: Time, b: Time) -> bool:
    return (a.span.start, a.span.end) == (b.span.start, b.span.end)


def _told_event(event: Event) -> str:
    template = f" ({event.template})" if event.template else ""
    return f"{event.type} {event.trigger.text!r}{template}"


def _told_argument(argument: Argument) -> str:
    return f"{argument.role} {argument.code or argument.name or ''} {argument.span.text!r}"


def _told_time(time: Time) -> str:
    return f"{time.span.text!r} {time.value}"


def _told_span(span: Piece) -> str:
    return repr(span.text)
