import hashlib
import json
import shutil
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import extractor
from extractor.entities.nested import NAMED, NestedSpan, NestedTagger, check, described, load
from extractor.entities.tagger.network import BLOCK
from extractor.entities.tagger.pieces import COLUMNS, GLUED, LINE, SPACE, Pieces, divide, features, split
from extractor.entities.tagger.subwords import Subwords
from extractor.entities.tagger.windows import cut
from extractor.errors import ModelError, PipelineError
from extractor.installed.paths import entity_weights, models
from extractor.markup import parse
from extractor.pipeline import COMPONENTS
from tests.marked import lines

CASES = lines(Path(__file__).with_name("nested.txt"))
TEXT = " ".join(parse(marked)[0] for marked in CASES) + " "
NLP = extractor.load(exclude=[name for name in COMPONENTS if name != "extractor_sentences"])
TEXTS = st.text("Россия и США, 5 млн-й «МИД» 2020\n.экс-") | st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture(scope="module")
def tagger() -> NestedTagger:
    return NestedTagger()


@pytest.mark.parametrize("marked", CASES)
def test_spans(tagger: NestedTagger, marked: str) -> None:
    text, expected = parse(marked)
    [found] = tagger.find([NLP(text)])
    order = sorted(found, key=lambda span: (span.start, -span.end))
    assert [(span.start, span.end, span.type) for span in order] == [
        (span.start, span.end, span.label) for span in expected
    ]


def test_documents_do_not_disturb_each_other(tagger: NestedTagger) -> None:
    docs = [NLP(parse(marked)[0]) for marked in CASES] + [NLP(""), NLP("\n\n")]
    together, alone = tagger.find(docs), [tagger.find([doc])[0] for doc in docs]
    assert [[_place(span) for span in spans] for spans in together] == [
        [_place(span) for span in spans] for spans in alone
    ]


def test_windows_of_documents_do_not_disturb_each_other() -> None:
    tagger, docs = NestedTagger(model="large"), [NLP(parse(marked)[0]) for marked in CASES[:3]]
    together, alone = tagger.find(docs), [tagger.find([doc])[0] for doc in docs]
    assert [[_place(span) for span in spans] for spans in together] == [
        [_place(span) for span in spans] for spans in alone
    ]
    assert all(together)


@pytest.mark.parametrize("model, name, size", [("fast", "network.STRETCH", BLOCK), ("large", "windows.TOGETHER", 64)])
def test_what_is_read_at_once_changes_nothing(
    model: str, name: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    doc = NLP(TEXT * (size // 30))
    found = []
    for size_ in (size, 2**20):
        monkeypatch.setattr(f"extractor.entities.tagger.{name}", size_)
        found.append(NestedTagger(model=model).find([doc])[0])
    assert len(divide([doc]).numbers) > 1.5 * size
    assert [_place(span) for span in found[0]] == [_place(span) for span in found[1]]
    assert [span.probability for span in found[0]] == pytest.approx([span.probability for span in found[1]], abs=1e-4)


def test_memory_grows_by_what_is_known_of_each_word(tagger: NestedTagger) -> None:
    """Three encoders' rows of 256 bytes a word, and some numbers: judged in one piece it was 6,000 bytes and more."""
    doc, longer = NLP(TEXT * 50), NLP(TEXT * 100)
    tagger.find([doc])  # what is read once
    more = len(divide([longer]).numbers) - len(divide([doc]).numbers)
    assert (allocated(tagger, longer) - allocated(tagger, doc)) / more < 2000


def allocated(tagger: NestedTagger, doc: Doc) -> int:
    """The most bytes that are allocated at any moment."""
    tracemalloc.start()
    try:
        tagger.find([doc])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_run_of_letters_without_end_is_read() -> None:
    [found] = NestedTagger(model="large").find([NLP("Чили и " + "щ" * 3000 + " ждут.")])
    assert [(span.start, span.end, span.type) for span in found if span.end <= 4] == [(0, 4, "COUNTRY")]


def test_other_classes_than_a_model_knows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.entities.nested.class_names", lambda: ("DISEASE",))
    with pytest.raises(ModelError, match=r"trained with other classes of words than word_classes\.tsv has"):
        load.__wrapped__("fast")


def test_no_documents(tagger: NestedTagger) -> None:
    assert tagger.find([]) == []


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    [spans] = NestedTagger().find([NLP(text)])
    assert all(0 <= span.start < span.end <= len(text) and 0 < span.probability <= 1 for span in spans)
    assert len({(span.start, span.end) for span in spans}) == len(spans)


def test_what_is_on_the_document(tagger: NestedTagger) -> None:
    doc = tagger(NLP("Экс-президент Украины Пётр Порошенко приехал в Минск 5 мая."))
    group = doc.spans["entities"]
    [found] = tagger.find([doc])
    assert [(span.label_, *offsets) for span, offsets in zip(group, group.attrs["offsets"], strict=True)] == [
        (span.type, span.start, span.end) for span in found
    ]
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Украины", "COUNTRY"),
        ("Пётр Порошенко", "PERSON"),
        ("Минск", "CITY"),
    ]
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again.spans["entities"].attrs["offsets"] == group.attrs["offsets"]


MANIFEST = json.loads((models() / "entities/manifest.json").read_text("utf-8"))


@pytest.mark.parametrize("name", [name for name, entry in MANIFEST.items() if "members" not in entry])
def test_the_weights_are_those_of_the_manifest(name: str) -> None:
    weights = entity_weights(name).read_bytes()
    assert hashlib.sha256(weights).hexdigest() == described(name)["sha256"]


def test_damaged_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(models() / "entities", tmp_path / "entities")
    monkeypatch.setenv("EXTRACTOR_MODELS", str(tmp_path))
    damaged = tmp_path / "entities" / "fast.npz"
    damaged.write_bytes(b"\0" * damaged.stat().st_size)
    with pytest.raises(ModelError, match=r"fast\.npz: the weights are damaged, or others .* check it out again"):
        load.__wrapped__("fast")


def test_sentences_are_needed() -> None:
    with pytest.raises(PipelineError, match="no sentences; add the component extractor_sentences"):
        NestedTagger().find([NLP.make_doc("Министр прибыл в Осло.")])


@pytest.mark.parametrize(
    "words, windows",
    [
        ("", []),
        ("Да .", [(0, 2)]),
        ("Да . Нет .", [(0, 4)]),
        ("а " * 300 + ". " + "Б " * 300 + ". " + "В .", [(0, 301), (301, 604)]),
        ("а " * 500 + ".", [(0, 480), (480, 501)]),
    ],
)
def test_windows(words: str, windows: list[tuple[int, int]]) -> None:
    forms = words.split()
    assert list(cut(forms, [SPACE] * len(forms), [1] * len(forms))) == windows


def test_named_types_are_types() -> None:
    assert set(described("fast")["types"]) >= NAMED


def test_an_unknown_model() -> None:
    with pytest.raises(ModelError, match=r"no entity model is named 'huge'; there are: .*fast, large"):
        load("huge")


def test_other_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "entities"
    folder.mkdir()
    entry = described("fast")
    described_models = {
        "old": entry | {"protocol": 0},
        "cut": entry,
        "gone": entry,
        "both": {"members": ["gone", "cut"]},
        "vast": entry | {"reader": "large"},
    }
    (folder / "manifest.json").write_text(json.dumps(described_models), "utf-8")
    (folder / "cut.npz").write_bytes(b"PK")
    monkeypatch.setenv("EXTRACTOR_MODELS", str(tmp_path))
    with pytest.raises(ModelError, match="protocol 0; this version reads protocol 1"):
        load("old")
    with pytest.raises(ModelError, match="2 bytes of weights where"):
        load("cut")
    with pytest.raises(ModelError, match=r"'gone' are not installed: .*gone\.npz is missing"):
        check("both")
    with pytest.raises(ModelError, match=r"'vast' are not installed: run: pip install ru-news-extractor-large"):
        check("vast")


@pytest.mark.parametrize(
    "form, pieces",
    [
        ("Россия", ["Россия"]),
        ("вице-премьер", ["вице", "-", "премьер"]),
        ("30-летний", ["30", "-", "летний"]),
        ("COVID-19", ["COVID", "-", "19"]),
        ("5млн", ["5", "млн"]),
        ("12.05", ["12", ".", "05"]),
        ("...", [".", ".", "."]),
    ],
)
def test_pieces(form: str, pieces: list[str]) -> None:
    assert [part for _, part in split(form)] == pieces


@given(st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_documents_are_divided_as_each_alone(texts: list[str]) -> None:
    docs = [NLP.make_doc(text) for text in texts]
    alone, found = [divide([doc]) for doc in docs], divide(docs)
    assert found.lengths.tolist() == [len(pieces.numbers) for pieces in alone]
    assert _forms(found) == [form for pieces in alone for form in _forms(pieces)]
    for column in ("starts", "ends", "gaps"):
        assert getattr(found, column).tolist() == [place for pieces in alone for place in getattr(pieces, column)]
    firsts = [sum(map(len, docs[:number])) for number in range(len(docs))]
    owners = [first + token for first, pieces in zip(firsts, alone, strict=True) for token in pieces.tokens]
    assert found.tokens.tolist() == owners


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_pieces_stand_where_they_say(text: str) -> None:
    doc = NLP.make_doc(text)
    found = divide([doc])
    places = list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    assert [text[start:end] for start, end in places] == _forms(found)
    assert "".join(_forms(found)) == "".join(token.text for token in doc if not token.is_space)


def test_gaps() -> None:
    found = divide([NLP.make_doc("Экс-глава МИД\n\nумер.")])
    assert _forms(found) == ["Экс", "-", "глава", "МИД", "умер", "."]
    assert found.gaps.tolist() == [LINE, GLUED, GLUED, SPACE, LINE, GLUED]
    assert found.tokens.tolist() == [0, 0, 0, 1, 3, 4]


@given(st.text(min_size=1, max_size=20).filter(lambda form: not form.isspace()))
def test_pieces_cover_a_form(form: str) -> None:
    assert "".join(part for _, part in split(form)) == form
    for _, part in split(form):
        assert all(0 <= number < size for number, size in zip(features(part), COLUMNS.values(), strict=True))


def test_subwords_are_the_most_probable() -> None:
    scores = {"<unk>": 0, "▁": -3, "▁пре": -2, "зи": -2, "дент": -2, "▁п": -9, "ре": -9, "▁през": -3, "и": -2}
    divide_piece = Subwords(list(scores), list(scores.values()), 0)
    assert divide_piece("президент", glued=False) == [2, 3, 4]
    assert divide_piece("дентж", glued=True) == [4, 0]


def _place(span: NestedSpan) -> tuple[int, int, str]:
    return span.start, span.end, span.type


def _forms(pieces: Pieces) -> list[str]:
    return [pieces.forms[number] for number in pieces.numbers]
