"""The objects of a text in the format of FactRuEval-2016, track 2."""

import pytest
from spacy.language import Language

from extractor.scoring.factrueval.objects import objects_answer

CASES = [
    (
        "Президент Чили Хуан Риос прилетел в Осло.",
        [["per", "firstname : Хуан", "lastname : Риос"], ["loc", "name : Чили"], ["loc", "name : Осло"]],
    ),
    # a bare surname stays bare, though the tables know the person
    ("Путин молчал.", [["per", "lastname : Путин"]]),
    ("Анна Петровна Лугова ушла.", [["per", "firstname : Анна", "patronymic : Петровна", "lastname : Лугова"]]),
    ("Приехал Луис де Сильва.", [["per", "firstname : Луис", "lastname : де Сильва"]]),
    # a state under the name that the text uses, a capital for itself
    ("КНДР молчит. Пхеньян ждёт.", [["loc", "name : Пхеньян"], ["loc", "name : КНДР"]]),
    # a phrase that holds a name is an organisation, a bare noun is none
    ("Мэрия Перми закрыта, суд открыт.", [["org", "name : мэрия Перми"], ["loc", "name : Пермь"]]),
    ("Министр и завод ждут.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_objects(nlp: Language, text: str, expected: list[list[str]]) -> None:
    answer = objects_answer(nlp(text))
    blocks = [block.split("\n") for block in answer.strip("\n").split("\n\n") if block]
    assert sorted(blocks) == sorted(expected)


def test_no_value_has_the_colon_at_which_the_reader_cuts(nlp: Language) -> None:
    lines = objects_answer(nlp("Газета «Труд: новости» закрыта.")).splitlines()
    assert [line.count(":") for line in lines if line != "org"] == [1] * (len(lines) - 1)
    assert lines
