"""One pipeline used by many threads: what it says is what it says in one thread, then and afterwards."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Barrier
from time import sleep

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.entities.tagger.network import Forms
from extractor.installed.paths import models
from extractor.pipeline import annotate
from extractor.process.sharing import Latest, once

THREADS = 8
WRITTEN = sorted((Path(__file__).parent.parent / "corpus" / "written").glob("*.txt"))

SENTENCES = (
    "Министр обороны {state} {surname} прибыл в {town} на переговоры с генералом {surname}ым.",
    "Президент {state} {name} {surname} обвинил газету «{town} сегодня» в клевете.",
    "В городе {town} полиция задержала {number} участников митинга, сообщил {name} {surname}.",
    "«Мы не подпишем соглашение», — заявила депутат {name} {surname}а журналистам в {town}е.",
    "Суд в {town}е приговорил бизнесмена {surname}а к {number} годам тюрьмы.",
    "{number} сентября делегация {state} встретилась с послом {surname}ым в отеле «{town}».",
    "Компания «{town}нефть» пожаловалась на санкции, которые ввели власти {state}.",
    "Партия {surname}а требует отставки правительства {state} до {number} мая.",
)
STATES = ("Армении", "Бразилии", "Вьетнама", "Ганы", "Дании", "Кении", "Непала", "Перу", "Чили", "Эстонии")
NAMES = ("Ингвар", "Марта", "Хосе", "Лусине", "Карел", "Йоханна", "Тарас", "Мигель", "Айгуль", "Бенедикт")
SYLLABLES = ("ба", "гор", "ви", "зан", "ку", "лер", "ми", "нод", "рас", "сту", "тем", "фо", "хан", "че", "ша", "яр")


def articles() -> list[str]:
    """Articles of invented names; each eight that are read at the same time have theirs in common, in another order."""
    found = [path.read_text(encoding="utf-8") for path in WRITTEN]
    for number in range(len(found), 60):
        invented = Random(number // THREADS)
        words = ["".join(invented.choices(SYLLABLES, k=3)).capitalize() for _ in range(24)]
        order = Random(number)
        lines = [
            sentence.format(
                state=order.choice(STATES),
                name=order.choice(NAMES),
                surname=order.choice(words) + "ов",
                town=order.choice(words) + "ск",
                number=order.randint(2, 27),
            )
            for sentence in order.sample(SENTENCES, len(SENTENCES))
        ]
        found.append("\n\n".join(lines))
    return found


def read(text: str) -> str:
    return annotate(text, published="2026-03-12").to_json()


def in_threads() -> None:
    """In a process of its own, so that all tables are empty: the articles in threads, and then in one thread."""
    sys.setswitchinterval(1e-5)
    texts = json.load(sys.stdin)
    with ThreadPoolExecutor(THREADS) as pool:
        together = [*pool.map(read, texts)]
    sys.setswitchinterval(5e-3)
    json.dump([together, [*map(read, texts)]], sys.stdout)


def test_threads_say_what_one_says_and_spoil_nothing() -> None:
    texts = articles()
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); "
               "from test_threads import in_threads; in_threads()"]  # fmt: skip
    output = subprocess.run(command, input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=True)
    expected = [*map(read, texts)]
    together, afterwards = json.loads(output.stdout)
    assert together == expected
    assert afterwards == expected


def test_forms_that_two_threads_add_at_once_have_rows_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both know neither form and share one; a third article must find the rows of both."""
    forms = forms_of_the_fast_model()
    expected = {form: forms._made([form]) for form in ("Осло", "Лима", "Рига", "Киото")}
    made = Forms._made

    def slowly(self: Forms, asked: list[str]) -> object:
        rows = made(self, asked)
        sleep(0.05)
        return rows

    monkeypatch.setattr(Forms, "_made", slowly)
    with ThreadPoolExecutor(2) as pool:
        [*pool.map(forms.rows, (["Осло", "Лима"], ["Рига", "Осло"]))]
    forms.rows(["Киото"])
    for form, row in expected.items():
        assert forms.rows([form]) == pytest.approx(row, abs=1e-5), form


def forms_of_the_fast_model() -> Forms:
    with np.load(models() / "entities" / "fast.npz") as arrays:
        return Forms({name: arrays[name] for name in arrays.files})


def test_once_makes_one_for_all() -> None:
    together = Barrier(THREADS)

    @once
    def table(name: str) -> list[str]:
        sleep(0.02)
        return [name]

    def ask(_: int) -> list[str]:
        together.wait()
        return table("states")

    with ThreadPoolExecutor(THREADS) as pool:
        found = [*pool.map(ask, range(THREADS))]
    assert all(each is found[0] for each in found)
    assert table("cities") == ["cities"]


def test_once_does_not_keep_an_error() -> None:
    tries = iter([ValueError("no file"), None])

    @once
    def table() -> str:
        error = next(tries)
        if error:
            raise error
        return "read"

    with pytest.raises(ValueError, match="no file"):
        table()
    assert table() == "read"


def test_each_thread_has_a_latest_document_of_its_own() -> None:
    latest = Latest[str]()
    ours, theirs = (Doc(Vocab(), words=[word]) for word in ("наш", "их"))
    assert latest.of(ours, lambda _: "наше") == "наше"
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(latest.of, theirs, lambda _: "их").result() == "их"
        assert pool.submit(latest.of, ours, lambda _: "наше у них").result() == "наше у них"
    assert latest.of(ours, lambda _: "другое") == "наше"
    assert latest.of(ours, lambda _: "изменилось", lambda kept: kept == "иное") == "изменилось"
    latest.of(theirs, lambda _: "их")
    assert latest.of(ours, lambda _: "снова") == "снова"
