"""An article that takes too long is a failure; the others, and what comes after, are as ever."""

import signal
from threading import Thread
from time import process_time

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import extractor
from extractor.batch import Failure, annotate_batches
from extractor.process.patience import TimeUp, at_most, check_patience
from extractor.process.sharing import Guard, interruptible
from extractor.recipe import recipe

ARTICLES = ["США и Ирак начали переговоры.", "Медленно идёт время в Чаде.", "Китай ввёл санкции против Перу."]


def burn(seconds: float) -> None:
    end = process_time() + seconds
    while process_time() < end:
        pass


@Language.component("slow_for_test")
def slow(doc: Doc) -> Doc:
    if doc.text.startswith("Медленно"):
        burn(60)
    return doc


def test_a_slow_article_is_left_and_no_other_is_lost() -> None:
    nlp = extractor.load()
    expected = [annotation.to_json() for annotation in extractor.annotate_all(ARTICLES, nlp=nlp)]  # type: ignore[union-attr]
    nlp.add_pipe("slow_for_test", last=True)
    first, second, third = annotate_batches(ARTICLES, recipe(None), nlp, timeout=2)
    assert second == Failure(1, None, "took longer than 2 s, and was left")
    assert [first.to_json(), third.to_json()] == [expected[0], expected[2]]  # type: ignore[union-attr]
    nlp.remove_pipe("slow_for_test")
    assert [annotation.to_json() for annotation in extractor.annotate_all(ARTICLES, nlp=nlp)] == expected  # type: ignore[union-attr]


def test_what_is_in_time_is_not_interrupted() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with at_most(0.2):
        pass
    burn(0.4)
    assert signal.getsignal(signal.SIGPROF) is before


def test_no_interruption_while_a_shared_table_is_written() -> None:
    written = []

    def work() -> None:
        with at_most(0.05):
            with Guard():
                burn(0.2)
                written.append("whole")
            burn(60)

    with pytest.raises(TimeUp):
        work()
    assert written == ["whole"]
    assert interruptible()


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_an_article_needs_time(seconds: float) -> None:
    with pytest.raises(extractor.InputError, match="an article needs more than 0 s"):
        check_patience(seconds)


def test_only_the_main_thread_can_interrupt() -> None:
    told: list[str] = []

    def check() -> None:
        try:
            check_patience(1)
        except extractor.InputError as error:
            told.append(str(error))

    thread = Thread(target=check)
    thread.start()
    thread.join()
    assert told == ["timeout: only the main thread of a process on Linux or macOS can interrupt an article"]
