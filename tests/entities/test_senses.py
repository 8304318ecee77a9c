"""Nouns for bodies that mean something else: «партия вакцины»; senses.txt has each in both senses."""

from collections import defaultdict
from pathlib import Path

import pytest
from spacy.language import Language

from extractor import markup
from extractor.entities.forms.senses import TABLE, senses
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.dictionary import fold
from extractor.installed.packaged import read_yaml
from tests.marked import lines

MARKED = list(lines(Path(__file__).with_name("senses.txt")))


@pytest.mark.parametrize("marked", MARKED)
def test_who_is_spoken_of(nlp: Language, marked: str) -> None:
    text, marks = markup.parse(marked)
    mentioned = {(one.head or one).start for entity in nlp(text)._.entities for one in entity.mentions}
    assert {mark.start: mark.start in mentioned for mark in marks} == {mark.start: mark.label == "+" for mark in marks}


def test_each_noun_stands_in_both_senses(nlp: Language) -> None:
    shown: dict[str, set[str]] = defaultdict(set)
    for marked in MARKED:
        text, marks = markup.parse(marked)
        words = {token.idx: (fold(token.lemma_), fold(token.lower_)) for token in nlp(text)}
        for mark in marks:
            for word in set(words[mark.start]):
                shown[word].add(mark.label)
    assert {lemma: {"+", "-"} for lemma in senses()} == {lemma: shown[lemma] for lemma in senses()}


def test_no_noun_stands_twice() -> None:
    nouns = [fold(noun) for group in read_yaml(TABLE) for noun in group["lemmas"]]
    assert len(nouns) == len(set(nouns))


def test_only_nouns_for_bodies_and_people_have_another_sense() -> None:
    assert not [lemma for lemma in senses() if lexicon().nominal(lemma) is None]
