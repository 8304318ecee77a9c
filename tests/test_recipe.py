"""One's own templates, model, confidence and home go with every call, to every process, and into corpora."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import extractor
from extractor.recipe import USUAL, recipe
from extractor.templates.template_sets import Own
from tests.own_template import WINK

TEXTS = ["Посол Перу подмигнул министру Чили.", "Полиция задержала посла Перу."]


def found(results: Iterable[extractor.Annotation | extractor.Failure]) -> list[list[str]]:
    return [
        [event.template for event in result.events] for result in results if isinstance(result, extractor.Annotation)
    ]


def folder_of_templates(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "own.yml").write_text(json.dumps([WINK], ensure_ascii=False), encoding="utf-8")
    return folder


def test_templates_go_with_one_call(tmp_path: Path) -> None:
    folder = folder_of_templates(tmp_path)
    several: list[Own] = [WINK, [WINK], folder, str(folder), folder / "own.yml"]
    for own in several:
        assert found([extractor.annotate(TEXTS[0], templates=own)]) == [["consult.wink"]]


def test_all_articles_in_other_processes_too(tmp_path: Path) -> None:
    folder = folder_of_templates(tmp_path)
    alone = list(extractor.annotate_all(TEXTS, templates=folder, batch_size=1))
    together = list(extractor.annotate_all(TEXTS, templates=folder, batch_size=1, processes=2))
    assert found(alone)[0] == ["consult.wink"]
    assert [result.to_json() for result in alone if isinstance(result, extractor.Annotation)] == [
        result.to_json() for result in together if isinstance(result, extractor.Annotation)
    ]


def codes(results: Iterable[extractor.Annotation | extractor.Failure]) -> list[set[str | None]]:
    return [
        {entity.code for entity in result.entities} for result in results if isinstance(result, extractor.Annotation)
    ]


def test_the_home_of_the_call_is_of_articles_without_their_own() -> None:
    articles = [{"text": TEXTS[1]}, {"text": TEXTS[1], "home": "ARG"}]
    assert codes(extractor.annotate_all(articles, home="BRA")) == [{"BRA", "PER"}, {"ARG", "PER"}]
    with pytest.raises(extractor.InputError, match="home: 'Бразилия' is not the ISO 3166"):
        list(extractor.annotate_all(articles, home="Бразилия"))


def test_either_a_pipeline_or_how_to_load_one() -> None:
    with pytest.raises(extractor.InputError, match="either nlp, or templates"):
        extractor.annotate(TEXTS[0], nlp=extractor.load(), confidence=0.5)


@pytest.mark.parametrize("one", ["Перу и Чили ждут.", b"", {"text": "Перу."}, extractor.Article("Перу.")])
def test_one_article_is_not_many(one: object) -> None:
    with pytest.raises(extractor.InputError, match="takes many articles; of one, `annotate"):
        extractor.annotate_all(one)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: extractor.annotate_all(5), "a list of articles or what yields them, not int"),  # type: ignore[arg-type]
        (lambda: extractor.annotate_all([], batch_size="8"), "at least 1, and whole numbers, not 8 and 1"),  # type: ignore[arg-type]
        (lambda: extractor.explain(5), "text: a string is needed, not int"),  # type: ignore[arg-type]
        (lambda: extractor.check_templates(5), "a file, a folder or a list of dicts is needed, not int"),  # type: ignore[arg-type]
    ],
)
def test_numbers_are_no_articles(call: Callable[[], object], complaint: str) -> None:
    with pytest.raises(extractor.InputError, match=complaint):
        call()


def test_cells_that_hold_nothing_and_cells_that_hold_several() -> None:
    pandas = pytest.importorskip("pandas", reason="rows of data frames are the extra `corpora`")
    rows = [
        {"text": "Перу ждёт.", "source": pandas.NA, "published": pandas.NaT},
        {"text": "Перу ждёт.", "source": pandas.Series(["Лима", "Куско"]).to_numpy()},
    ]
    first, second = extractor.annotate_all(rows)
    assert isinstance(first, extractor.Annotation)
    assert isinstance(second, extractor.Failure)
    assert second.reason == "source: a string is needed, not ndarray"


def test_a_recipe_holds_the_templates_and_not_their_folder(tmp_path: Path) -> None:
    folder = folder_of_templates(tmp_path)
    made = recipe(extractor.load(templates=folder))
    assert made == recipe(extractor.load(templates=[WINK]))
    assert made.digest != recipe(extractor.load()).digest
    assert (recipe(None), recipe(None).digest) == (USUAL, None)
    (folder / "own.yml").unlink()
    assert [event.template for event in made.pipeline()(TEXTS[0])._.events] == ["consult.wink"]


def file_of_names(tmp_path: Path) -> Path:
    path = tmp_path / "names.csv"
    path.write_text("surface,name,code,sector,wikidata\nПеру,Перуанский союз,ARG,,\n", encoding="utf-8")
    return path


def test_a_recipe_holds_the_aliases_and_not_their_file(tmp_path: Path) -> None:
    path = file_of_names(tmp_path)
    made = recipe(extractor.load(aliases=path))
    assert made == recipe(extractor.load(aliases=str(path)))
    path.unlink()
    assert "ARG" in {entity.code for entity in made.pipeline()(TEXTS[0])._.entities}


def test_aliases_go_to_other_processes_and_into_corpora(tmp_path: Path) -> None:
    names = file_of_names(tmp_path)
    assert "ARG" in codes(extractor.annotate_all(TEXTS[:1], aliases=names, processes=2))[0]
    source = tmp_path / "news.jsonl"
    source.write_text(json.dumps({"text": TEXTS[0]}), encoding="utf-8")
    extractor.annotate_corpus(source, tmp_path / "out", aliases=names)
    extractor.annotate_corpus(source, tmp_path / "out", aliases=names)
    assert "ARG" in set(extractor.read_corpus(tmp_path / "out").entities.code)
    names.write_text("surface,name,code,sector,wikidata\nПеру,Перуанский союз,BRA,,\n", encoding="utf-8")
    with pytest.raises(extractor.InputError, match="another pipeline"):
        extractor.annotate_corpus(source, tmp_path / "out", aliases=names)


def test_a_corpus_with_templates_and_home(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text("\n".join(json.dumps({"text": text}) for text in TEXTS), encoding="utf-8")
    out = tmp_path / "out"
    extractor.annotate_corpus(source, out, templates=folder_of_templates(tmp_path), home="BRA")
    corpus = extractor.read_corpus(out)
    assert "consult.wink" in set(corpus.events.template)
    assert "BRA" in set(corpus.entities[corpus.entities.document == 1].code)
    with pytest.raises(extractor.InputError, match="another home"):
        extractor.annotate_corpus(source, out, templates=[WINK])
    with pytest.raises(extractor.InputError, match="another pipeline"):
        extractor.annotate_corpus(source, out, home="BRA")
