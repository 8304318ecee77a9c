"""What outlets print of one wire is one article; what is only like it is not."""

import json
from pathlib import Path

import pytest

import extractor
from extractor.corpora.copies import Copies

WIRE = (
    "Эстония обвинила Латвию в шпионаже. Об этом в пятницу сообщило министерство иностранных дел Эстонии. По его "
    "данным, двое сотрудников посольства Латвии в Таллине собирали сведения о движении военных эшелонов через "
    "пограничную станцию Валга. Оба они должны покинуть страну до конца недели, говорится в сообщении ведомства."
)
OTHER = (
    "Перу и Чили начали переговоры о совместной охране рыболовных угодий в южной части океана. Делегации встретились "
    "в Лиме в четверг; как рассказал министр рыболовства Перу, первое заседание длилось шесть часов и кончилось ничем."
)
SHORT = "Эстония обвинила Латвию в шпионаже."


def of(*articles: str, days: tuple[str | None, ...] = ()) -> list[int | None]:
    """The original of each article."""
    copies = Copies()
    found = [
        copies.original(number, text, (days or (None,) * len(articles))[number]) for number, text in enumerate(articles)
    ]
    copies.close()
    return [one and one[0] for one in found]


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        f"ТАЛЛИН, 3 мая. {WIRE}",
        WIRE.replace("Оба они должны", "Они должны").upper(),
        WIRE + "\n\n" + "Подробности на сайте. " * 50,
        WIRE[:240],
    ],
)
def test_a_copy(copy: str) -> None:
    assert of(WIRE, OTHER, copy) == [None, None, 0]


def test_a_copy_of_a_copy_is_one_of_the_first() -> None:
    assert of(WIRE, f"Срочно. {WIRE}", f"Таллин. Срочно. {WIRE}") == [None, 0, 0]


@pytest.mark.parametrize("other", [OTHER, SHORT, "", "Об этом в пятницу сообщило министерство. " * 9])
def test_no_copy(other: str) -> None:
    assert of(WIRE, other) == [None, None]
    assert of(SHORT, SHORT) == [None, None]  # too short to tell


def test_the_same_words_of_another_week() -> None:
    assert of(WIRE, WIRE, WIRE, days=("2024-05-03", "2024-05-10", "2024-05-04T09:10")) == [None, None, 0]


def test_a_corpus_with_copies(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    texts = (WIRE, OTHER, f"Вести. {WIRE}")
    source.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    extractor.annotate_corpus(source, tmp_path / "out", part_size=2)
    corpus = extractor.read_corpus(tmp_path / "out")
    assert corpus.copies[["document", "copy_of"]].to_numpy().tolist() == [[2, 0]]
    accused = extractor.query("SELECT * FROM events WHERE type = 'ACCUSE' AND document NOT IN "
                              "(SELECT document FROM copies)", tmp_path / "out")  # fmt: skip
    assert set(accused["document"].to_pylist()) == {0}
    annotations = [extractor.annotate(text) for text in texts]
    for given in (corpus, annotations):
        assert set(extractor.interactions(given)["document"]) == {0, 1, 2}
        assert set(extractor.interactions(given, copies=False)["document"]) == {0, 1}
        count = {copies: extractor.graph(given, copies=copies).edges["EST", "LVA", "verbal conflict"]["count"]
                 for copies in (True, False)}  # fmt: skip
        assert count[True] == 2 * count[False]
