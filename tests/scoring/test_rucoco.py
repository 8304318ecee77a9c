import json
from pathlib import Path

import pytest
from spacy.language import Language

from extractor.errors import InputError
from extractor.markup import parse
from extractor.scoring.rucoco import Article, evaluate, read_rucoco


def article(marked: str) -> Article:
    """Mentions with the same label are of one cluster: «{Анна|1} ждёт. {Она|1} молчит.»"""
    text, marks = parse(marked)
    labels = sorted({mark.label for mark in marks})
    clusters = tuple(tuple((m.start, m.end) for m in marks if m.label == label) for label in labels)
    return Article("a", text, clusters)


def test_a_line_is_an_article_and_a_sample_is_always_the_same(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    records = [{"name": f"{n}", "text": "Анна ждёт.", "clusters": [[[0, 4]]]} for n in range(9)]
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert read_rucoco(path)[0] == Article("0", "Анна ждёт.", (((0, 4),),))
    assert len(read_rucoco(path, 3)) == 3
    assert read_rucoco(path, 3) == read_rucoco(path, 3)


@pytest.mark.parametrize("line", ["{}", "[]", '{"name": "a", "text": "b", "clusters": [[1]]}', "no"])
def test_a_bad_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(InputError, match=r"dev\.jsonl:1: not an article of RuCoCo"):
        read_rucoco(path)


@pytest.mark.parametrize(
    "marked, precision, recall",
    [
        ("{Анна Котова|1} приехала в Тверь. {Она|1} выступила перед рабочими.", 1.0, 1.0),
        ("{Анна Котова|1} приехала в Тверь. {Она|2} выступила перед рабочими.", 0.5, 1.0),
    ],
)
def test_b_cubed(nlp: Language, marked: str, precision: float, recall: float) -> None:
    figures = evaluate(nlp, [article(marked)])
    assert (figures["B3"].precision, figures["B3"].recall) == (precision, recall)
    assert figures["pronouns"].precision == (precision == 1)


def test_what_nobody_finds_is_missed(nlp: Language) -> None:
    figures = evaluate(nlp, [article("{Бюджет|1} принят. Доходы {бюджета|1} растут. {Анна Котова|2} и {Анна|2}.")])
    assert (figures["mentions"].gold, figures["mentions"].recall) == (4, 0.5)
