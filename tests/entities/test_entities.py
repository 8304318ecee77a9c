"""The marked sentences of the data files beside this: every mention of the kind, no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from extractor.entities.entities import EntityFinder
from extractor.markup import parse
from extractor.records import Entity, Mention
from tests.marked import lines

HERE = Path(__file__).parent


def mentions(nlp: Language, text: str) -> Iterator[tuple[Entity, Mention]]:
    for entity in nlp(text)._.entities:
        for mention in entity.mentions:
            yield entity, mention


def compare(marked: str, found: list[tuple[str, str]]) -> None:
    text, expected = parse(marked)
    assert sorted(found) == sorted((text[mark.start : mark.end], mark.label) for mark in expected)


def full(entity: Entity) -> str:
    return f"{entity.type} {entity.code or '-'} {entity.name}"


@pytest.mark.parametrize("marked", lines(HERE / "names.txt"))
def test_names(nlp: Language, marked: str) -> None:
    text, _ = parse(marked)
    found = [(entity, mention) for entity, mention in mentions(nlp, text) if mention.form in ("name", "adjective")]
    compare(marked, [(text[mention.start : mention.end], full(entity)) for entity, mention in found])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Компания «Северный причал» уволила рыбаков. Пресс-служба компании молчит.", "пресс-служба Северного причала"),
        ("Губернатор приехал в Нарвик. Администрация города молчит.", "администрация Нарвика"),
        ("Губернатор приехал в Нарвик. Адвокат губернатора молчит.", "адвокат губернатора"),
    ],
)
def test_a_body_is_called_by_whom_its_noun_takes_up(nlp: Language, text: str, name: str) -> None:
    assert name in {entity.name for entity in nlp(text)._.entities}


@pytest.mark.parametrize("marked", lines(HERE / "nominals.txt"))
def test_nominals(nlp: Language, marked: str) -> None:
    text, _ = parse(marked)
    found = [(entity, mention) for entity, mention in mentions(nlp, text) if mention.form == "nominal"]
    compare(marked, [(text[mention.start : mention.end], full(entity)) for entity, mention in found])


@pytest.mark.parametrize("marked", lines(HERE / "sectors.txt"))
def test_sectors(nlp: Language, marked: str) -> None:
    text, _ = parse(marked)
    found = [(entity, mention) for entity, mention in mentions(nlp, text) if mention.form in ("name", "nominal")]
    compare(marked, [(text[mention.start : mention.end], entity.sector or "-") for entity, mention in found])


@pytest.mark.parametrize("marked", lines(HERE / "anaphora.txt"))
def test_anaphora(nlp: Language, marked: str) -> None:
    """Pronouns, and nominals that take up something mentioned before or by its name."""
    text, _ = parse(marked)
    found = []
    for entity in nlp(text)._.entities:
        for mention in entity.mentions:
            named = any(other.form == "name" for other in entity.mentions)
            earlier = any(other.start < mention.start for other in entity.mentions)
            if mention.form == "pronoun" or (mention.form == "nominal" and (named or earlier)):
                found.append((text[mention.start : mention.end], entity.name))
    compare(marked, found)


REASONS = [
    (
        "США обсудили с Ливией скорый вывод американских солдат из страны.",
        [("страны", "Ливия", "the last state named that does not act from without (USA)")],
    ),
    ("МИД Польши вызвал посла. Ведомство ждёт.", [("Ведомство", "МИД Польши", "the last body of the sector GOV")]),
    ("Актёр Пётр Лосев болен. Врачи спасли актёра.", [("актёра", "Пётр Лосев", "the likeliest of")]),
    (
        "Посол Перу Хуан Риос приехал. Он молчал.",
        [("Он", "Хуан Риос", "by rule: Masc: «Посол», nsubj 1 sentence before, scores 1.67; nothing else agrees")],
    ),
    ("США и Перу ждут.", []),
]


@pytest.mark.parametrize("text, expected", REASONS)
def test_every_link_tells_its_reason(nlp: Language, text: str, expected: list[tuple[str, str, str]]) -> None:
    finder = nlp.get_pipe("extractor_entities")
    assert isinstance(finder, EntityFinder)
    links = finder.explain(nlp(text))
    assert [(text[link.start : link.end], link.name) for link in links] == [(said, name) for said, name, _ in expected]
    assert all(why in link.why for link, (_, _, why) in zip(links, expected, strict=True))
