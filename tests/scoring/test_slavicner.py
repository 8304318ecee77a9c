import re
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.scoring.slavicner import TopicText, read_slavicner, score_topics
from extractor.scoring.tally import Tally, paired

TEXT = "Перу ждёт. ПЕРУ и Ромашка: Перу"
ROWS = "0\t4\tПеру\tПеру\tLOC\tGPE-Peru\n11\t15\tПЕРУ\tПеру\tLOC\tGPE-Peru\n18\t25\tРомашка\tРомашка\tPRO\tPRO-X\n"
GOLD = frozenset({(0, 4, "LOC"), (11, 15, "LOC")})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for topic, name in (("fish", "b"), ("fish", "a"), ("cars", "a")):
        for layer, text in (("raw", TEXT), ("ner", ROWS)):
            path = tmp_path / layer / topic / f"{name}_ru.txt_1.{'txt' if layer == 'raw' else 'tsv'}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return tmp_path


def test_read_by_topic_and_name_and_without_products(folder: Path) -> None:
    assert read_slavicner(folder) == [
        TopicText("cars", "cars/a_ru.txt_1", TEXT, GOLD),
        TopicText("fish", "fish/a_ru.txt_1", TEXT, GOLD),
        TopicText("fish", "fish/b_ru.txt_1", TEXT, GOLD),
    ]


@pytest.mark.parametrize("line", ["0\t4\tПеру", "x\t4\tПеру\tПеру\tLOC\tGPE", "0\t4\tПеру\tПеру\tLOC\tGPE\t"])
def test_a_bad_line(folder: Path, line: str) -> None:
    path = folder / "ner" / "cars" / "a_ru.txt_1.tsv"
    path.write_text(f"{ROWS}\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=re.escape(f"{path}:5: not a mention of SlavicNER")):
        read_slavicner(folder)


def test_a_folder_without_mentions_and_one_without_a_text(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no ner/TOPIC/\*\.tsv of SlavicNER"):
        read_slavicner(tmp_path / "raw")
    (folder / "raw" / "fish" / "a_ru.txt_1.txt").unlink()
    with pytest.raises(InputError, match=r"a_ru\.txt_1\.txt: the text of .*\.tsv cannot be read: No such"):
        read_slavicner(folder)


@pytest.mark.parametrize(
    "forms, figures",
    [
        (False, {"ALL": paired(1, 3, 3), "LOC": paired(1, 2, 2), "ORG": paired(0, 1, 1)}),
        (True, {"ALL": paired(1, 2, 2), "LOC": paired(1, 1, 1), "ORG": paired(0, 1, 1)}),
    ],
)
def test_spans_count_each_and_forms_once(forms: bool, figures: dict[str, Tally]) -> None:
    texts = [
        TopicText("fish", "a", TEXT, GOLD),
        TopicText("fish", "b", TEXT, frozenset({(18, 25, "ORG")})),
    ]
    answers = {"a": [(0, 4, "LOC"), (27, 31, "LOC")], "b": [(18, 24, "ORG")]}
    assert score_topics(texts, answers, forms=forms) == {"fish": figures}


def test_a_text_without_an_answer_counts() -> None:
    assert score_topics([TopicText("fish", "a", TEXT, GOLD)], {})["fish"]["LOC"] == paired(0, 0, 2)
