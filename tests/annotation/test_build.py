"""A Doc with layers to its Annotation: ids, text order, references, what is dropped."""

import spacy
from spacy.tokens import Doc

import extractor
from extractor import layers
from extractor.annotation.build import build
from extractor.records import Argument, Commitment, Entity, Enumeration, Event, Mention, Metadata, Quote, Span, Time

WORDS = ["Аландия", "Борнхольм", "сегодня", "министры", "завтра", "обещали", "переговоры", "сотрудники"]
AT = {word: Span(place, place + len(word)) for word in WORDS for place in [" ".join(WORDS).index(word)]}


def mention(word: str, form: str = "name") -> Mention:
    return Mention(AT[word].start, AT[word].end, form)  # type: ignore[arg-type]


def entity(*mentions: Mention, name: str = "кто-то") -> Entity:
    return Entity("COUNTRY", name, None, None, mentions)


def argument(word: str, role: str, **reference: int) -> Argument:
    return Argument(AT[word].start, AT[word].end, role, **reference)  # type: ignore[arg-type]


def event(word: str, *arguments: Argument, said_by: int | None = None) -> Event:
    return Event("CONSULT", None, "actual", AT[word], word, arguments, said_by, "consult.test")


def doc(**content: object) -> Doc:
    layers.register()
    made = Doc(spacy.blank("ru").vocab, words=WORDS, sent_starts=[True] + [False] * (len(WORDS) - 1))
    for name, value in content.items():
        setattr(made._, name, value)
    return made


def test_ids_follow_the_text_and_references_follow_the_ids() -> None:
    annotation = build(
        doc(
            entities=(entity(mention("Борнхольм"), name="Б"), entity(mention("Аландия"), name="А")),
            times=(
                Time(AT["завтра"].start, AT["завтра"].end, "DATE", "2024-01-27"),
                Time(AT["сегодня"].start, AT["сегодня"].end, "DATE", None),
            ),
            events=(
                event("переговоры", argument("завтра", "time", time=0), argument("Борнхольм", "actor", entity=0)),
                event("обещали", argument("Аландия", "actor", entity=1), argument("министры", "place"), said_by=0),
            ),
            commitments=(Commitment(1, (1, 0), AT["обещали"], AT["переговоры"], (), 0, "actual"),),
            quotes=(Quote(AT["обещали"], True, None, AT["Борнхольм"], 0),),
            lists=(Enumeration(AT["министры"], (AT["завтра"], AT["обещали"]), 2),),
        )
    )
    assert [(e.id, e.name) for e in annotation.entities] == [("E1", "А"), ("E2", "Б")]
    assert [(t.id, t.text, t.value) for t in annotation.times] == [
        ("T1", "сегодня", None),
        ("T2", "завтра", "2024-01-27"),
    ]
    assert [(e.id, e.trigger.text, e.said_by) for e in annotation.events] == [
        ("V1", "обещали", "E2"),
        ("V2", "переговоры", None),
    ]
    assert [
        a.model_dump(exclude={"start", "end", "confidence", "found_by"}) for e in annotation.events for a in e.arguments
    ] == [
        {"role": "actor", "text": "Аландия", "entity": "E1"},
        {"role": "place", "text": "министры", "entity": None},
        {"role": "actor", "text": "Борнхольм", "entity": "E2"},
        {"role": "time", "text": "завтра", "time": "T2"},
    ]
    commitment = annotation.commitments[0]
    assert (commitment.id, commitment.event, commitment.parties, commitment.deadline) == (
        "C1",
        "V1",
        ("E1", "E2"),
        "T2",
    )
    assert [(q.id, q.speaker, q.content.text) for q in annotation.quotes] == [("Q1", "E2", "обещали")]
    assert [(found.id, [item.text for item in found.items]) for found in annotation.lists] == [
        ("L1", ["завтра", "обещали"])
    ]


def test_an_unnamed_entity_stays_only_where_something_refers_to_it() -> None:
    annotation = build(
        doc(
            entities=(
                entity(mention("министры", "nominal"), name="министры"),
                entity(mention("сотрудники", "pronoun"), name="сотрудники"),
                entity(mention("Аландия", "adjective"), mention("сотрудники", "nominal"), name="Аландия"),
            ),
            events=(event("обещали", argument("министры", "actor", entity=0)),),
        )
    )
    assert [(e.id, e.name) for e in annotation.entities] == [("E1", "Аландия"), ("E2", "министры")]


def test_mentions_stand_in_text_order() -> None:
    annotation = build(doc(entities=(entity(mention("сотрудники", "nominal"), mention("Аландия")),)))
    assert [m.text for m in annotation.entities[0].mentions] == ["Аландия", "сотрудники"]


def test_the_sector_stands_beside_the_code() -> None:
    police = Entity("ORGANIZATION", "полиция", "ALA", None, (mention("сотрудники"),), "COP")
    annotation = build(doc(entities=(police, entity(mention("Аландия")))))
    assert [(e.name, e.code, e.sector) for e in annotation.entities] == [
        ("кто-то", None, None),
        ("полиция", "ALA", "COP"),
    ]


def test_what_is_known_of_the_document() -> None:
    annotation = build(doc(document=Metadata("d", "Лента", "2024-01-26", AT["Аландия"])))
    assert annotation.document.model_dump(exclude={"text"}) == {
        "id": "d",
        "source": "Лента",
        "published": "2024-01-26",
        "zone": None,
        "language": "ru",
        "title": {"start": 0, "end": 7, "text": "Аландия"},
    }


def test_sentences_have_no_white_space_around_them() -> None:
    layers.register()
    made = Doc(
        spacy.blank("ru").vocab,
        words=["Раз", ".", "\n\n", "Два", ".", "\n"],
        spaces=[False] * 6,
        sent_starts=[True, False, False, True, False, True],
    )
    annotation = build(made)
    assert [annotation.document.text[s.start : s.end] for s in annotation.sentences] == ["Раз.", "Два."]


def test_the_value_of_a_date_with_its_preposition() -> None:
    annotation = extractor.annotate("Франция и Италия начали переговоры в прошлом году.", published="2024-01-26")
    values = {span.text: span.value for span in annotation.spans if span.type == "DATE"}
    [time] = annotation.times
    assert set(values.values()) == {time.id}
    assert any(text.startswith("в ") for text in values)


def test_no_span_goes_from_a_paragraph_to_the_next() -> None:
    annotation = extractor.annotate(
        "Спор Перу и Чили\n\nЧили и Перу будут договариваться о границе, заявил министр Перу."
    )
    assert [span.text for span in annotation.spans if "\n" in span.text] == []


def test_a_pronoun_in_an_argument_names_its_entity() -> None:
    annotation = extractor.annotate("Президент Перу Хуан Орта прибыл в Лиму. Он обвинил Чили в шпионаже.")
    names = {entity.id: entity.name for entity in annotation.entities}
    [accusation] = [event for event in annotation.events if event.type == "ACCUSE"]
    assert {
        argument.text: names.get(argument.entity or "") for argument in accusation.arguments if argument.entity
    } == {
        "Он": "Хуан Орта",
        "Чили": "Чили",
    }
