"""The public names: load, annotate, annotate_all, and what they promise."""

import importlib.metadata
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from importlib.metadata import entry_points

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import extractor
from extractor import batch
from extractor.given import publication_time
from extractor.pipeline import COMPONENTS
from extractor.text.morphology import Morphology

ARTICLE = (
    "Балтийская лента\n14:05 11/03/2024\n\nЭстония и Латвия начали переговоры о границе\n\n"
    "Министры двух стран встретились в Риге вчера. «Мы договорились открыть мост», — заявил премьер-министр Эстонии."
)


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_library_loads_nothing_heavy() -> None:
    heavy = ("spacy", "numpy", "pydantic", "typer", "rich", "pymorphy3")
    assert python(f"import extractor, sys; print([name for name in {heavy} if name in sys.modules])") == "[]\n"


def test_the_abandoned_pymorphy2_never_runs() -> None:
    """natasha is installed for its weights; importing it or yargy would import pymorphy2, which needs pkg_resources."""
    unwanted = ("natasha", "yargy", "pymorphy2", "pkg_resources")
    code = (
        "import extractor, sys; extractor.annotate('США и Ирак начали переговоры.');"
        f"print([name for name in {unwanted} if name in sys.modules])"
    )
    assert python(code) == "[]\n"


def test_every_public_name_is_there() -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("networkx")
    names = [name for name in extractor.__all__ if name != "__version__"]
    assert [getattr(extractor, name).__name__.rpartition(".")[2] for name in names] == names
    assert extractor.__version__ == importlib.metadata.version("ru-news-extractor")
    assert dir(extractor) == extractor.__all__
    with pytest.raises(AttributeError, match="no attribute 'anotate'"):
        _ = extractor.anotate  # type: ignore[attr-defined]


def test_every_component_is_an_entry_point() -> None:
    factories = {point.name: point for point in entry_points(group="spacy_factories") if "extractor" in point.value}
    assert {name: point.module for name, point in factories.items()} == COMPONENTS
    for name, point in factories.items():
        point.load()
        assert Language.has_factory(name)


def test_load_leaves_out_and_configures() -> None:
    assert "extractor_times" not in extractor.load(exclude=["extractor_times"]).pipe_names
    assert extractor.load().pipe_names == list(COMPONENTS)


def test_load_names_an_unknown_component() -> None:
    with pytest.raises(extractor.InputError, match="'extractor_time'; did you mean 'extractor_times'"):
        extractor.load(extractor_time={})


def test_load_names_an_unknown_model() -> None:
    with pytest.raises(extractor.ModelError, match=r"no entity model is named 'huge'; there are: .*fast, large"):
        extractor.load(model="huge")


def test_annotate_keeps_what_the_caller_knows() -> None:
    document = extractor.annotate(ARTICLE, published="2024-03-12", source="Телеграф", id="a1").document
    assert (document.id, document.source, document.published) == ("a1", "Телеграф", "2024-03-12")
    assert document.text == ARTICLE


def test_annotate_reads_what_the_article_says() -> None:
    document = extractor.annotate(ARTICLE).document
    assert (document.id, document.source, document.published) == (None, "Балтийская лента", "2024-03-11T14:05")
    assert document.title is not None
    assert document.title.text == "Эстония и Латвия начали переговоры о границе"


@pytest.mark.parametrize(
    "published, kept",
    [
        ("2024-03-11", "2024-03-11"),
        ("2024-03-11T14:05", "2024-03-11T14:05"),
        ("2024-03-11T14:05:59", "2024-03-11T14:05"),
        ("2024-03-11T14:05:59.123+03:00", "2024-03-11T14:05"),  # local time, as its readers saw it
        ("2024-03-11T14:05Z", "2024-03-11T14:05"),
        ("2024-02-29", "2024-02-29"),
        (None, None),
    ],
)
def test_publication_times(published: str | None, kept: str | None) -> None:
    assert publication_time(published) == kept


@pytest.mark.parametrize(
    "published, zone",
    [
        ("2024-03-11T14:05:59.123+03:00", "+03:00"),
        ("2024-03-11T14:05+0530", "+05:30"),
        ("2024-03-11T14:05Z", "+00:00"),
        ("2024-03-11T14:05", None),
        (datetime(2024, 3, 11, 14, 5, tzinfo=timezone(timedelta(hours=-3))), "-03:00"),
        (date(2024, 3, 11), None),
    ],
)
def test_a_zone_is_kept(published: str | date, zone: str | None) -> None:
    document = extractor.annotate(ARTICLE, published=published).document
    assert document.published is not None
    assert document.published.startswith("2024-03-11")
    assert document.zone == zone
    [one] = extractor.annotate_all([{"text": ARTICLE, "published": published}], processes=1)
    assert isinstance(one, extractor.Annotation)
    assert one.document == document


def test_a_zone_that_there_is_not() -> None:
    with pytest.raises(extractor.InputError, match="is not an ISO 8601"):
        extractor.annotate(ARTICLE, published="2024-03-11T14:05+25:00")


def test_publication_times_as_python_has_them() -> None:
    assert extractor.annotate(ARTICLE, published=date(2024, 3, 12)).document.published == "2024-03-12"
    [one] = extractor.annotate_all([{"text": ARTICLE, "published": datetime(2024, 3, 12, 9, 5, 59)}])
    assert isinstance(one, extractor.Annotation)
    assert one.document.published == "2024-03-12T09:05"


@pytest.mark.parametrize(
    "published", ["", "вчера", "11.03.2024", "2024-3-11", "2024-02-30", "2024-03-11T25:00", "2024"]
)
def test_what_is_no_publication_time(published: str) -> None:
    with pytest.raises(extractor.InputError, match="is not an ISO 8601 day or time such as 2024-01-26T09:10"):
        extractor.annotate(ARTICLE, published=published)


@pytest.mark.parametrize("text", [None, 5, b"\xd0\xa1", "\ud83d"])
def test_what_is_no_text(text: object) -> None:
    with pytest.raises(extractor.InputError) as caught:
        extractor.annotate(text)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_a_text_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.pipeline.pipeline", lambda: spacy.blank("ru", config={}))
    with pytest.raises(extractor.InputError, match="1000001 characters; the limit is 1000000"):
        extractor.annotate("я" * 1_000_001)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\ufeff", "…", "—", "🙂", "\U00017000", "\u00ad", "«", "1", "ке Красного Креста"]
)
def test_odd_texts_do_not_raise(text: str) -> None:
    assert extractor.annotate(text).document.text == text


LETTERS = st.text(st.sampled_from("аеёЖ США«»“”„—–-.,;:()0123456789 \n\r\t\u00a0\u00ad"), max_size=80)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60) | LETTERS)
def test_any_text_is_annotated_the_same_each_time(text: str) -> None:
    """Building the annotation checks every span and reference; surrogates are no Unicode text."""
    annotation = extractor.annotate(text, published="2024-03-11")
    assert annotation.document.text == text
    assert extractor.Annotation.from_json(annotation.to_json()) == annotation
    assert extractor.annotate(text, published="2024-03-11").to_json() == annotation.to_json()


@dataclass
class Row:
    """An object of the caller's own that has what an article has."""

    text: str
    published: str


MANY = [
    ARTICLE,
    {"text": ARTICLE, "published": "2024-03-12", "id": "b"},
    Row(ARTICLE, "2024-03-13"),
    extractor.Article(ARTICLE, source="Телеграф"),
    {"text": ARTICLE, "published": "завтра", "id": "bad date"},
    7,
    "",
]


def summary(result: extractor.Annotation | extractor.Failure) -> tuple[str | None, ...]:
    if isinstance(result, extractor.Failure):
        return (result.id, str(result.position), result.reason)
    return (result.document.id, result.document.source, result.document.published)


EXPECTED = [
    (None, "Балтийская лента", "2024-03-11T14:05"),
    ("b", "Балтийская лента", "2024-03-12"),
    (None, "Балтийская лента", "2024-03-13"),
    (None, "Телеграф", "2024-03-11T14:05"),
    ("bad date", "Балтийская лента", "2024-03-11T14:05"),
    (None, "5", "an article is a string or has a text; this int is neither"),
    (None, None, None),
]


@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_annotate_all_takes_articles_of_every_form_and_keeps_their_order(batch_size: int) -> None:
    assert [summary(result) for result in extractor.annotate_all(MANY, batch_size=batch_size)] == EXPECTED


def test_a_date_that_is_none_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    list(extractor.annotate_all(MANY))
    reason = "published: 'завтра' is not an ISO 8601 day or time such as 2024-01-26T09:10"
    assert caplog.messages == [f"article bad date: {reason}; it is read without"]


def test_another_language_has_one_remark(caplog: pytest.LogCaptureFixture) -> None:
    text = "The ministers of the two states met in Riga on Friday."
    assert extractor.annotate(text, id="a").document.language == "en"
    list(extractor.annotate_all([text, "Послы ждут."]))
    assert caplog.messages == [
        f"{name}: does not look like Russian (en) and is left unread" for name in ("a", "the text")
    ]


def test_nothing_is_told_of_a_text_in_another_language() -> None:
    told = extractor.annotate("Уряд України запровадив санкції проти Білорусі, повідомив президент у вівторок.")
    assert told.document.language == "uk"
    assert len(told.sentences) == 1
    assert [*told.entities, *told.spans, *told.times, *told.events, *told.quotes, *told.facts] == []


def test_a_text_in_another_language_costs_only_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    english, russian = "The ministers of the two states met in Riga.", "Послы Чили ждут ответа."
    nlp = extractor.load()
    expected = extractor.annotate(russian, nlp=nlp)
    read: list[str] = []
    tag = Morphology.set_annotations

    def noted(self: Morphology, docs: Sequence[Doc]) -> None:
        read.extend(doc.text for doc in docs)
        tag(self, docs)

    monkeypatch.setattr(Morphology, "set_annotations", noted)
    found = list(extractor.annotate_all([english, russian, english], nlp=nlp))
    assert read == [russian]
    assert found[1] == expected
    assert isinstance(found[0], extractor.Annotation)
    assert found[0] == found[2] == extractor.annotate(english, nlp=nlp)
    assert (len(found[0].sentences), found[0].produced_by.model) == (1, None)
    assert read == [russian]


def test_components_of_others_see_texts_in_every_language() -> None:
    nlp, seen = extractor.load(), list[str]()

    @Language.component("seen")
    def see(doc: Doc) -> Doc:
        seen.append(doc[-2].pos_)
        return doc

    nlp.add_pipe("seen")
    assert extractor.annotate("The ministers met in Riga.", nlp=nlp).document.language == "en"
    [part_of_speech] = seen
    assert part_of_speech


def test_rows_of_a_data_frame_are_articles() -> None:
    """Numbers for ids, NaN for what is not there, times as pandas writes them."""
    row = {"id": 7, "text": ARTICLE, "published": "2024-03-12 09:10:00", "source": float("nan")}
    [annotation] = extractor.annotate_all([row])
    assert summary(annotation) == ("7", "Балтийская лента", "2024-03-12T09:10")
    [failure] = extractor.annotate_all([{"id": 7, "text": float("nan")}])
    assert summary(failure) == ("7", "0", "an article is a string or has a text; this dict is neither")


def test_annotate_all_is_the_same_in_two_processes() -> None:
    alone = list(extractor.annotate_all(MANY, batch_size=2))
    together = list(extractor.annotate_all(MANY, batch_size=2, processes=2))
    assert [as_text(result) for result in together] == [as_text(result) for result in alone]


def as_text(result: extractor.Annotation | extractor.Failure) -> str:
    return result.to_json() if isinstance(result, extractor.Annotation) else repr(result)


def test_annotate_all_reads_no_further_than_it_must() -> None:
    taken: list[int] = []

    def articles() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield f"Статья {number}."

    results = extractor.annotate_all(articles(), batch_size=3)
    assert taken == []
    next(results)
    assert taken == [0, 1, 2]


def test_an_error_in_one_article_loses_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(doc: Doc) -> extractor.Annotation:
        if doc.text == "беда":
            raise ZeroDivisionError("by chance")
        return real(doc)

    real = batch.build
    monkeypatch.setattr(batch, "build", build)
    results = list(extractor.annotate_all(["раз", "беда", "три"]))
    assert [result.document.text for result in results if isinstance(result, extractor.Annotation)] == ["раз", "три"]
    assert results[1] == extractor.Failure(1, None, "ZeroDivisionError: by chance")


@pytest.mark.parametrize("options", [{"batch_size": 0}, {"processes": 0}, {"processes": -1}])
def test_batches_and_processes_are_at_least_one(options: dict[str, int]) -> None:
    with pytest.raises(extractor.InputError, match="at least 1"):
        extractor.annotate_all([], **options)


def foreign(words: list[str], **layers: list[str] | list[int]) -> Doc:
    """A Doc as some other library's pipeline leaves it."""
    return Doc(spacy.blank("ru").vocab, words=words, **layers)  # type: ignore[arg-type]


def test_a_component_works_behind_any_parser() -> None:
    nlp = spacy.blank("ru")
    for name in ("extractor_spans", "extractor_names", "extractor_entities", "extractor_times", "extractor_events"):
        nlp.add_pipe(name)
    doc = foreign(
        ["Эстония", "обвинила", "Латвию", "."],
        lemmas=["эстония", "обвинить", "латвия", "."],
        pos=["PROPN", "VERB", "PROPN", "PUNCT"],
        morphs=[
            "Animacy=Inan|Case=Nom|Gender=Fem|Number=Sing",
            "Aspect=Perf|Gender=Fem|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin|Voice=Act",
            "Animacy=Inan|Case=Acc|Gender=Fem|Number=Sing",
            "",
        ],
        heads=[1, 1, 1, 1],
        deps=["nsubj", "root", "obj", "punct"],
    )
    assert [(event.type, event.lemma) for event in nlp(doc)._.events] == [("ACCUSE", "обвинить")]


@pytest.mark.parametrize("nlp", ["ru", spacy.blank("ru")])
def test_what_is_no_pipeline_of_ours(nlp: object) -> None:
    with pytest.raises(extractor.InputError, match="nlp: a pipeline is needed that `load` returned"):
        extractor.annotate(ARTICLE, nlp=nlp)  # type: ignore[arg-type]


def test_a_context_may_have_a_number_for_its_id() -> None:
    contexts = [("Вчера шёл снег.", {"id": 7, "published": "2024-01-26", "source": float("nan")})]
    [(doc, _)] = extractor.load().pipe(contexts, as_tuples=True)
    assert (doc._.document.id, doc._.document.source, doc._.times[0].value) == ("7", None, "2024-01-25")


def test_a_pipeline_without_entities_tells_of_it() -> None:
    with pytest.raises(
        extractor.PipelineError, match="'extractor_events' builds on entities; add 'extractor_entities'"
    ):
        extractor.load(exclude=["extractor_entities"])("США и Ирак начали переговоры.")


@pytest.mark.parametrize("name", ["extractor_entities", "extractor_quotes", "extractor_events"])
def test_a_component_says_what_it_lacks_and_who_gives_it(name: str) -> None:
    nlp = spacy.blank("ru")
    nlp.add_pipe(name)
    with pytest.raises(extractor.PipelineError, match=r"needs? .*extractor_\w+"):
        nlp(foreign(["Эстония", "ждёт", "."], sent_starts=[1, 0, 0]))
