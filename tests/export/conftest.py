from pathlib import Path

import pytest

import extractor
from extractor import Annotation

CORPUS = Path(__file__).parents[2] / "corpus" / "written"
LAYOUTS = (
    "",
    "  \n\nЭстония и Латвия\tначали переговоры.\r\n\r\n «Мы\n готовы», — сказал президент Карл Саар. Он уехал.\n",
    "Стороны договорились о следующем:\n1. Перу откроет границу.\n2. Чили отведёт войска.\n",
    "Обе стороны — США и Иран — обязались до 1 мая вывести войска, освободить пленных и открыть порты.",
    "Саар встретился с Кальнинем 😀 в Риге, министр финансов Латвии Янис Озол ушёл в отставку 3 мая 2024 года.",
)


@pytest.fixture(scope="session")
def annotations() -> list[Annotation]:
    """The project's own articles and some odd layouts, annotated."""
    articles = [{"text": path.read_text("utf-8"), "id": path.stem} for path in sorted(CORPUS.glob("*.txt"))]
    articles += [{"text": text, "id": f"layout-{i}", "published": "2024-05-06"} for i, text in enumerate(LAYOUTS)]
    found = list(extractor.annotate_all(articles))
    assert all(isinstance(annotation, Annotation) for annotation in found)
    return [annotation for annotation in found if isinstance(annotation, Annotation)]
