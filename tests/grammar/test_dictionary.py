"""The forms of words, kept by word, are those that pymorphy3 makes anew for each analysis."""

import pytest

from extractor.grammar.dictionary import forms, inflected, parses

WORDS = (
    *("столу", "столами", "красивой", "бегущими", "второго", "людей", "пальто", "нато", "ёлками", "елками"),
    *("премьер-министром", "по-новому", "кое-кого", "грушинского", "мкртчяну", "абвгдейкой", "полурыбой", "н"),
)


@pytest.mark.parametrize("word", WORDS)
def test_forms_are_those_of_the_lexeme(word: str) -> None:
    for parse in parses(word):
        assert list(forms(parse)) == [(other.word, other.tag) for other in parse.lexeme]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("grammemes", [("nomn", "sing"), ("nomn", "sing", "masc"), ("gent",), ("ablt", "plur")])
def test_inflection_chooses_as_pymorphy3_does(word: str, grammemes: tuple[str, ...]) -> None:
    for parse in parses(word):
        other = parse.inflect(set(grammemes))
        assert inflected(parse, *grammemes) == (other and other.word)
