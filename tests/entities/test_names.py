import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractor.entities.names import NameFinder
from extractor.errors import PipelineError
from extractor.markup import parse

CASES = [
    "Президент {Финляндии|LOC} {Александр Стубб|PER} прибыл в {Осло|LOC}.",
    "{ООН|ORG} осудила удар по {Хартуму|LOC}, сообщает {Reuters|ORG}.",
    "Глава {МИД Чили|ORG} не ответил чилийскому послу.",
    "Экс-президент {Украины|LOC} {Пётр Порошенко|PER} молчит.",
    "Переговоры отложены на неделю.",
    "",
]


@pytest.mark.parametrize("marked", CASES)
def test_names(nlp: Language, marked: str) -> None:
    text, expected = parse(marked)
    doc = nlp(text)
    found = [(span.start_char, span.end_char, span.label_) for span in doc.spans["names"]]
    assert found == [(span.start, span.end, span.label) for span in expected]


def test_a_name_inside_a_token_is_widened_to_it() -> None:
    doc = Doc(spacy.blank("ru").vocab, words=["Экс-Минск", "ждёт"])
    doc.spans["entities"] = [doc.char_span(0, 9, "CITY", alignment_mode="expand")]
    doc.spans["entities"].attrs["offsets"] = [[4, 9]]
    assert [(name.text, name.label_) for name in NameFinder().find(doc)] == [("Экс-Минск", "LOC")]


def test_names_need_entities() -> None:
    with pytest.raises(PipelineError, match="'extractor_spans'"):
        list(NameFinder().find(spacy.blank("ru")("США")))
