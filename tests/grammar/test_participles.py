"""Participles and gerunds that the dictionary tells better than the tagger."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

PARTICIPLES = [
    ("Избившая рыбака полиция уехала.", "Избившая", {"VerbForm": "Part", "Voice": "Act", "Case": "Nom"}),
    ("Задержавшие скрипачку моряки скрылись.", "Задержавшие", {"VerbForm": "Part", "Voice": "Act", "Case": "Nom"}),
    (
        "Атакованный Норвегией Судан обратился в ООН.",
        "Атакованный",
        {"VerbForm": "Part", "Voice": "Pass", "Case": "Nom"},
    ),
    ("Полиция нарушила закон, допросив скрипача.", "допросив", {"VerbForm": "Conv", "Voice": "Act"}),
]


def networks_only(nlp: Language, text: str) -> Doc:
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "extractor_mending"]):
        return nlp(text)


@pytest.mark.parametrize(("text", "word", "features"), PARTICIPLES)
def test_participles_and_gerunds_are_verbs(nlp: Language, text: str, word: str, features: dict[str, str]) -> None:
    [alone] = [token for token in networks_only(nlp, text) if token.text == word]
    [mended] = [token for token in nlp(text) if token.text == word]
    assert alone.pos_ != "VERB", "the tagger alone gets it right"
    assert mended.pos_ == "VERB"
    assert features.items() <= mended.morph.to_dict().items()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Рыбаки наказаны таиландскими лесными властями.", "таиландскими"),
        ("Лодка задержана таиландскими портовыми властями.", "таиландскими"),
        ("Вчера оманский президент осудил удары.", "оманский"),
    ],
)
def test_relational_adjectives_are_no_participles(nlp: Language, text: str, word: str) -> None:
    [alone] = [token for token in networks_only(nlp, text) if token.text == word]
    [mended] = [token for token in nlp(text) if token.text == word]
    assert alone.pos_ in ("VERB", "NUM"), "the tagger alone gets it right"
    assert (mended.pos_, mended.dep_, mended.lemma_) == ("ADJ", "amod", alone.lemma_)


QUALITIES = [
    "Растерянные рыбаки молчат.",
    "Щадящий режим продлят.",
    "Требуемые для порта краны стоят.",
    "Число пострадавших растёт.",
]


@pytest.mark.parametrize("text", QUALITIES)
def test_qualities_and_people_are_no_participles(nlp: Language, text: str) -> None:
    assert [token.pos_ for token in nlp(text)] == [token.pos_ for token in networks_only(nlp, text)]
