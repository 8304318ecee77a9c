"""Whom an act inside another act has for its asserter, its doer, or its parties told before."""

import pytest

import extractor


def events(text: str) -> list[tuple[str, str, list[str]]]:
    """Trigger, who asserts it, and the actors, of each event."""
    annotation = extractor.annotate(text, published="2024-01-26")
    names = {entity.id: entity.name for entity in annotation.entities}
    return [
        (event.trigger.text, names.get(event.said_by or "", ""), [a.text for a in event.arguments if a.role == "actor"])
        for event in annotation.events
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "said_by"),
    [
        ("Швеция обвинила Турцию в убийстве журналиста.", "убийстве", "Швеция"),
        ("Турция отрицает отвод войск.", "отвод", "Турция"),
        ("Турция начала отвод войск.", "отвод", ""),
    ],
)
def test_who_asserts_an_act(text: str, trigger: str, said_by: str) -> None:
    assert [speaker for word, speaker, _ in events(text) if word == trigger] == [said_by]


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Чили и Перу начали переговоры о рыбе. Переговоры продлятся до пятницы.", "Переговоры", ["Чили", "Перу"]),
        ("Жандармы вызвали подмогу для разгона фермеров.", "разгона", ["Жандармы"]),
        ("Боевики похитили и пытали мэра города.", "похитили", ["Боевики"]),
        ("Полиция Чили задержала повара. Задержание произошло в порту.", "Задержание", ["Полиция Чили"]),
        ("Сенатор сообщил о своём уходе с поста.", "уходе", ["Сенатор"]),
        ("«Поддерживаем эту реформу», — заявил президент Чили.", "Поддерживаем", ["президент Чили"]),
        ("Депутата оправдали.", "оправдали", []),
        ("Войска выводятся из Перу Боливией.", "выводятся", ["Боливией"]),
    ],
)
def test_who_does_an_act_that_names_nobody(text: str, trigger: str, actors: list[str]) -> None:
    assert [who for word, _, who in events(text) if word == trigger] == [actors]
