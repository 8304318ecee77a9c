"""Why a pronoun was linked and a template fired, as plain lines."""

from spacy.language import Language

from extractor.explain import explain


def test_links_come_first_and_name_their_reason(nlp: Language) -> None:
    lines = str(explain("МИД Перу вызвал посла. Ведомство ждёт ответа.", nlp)).splitlines()
    assert lines[0] == "= «Ведомство» is МИД Перу: the last body of the sector GOV"
    assert [line for line in lines[1:] if line.startswith("=")] == []
