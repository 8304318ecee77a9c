"""How often what is told with some confidence is right."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.annotation.model import Annotation
from extractor.annotation.objects import Participant
from extractor.scoring.project.answer import Answer, Argument, Event, from_annotation
from extractor.scoring.project.matching import overlap, pair_up, same_name

BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)
PARTIES = ("actor", "recipient")
Rows = list[tuple[float, bool]]


def table(annotated: Iterable[tuple[Annotation, Answer]]) -> Iterator[str]:
    """Lines of a table: numbers and shares of right ones by confidence; `annotated` are annotations and their gold."""
    columns: dict[str, Rows] = {"events": [], "template": [], "ranker": []}
    for annotation, gold in annotated:
        for name, row in _rows(annotation, gold):
            columns[name].append(row)
    yield "| confidence | events | right | parties of templates | right | parties of the ranker | right |"
    yield "|---|---|---|---|---|---|---|"
    for low, high in pairwise(BINS):
        cells = [_share(rows, low, high) for rows in columns.values()]
        yield f"| {low:.1f}–{min(high, 1):.1f} | {' | '.join(cells)} |"


def _rows(annotation: Annotation, gold: Answer) -> Iterator[tuple[str, tuple[float, bool]]]:
    answer = from_annotation(annotation)
    pairs = {found: right for right, found in pair_up(gold.events, answer.events, _same_event).items()}
    for number, (event, found) in enumerate(zip(annotation.events, answer.events, strict=True)):
        right = gold.events[pairs[number]] if number in pairs else None
        yield "events", (event.confidence or 0.0, right is not None)
        for argument, named in zip(event.arguments, found.arguments, strict=True):
            if isinstance(argument, Participant) and argument.role in PARTIES:
                hit = right is not None and any(_same_party(named, party) for party in right.arguments)
                yield argument.found_by, (argument.confidence or 0.0, hit)


def _same_event(a: Event, b: Event) -> bool:
    return a.type == b.type and overlap(a.trigger, b.trigger)


def _same_party(a: Argument, b: Argument) -> bool:
    return a.role == b.role and a.code == b.code and (overlap(a.span, b.span) or same_name(a.name, b.name))


def _share(rows: Sequence[tuple[float, bool]], low: float, high: float) -> str:
    inside = [right for confidence, right in rows if low <= confidence < high]
    return f"{len(inside)} | {sum(inside) / len(inside):.2f}" if inside else "0 | "
