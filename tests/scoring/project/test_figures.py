"""Each figure on answers small enough to count by hand."""

import pytest

from extractor.scoring.project.answer import Answer, Argument, Commitment, Event, Piece, Quote, Time
from extractor.scoring.project.figures import FIGURES, NOBODY, dyads, score

TEXT = "Аландия пригрозила Борнхольму войной, а Эланд попросил его о помощи вчера вечером."


def at(words: str) -> Piece:
    start = TEXT.index(words)
    return Piece(start, start + len(words), words)


def party(role: str, words: str, code: str | None = None, name: str | None = None) -> Argument:
    return Argument(role, at(words), code, name or words)


def event(type_: str, trigger: str, *arguments: Argument, mode: str | None = None, status: str = "actual") -> Event:
    return Event(type_, mode, status, at(trigger), arguments)


THREAT = event(
    "THREATEN", "пригрозила", party("actor", "Аландия", "ALA"), party("recipient", "Борнхольму", "DNK"), mode="violence"
)
PLEA = event("REQUEST", "попросил", party("actor", "Эланд"), Argument("topic", at("о помощи")))


def counted(name: str, gold: Answer, found: Answer) -> tuple[float, int, int]:
    tally = score({"d": gold}, {"d": found})[name]
    return tally.gold_hits, tally.gold, tally.found


def test_a_perfect_answer() -> None:
    answer = Answer(
        events=(THREAT, PLEA),
        commitments=(Commitment(at("попросил его"), (at("о помощи"),)),),
        lists=((at("войной"), at("о помощи")),),
        quotes=(Quote(at("а Эланд попросил"), "Эланд"),),
        times=(Time(at("вчера вечером"), "2024-01-25"),),
    )
    tallies = score({"d": answer}, {"d": answer})
    assert tuple(tallies) == FIGURES
    # No event here has a place or a time.
    assert {name for name, tally in tallies.items() if tally.f1 < 1} == {"place", "time"}
    assert not any(tally.errors for tally in tallies.values())


def test_a_document_without_an_answer_is_all_missed() -> None:
    tallies = score({"d": Answer(events=(THREAT, PLEA))}, {"other": Answer(events=(THREAT,))})
    assert (tallies["events"].gold_hits, tallies["events"].gold, tallies["events"].found) == (0, 2, 0)
    assert tallies["events"].errors == ["d: missed THREATEN 'пригрозила'", "d: missed REQUEST 'попросил'"]


@pytest.mark.parametrize(
    "found, expected",
    [
        ((THREAT,), (1, 1, 1)),
        ((event("THREATEN", "Аландия пригрозила"),), (1, 1, 1)),  # an overlap is enough
        ((event("REJECT", "пригрозила"),), (0, 1, 1)),
        ((event("THREATEN", "войной"),), (0, 1, 1)),
        ((THREAT, THREAT), (1, 1, 2)),  # one to one
    ],
)
def test_events(found: tuple[Event, ...], expected: tuple[int, int, int]) -> None:
    assert counted("events", Answer(events=(THREAT,)), Answer(events=found)) == expected


def test_the_pairing_is_the_largest_one() -> None:
    """The first trigger could take the second's only partner."""
    gold = (event("AID", "Аландия пригрозила"), event("AID", "Аландия"))
    found = (event("AID", "Аландия"), event("AID", "пригрозила"))
    assert counted("triggers", Answer(events=gold), Answer(events=found)) == (2, 2, 2)


def test_dyads_of_one_sided_and_mutual_events() -> None:
    mutual = event("CONSULT", "войной", party("actor", "Аландия", "ALA"), party("actor", "Борнхольму", "DNK"))
    alone = event("PROTEST", "попросил", party("actor", "Эланд", name="Новый Ёланд"))
    unknown = event("AID", "помощи", party("recipient", "Эланд", "EST"))
    assert dyads((THREAT, mutual, alone, unknown)) == [
        ("AID", NOBODY, "EST"),
        ("CONSULT", "ALA", "DNK"),
        ("CONSULT", "DNK", "ALA"),
        ("PROTEST", "еланд новый", NOBODY),
        ("THREATEN", "ALA", "DNK"),
    ]


@pytest.mark.parametrize(
    "code, name, expected",
    [
        (None, "Эланд", 1),
        (None, "остров Эланд", 1),  # one name contains the other
        (None, "Готланд", 0),
        ("SWE", "Эланд", 0),  # a code is no name
    ],
)
def test_dyads_by_name(code: str | None, name: str, expected: int) -> None:
    found = event("REQUEST", "попросил", party("actor", "Эланд", code, name))
    assert counted("dyads", Answer(events=(PLEA,)), Answer(events=(found,))) == (expected, 1, 1)


@pytest.mark.parametrize(
    "found, expected",
    [
        (THREAT.arguments, (2, 2, 2)),
        ((party("actor", "войной", "ALA", "Аландия"), THREAT.arguments[1]), (2, 2, 2)),  # elsewhere, the same name
        ((party("recipient", "Аландия", "ALA"), party("actor", "Борнхольму", "DNK")), (0, 2, 2)),
        ((party("actor", "Аландия", "FIN"),), (0, 2, 1)),
        ((party("actor", "Аландия", None),), (0, 2, 1)),
    ],
)
def test_participants(found: tuple[Argument, ...], expected: tuple[int, int, int]) -> None:
    answer = Answer(events=(event("THREATEN", "пригрозила", *found),))
    assert counted("participants", Answer(events=(THREAT,)), answer) == expected


def test_arguments_of_unpaired_events_count_as_misses_and_false_alarms() -> None:
    assert counted("participants", Answer(events=(THREAT,)), Answer(events=(PLEA,))) == (0, 2, 1)
    assert counted("topic", Answer(events=(THREAT,)), Answer(events=(PLEA,))) == (0, 0, 1)


def test_mode_and_status_are_counted_over_paired_events() -> None:
    found = event("THREATEN", "пригрозила", mode="violence", status="planned")
    answers = Answer(events=(THREAT, PLEA)), Answer(events=(found,))
    assert counted("mode", *answers) == (1, 1, 1)
    assert counted("status", *answers) == (0, 1, 1)
    assert score({"d": answers[0]}, {"d": answers[1]})["status"].errors == [
        "d: actual, not planned: THREATEN 'пригрозила'"
    ]


@pytest.mark.parametrize("words, expected", [("попросил его о помощи", 1), ("о помощи", 1), ("его", 0), ("войной", 0)])
def test_content_is_the_same_from_half_of_the_words_on(words: str, expected: int) -> None:
    gold, found = Commitment(at("попросил его о помощи"), ()), Commitment(at(words), ())
    assert counted("commitments", Answer(commitments=(gold,)), Answer(commitments=(found,))) == (expected, 1, 1)


def test_items_are_exact_up_to_edge_punctuation() -> None:
    gold = ((at("войной"), at("о помощи"), at("вчера")),)
    found = ((at("войной,"), at("помощи"), at("вчера")),)
    assert counted("list_items", Answer(lists=gold), Answer(lists=found)) == (2, 3, 3)


@pytest.mark.parametrize("speaker, expected", [("Эланд", 1), ("остров эланд", 1), ("Аландия", 0), (None, 0)])
def test_a_quote_needs_its_speaker(speaker: str | None, expected: int) -> None:
    gold, found = Quote(at("попросил его"), "Эланд"), Quote(at("попросил его"), speaker)
    assert counted("quotes", Answer(quotes=(gold,)), Answer(quotes=(found,))) == (expected, 1, 1)


def test_times_need_the_span_and_then_the_value() -> None:
    gold = Answer(times=(Time(at("вчера"), "2024-01-25"), Time(at("вечером"), None)))
    found = Answer(times=(Time(at("вчера"), "2024-01-26"), Time(at("вчера вечером"), None)))
    assert counted("times", gold, found) == (1, 2, 2)
    assert counted("times_value", gold, found) == (0, 2, 2)
