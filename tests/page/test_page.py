import re
from html.parser import HTMLParser
from pathlib import Path

import IPython.lib.pretty
import pytest
from spacy.language import Language

from extractor.annotation.article import Article
from extractor.annotation.build import build
from extractor.annotation.model import Annotation
from extractor.page.page import page
from extractor.pipeline import prepare

WRITTEN = Path(__file__).parents[2] / "corpus" / "written"


class Outline(HTMLParser):
    """The elements of a page: their attributes, what each encloses, and whether they are closed in order."""

    VOID = frozenset({"meta", "link", "input"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[int, str] = {}
        self._open: list[tuple[str, int]] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.words[len(self.elements) - 1] = ""
        if tag not in self.VOID:
            self._open.append((tag, len(self.elements) - 1))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, number in self._open:
            self.words[number] += data

    def text(self, **attributes: str) -> list[str]:
        """The words of the elements with these attributes; white space is one space."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            " ".join(self.words[number].split())
            for number, (_, found) in enumerate(self.elements)
            if wanted.items() <= found.items()
        ]

    def values(self, attribute: str) -> list[str]:
        return [value for _, found in self.elements if (value := found.get(attribute)) is not None]


@pytest.fixture(scope="module")
def outline(annotation: Annotation) -> Outline:
    return Outline(annotation.to_html())


def test_the_article_is_whole_and_its_title_is_the_heading(annotation: Annotation, outline: Outline) -> None:
    [text] = outline.text(id="text")
    assert text == " ".join(annotation.document.text.split())
    headings = [outline.words[i] for i, (tag, _) in enumerate(outline.elements) if tag == "h1"]
    assert headings == ["Осло и Рейкьявик делят треску"]


def test_marks(outline: Outline) -> None:
    assert outline.text(class_="entity state name") == ["Норвегия", "Исландия", "Дания", "Норвегии"]
    both = "Норвегия · государство · NOR; Исландия · государство · ISL"
    assert outline.text(class_="entity state nominal", title=both) == ["Обе страны"]
    assert outline.text(class_="time", title="2024-03-04") == ["4 марта"]
    assert outline.text(class_="quote direct", title="Говорит: Эрик Ли") == ["Обе страны довольны"]
    assert outline.text(class_="trigger verbal conflict planned", href="#V2", data_events="V2") == ["пригрозила"]
    assert outline.text(data_roles="V2:recipient") == ["Норвегии"]


def test_an_event_is_a_card_that_leads_to_its_sentence(outline: Outline) -> None:
    [card] = outline.text(id="V2")
    assert card == (
        "THREATEN угроза намечено Дания → пригрозила → Норвегия сообщаетЭрик Ли "
        "в тексте (событие V2) threaten.test −3,5"
    )
    assert "#s5" in outline.values("href")
    assert outline.text(id="s5") == ["Дания <b>пригрозила</b> Норвегии & ждёт ответа до 2025 года."]


def test_a_commitment_is_a_checklist(outline: Outline) -> None:
    [section] = outline.text(id="commitments")
    assert section == (
        "Обязательства произошло НорвегияИсландия обещали сократить улов; открыть порты сократить улов открыть порты "
        "в тексте (обязательство C1) срок: 2025 года 2025 событие V1"
    )
    boxes = [found for tag, found in outline.elements if tag == "input" and "id" not in found]
    assert boxes == [{"type": "checkbox"}] * 2


def test_the_timeline(outline: Outline) -> None:
    [section] = outline.text(id="timeline")
    assert section == (
        "Хронология 4 марта 2024 AGREE НорвегияИсландия → обещали "
        "5 марта 2024 публикация «5 марта 2024, 10:15» 2025 «2025 года»"
    )


def test_a_notebook_shows_the_page_in_a_frame(annotation: Annotation) -> None:
    [(tag, attributes)] = Outline(annotation._repr_html_()).elements
    assert (tag, attributes["title"]) == ("iframe", "cod")
    assert attributes["srcdoc"] == annotation.to_html()


def test_ipython_prints_a_line(annotation: Annotation) -> None:
    pretty = "<Annotation 'cod': 4 entities, 3 times, 2 events, 1 commitments, 1 quotes>"
    assert IPython.lib.pretty.pretty(annotation) == pretty


HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}&amp;"


def test_everything_is_escaped(annotation: Annotation) -> None:
    fields = annotation.model_dump()
    fields["document"] |= {"id": HOSTILE, "source": HOSTILE}
    for entity in fields["entities"]:
        entity.update(name=entity["name"] + HOSTILE, code=HOSTILE)
    for event in fields["events"]:
        event.update(template=HOSTILE)
    hostile, plain = Outline(page(fields)), Outline(page(annotation.model_dump()))
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in plain.elements]
    assert not [name for _, found in hostile.elements for name in found if name.startswith("on")]
    assert HOSTILE in hostile.text(class_="about")[0]


def test_an_empty_article_has_a_page() -> None:
    document = {"id": None, "source": None, "published": None, "title": None, "text": ""}
    lists = ("sentences", "entities", "times", "events", "commitments", "lists", "quotes", "facts")
    empty = Annotation.model_validate({"schema_version": "1.0", "document": document, **{name: [] for name in lists}})
    outline = Outline(empty.to_html())
    assert outline.text(class_="unseen")[:1] == ["Статья без заголовка"]
    assert outline.text(id="commitments") == outline.text(id="timeline") == []


@pytest.mark.parametrize("name", sorted(path.stem for path in WRITTEN.glob("*.txt")))
def test_real_articles(nlp: Language, name: str) -> None:
    text = (WRITTEN / f"{name}.txt").read_text(encoding="utf-8")
    annotation = build(nlp(prepare(nlp, Article(text, id=name))))
    html = annotation.to_html()
    outline = Outline(html)
    assert outline.text(id="text") == [" ".join(text.split())]
    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    links = outline.values("href")
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert {link for link in links if not link.startswith("#")} == {"data:,"}  # self-contained: no file, no network
    assert outline.values("src") == []
    assert re.findall(r"@import|url\(|https?:", html) == []
    assert html == annotation.to_html()
    events = [f"{event.id}" for event in annotation.events]
    assert [found["id"] for _, found in outline.elements if (found.get("id") or "").startswith("V")
            and found.get("data-event")] == events  # fmt: skip
