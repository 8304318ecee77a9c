"""Who did what to whom, as one table: a row for each event and each pair of its parties."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from babel import Locale
from pycountry import countries

from extractor.annotation.model import Annotation
from extractor.corpora.copies import Copies
from extractor.corpora.corpus import Corpus
from extractor.corpora.tables import rows
from extractor.errors import InputError
from extractor.installed.extras import needs
from extractor.plover.codebook import codebook
from extractor.times.extent import extent

if TYPE_CHECKING:
    from pandas import DataFrame

Row = Mapping[str, Any]
Tables = Mapping[str, Iterable[Row]]
Key = tuple[int, str]
By = Literal["state", "entity"]
COLUMNS = (
    "document", "event", "date", "type", "mode", "status", "quad", "score",
    "actor", "recipient", "actor_name", "recipient_name", "mutual",
)  # fmt: skip


class Party(NamedTuple):
    """By what a party is counted, and what a reader calls it; None: the article tells nobody."""

    label: str | None
    name: str | None


NOBODY = Party(None, None)
_TABLES = ("documents", "entities", "times", "events", "arguments")


def interactions(
    source: "Annotation | Iterable[Annotation] | Corpus", *, by: By = "state", copies: bool = True
) -> "DataFrame":
    """The events of annotations or of a corpus, a row for each pair of parties.

    An event with recipients pairs each actor with each recipient; a reciprocal one (talks, an agreement) pairs its
    actors with each other and is `mutual`. Of any other («Перу и Чили осудили удары») each party has a row, where the
    other one is missing. So is a party that the annotation knows no entity of, such as an «он» that stands for nobody.
    `status` marks what is planned, hypothetical or negated: whoever adds up scores leaves these rows out.
    An event that the article tells again (`same_as`) stands under its first telling, with the pairs that are new.
    `actor_name` and `recipient_name` are for reading: what the articles call the state, or else the party's own name.
    `date` is the first day of the event's own time or, where it has none, of the publication.
    `quad` and `score` (−10, conflict, to 10, cooperation) are those of the PLOVER codebook.

    Args:
        source: an annotation, several, or what `read_corpus` gives.
        copies: whether what several outlets print in nearly the same words counts each time, or once.
        by: `state`: a party stands under the code of the state or of the international organisation that it acts for
            (ISO 3166-1 alpha-3, `IGO:…`), where it acts for one; `entity`: under its own name.
    Raises:
        InputError: `source` is neither annotations nor a corpus, or `by` is another word.
    """
    needs("a table of interactions", "corpora", "pandas")
    import pandas as pd

    if by not in ("state", "entity"):
        raise InputError(f"by: {by!r} is neither 'state' nor 'entity'")
    tables = _tables(source)
    if not copies:
        tables = _without(tables, _copies(source, tables))
    frame = pd.DataFrame(list(_rows(tables, by)), columns=COLUMNS)
    return frame.assign(date=pd.to_datetime(frame["date"], errors="coerce"))


def _tables(source: object) -> Tables:
    if isinstance(source, Corpus):
        return {table: _records(getattr(source, table)) for table in _TABLES}
    alone = isinstance(source, Annotation) or not isinstance(source, Iterable)  # a pydantic model is iterable too
    annotations = [source] if alone else iter(source)  # type: ignore[call-overload]
    tables: dict[str, list[Row]] = defaultdict(list)
    for number, annotation in enumerate(annotations):
        if not isinstance(annotation, Annotation):
            raise InputError(f"annotations or a corpus are needed, not {type(source).__name__}")
        for table, lines in rows(annotation, number).items():
            tables[table] += lines
    return tables


def _copies(source: object, tables: Tables) -> set[int]:
    """The numbers of the documents that are copies of earlier ones."""
    if isinstance(source, Corpus):
        return set(source.copies["document"])
    with closing(Copies()) as known:
        return {
            row["document"]
            for row in tables["documents"]
            if known.original(row["document"], row["text"], row["published"])
        }


def _without(tables: Tables, documents: set[int]) -> Tables:
    return {table: [line for line in lines if line["document"] not in documents] for table, lines in tables.items()}


def _records(frame: "DataFrame") -> list[Row]:
    """The rows of a frame, with None for what is missing."""
    records: list[Row] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return records


def _rows(tables: Tables, by: By) -> Iterator[tuple[Any, ...]]:
    parties = _parties(tables, by)
    days, facts, first_tellings = _days(tables), codebook(), _first_tellings(tables["events"])
    seen: set[tuple[Key, Party, Party]] = set()
    for event in tables["events"]:
        key = event["document"], event["event"]
        first = first_tellings[key]
        actors, recipients = parties[key, "actor"], parties[key, "recipient"]
        mutual = bool(event["reciprocal"]) and len(actors) > 1 and not recipients
        for actor, recipient in combinations(actors, 2) if mutual else _pairs(actors, recipients):
            adds_nothing = first != key and NOBODY in (actor, recipient)
            if not adds_nothing and (first, actor, recipient) not in seen:
                seen.add((first, actor, recipient))
                yield (*first, days.get(key), event["type"], event["mode"], event["status"],
                       facts.quads[event["type"]], facts.score(event["type"], event["mode"]),
                       actor.label, recipient.label, actor.name, recipient.name, mutual)  # fmt: skip


def _first_tellings(events: Iterable[Row]) -> dict[Key, Key]:
    """The key of the event that each one, perhaps, tells again; `same_as` leads back to an earlier one."""
    found: dict[Key, Key] = {}
    for event in events:
        key: Key = event["document"], event["event"]
        earlier: Key = event["document"], event.get("same_as") or event["event"]
        found[key] = found.get(earlier, earlier)
    return found


def _pairs(actors: list[Party], recipients: list[Party]) -> Iterable[tuple[Party, Party]]:
    return product(actors or [NOBODY], recipients or [NOBODY])


def _parties(tables: Tables, by: By) -> Mapping[tuple[Key, str], list[Party]]:
    """The parties by event and role, each once, in the order of the text."""
    entities = {(entity["document"], entity["entity"]): entity for entity in tables["entities"]}
    states = _state_names(tables["entities"]) if by == "state" else {}
    found: dict[tuple[Key, str], dict[Party, None]] = defaultdict(dict)
    for argument in tables["arguments"]:
        entity = entities.get((argument["document"], argument.get("entity")))
        if argument["role"] in ("actor", "recipient") and entity:
            state = states.get(entity["code"])
            party = Party(entity["code"], state) if state else Party(entity["name"], entity["name"])
            found[(argument["document"], argument["event"]), argument["role"]][party] = None
    return defaultdict(list, {place: list(parties) for place, parties in found.items()})


def _state_names(entities: Iterable[Row]) -> dict[str, str]:
    """What the articles call each code, or CLDR; the commonest name of a state or, for IGO:…, of an organisation."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        code = entity["code"]
        if code:
            own = entity["type"] == ("ORGANIZATION" if code.startswith("IGO:") else "COUNTRY")
            names[code].update([entity["name"]] if own else [])
    return {code: _commonest(found) or _territory(code) for code, found in names.items()}


def _commonest(names: Counter[str]) -> str | None:
    return min(names, key=lambda name: (-names[name], name), default=None)


def _territory(code: str) -> str:
    country = countries.get(alpha_3=code)
    return Locale("ru").territories.get(country.alpha_2, code) if country else code.removeprefix("IGO:")


def _days(tables: Tables) -> dict[Key, date]:
    """The first day of each event."""
    values = {(time["document"], time["time"]): time["value"] for time in tables["times"]}
    published = {document["document"]: _first_day(document["published"]) for document in tables["documents"]}
    found = {
        (event["document"], event["event"]): published.get(event["document"]) for event in tables["events"]
    }  # fmt: skip
    for argument in reversed(list(tables["arguments"])):  # of several times the first
        day = _first_day(values.get((argument["document"], argument.get("time"))))
        if day:
            found[argument["document"], argument["event"]] = day
    return {key: day for key, day in found.items() if day}


def _first_day(value: str | None) -> date | None:
    days = extent(value) if value else None
    return days[0] if days else None
