"""Why a pronoun was linked and a template fired, as plain lines."""

from spacy.language import Language

from extractor.explanation import explain


def test_links_come_first_and_name_their_reason(nlp: Language) -> None:
    lines = str(explain("МИД Перу вызвал посла. Ведомство ждёт ответа.", nlp)).splitlines()
    assert lines[0] == "= «Ведомство» is МИД Перу: the last body of the sector GOV"
    assert [line for line in lines[1:] if line.startswith("=")] == []


def test_every_code_says_what_told_it(nlp: Language) -> None:
    text = "Глава МИД Перу Ирма Вельд улетела. В Лондоне полиция ждёт. Директор завода Педро Луна из Лимы молчит."
    lines = str(explain(text, nlp)).splitlines()
    assert "@ «Перу» has PER: its name in the tables" in lines
    assert "@ «Ирма Вельд» has PER: the title «Глава МИД Перу»" in lines
