"""Mentions by the rules of FactRuEval-2016, track 1; the figures of whole answers are checked against the reference."""

import re
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.scoring.factrueval.mentions import read_mentions, score_mentions

# Each mention: its kind and the spans that make it, a label and words that stand side by side.
Mentions = list[tuple[str, list[tuple[str, str]]]]
Numbers = dict[str, tuple[float, ...]]


def write(folder: Path, text: str, mentions: Mentions) -> None:
    """A document in the form of the campaign."""
    tokens = [(str(101 + i), token) for i, token in enumerate(re.finditer(r"\w+|[^\w\s]", text))]
    spans, objects = [], []
    for number, (kind, parts) in enumerate(mentions):
        names = []
        for label, words in parts:
            start = text.index(words)
            members = [(name, token) for name, token in tokens if start <= token.start() < start + len(words)]
            names.append(str(301 + len(spans)))
            ids = " ".join(name for name, _ in members)
            spans.append(
                f"{names[-1]} {label} {start} {len(words)} {members[0][0]} {len(members)}  # {ids} "
                + " ".join(token.group() for _, token in members)
            )
        objects.append(f"{501 + number} {kind} {' '.join(names)} # text")
    layers = {
        "txt": text,
        "tokens": "\n".join(f"{name} {token.start()} {len(token.group())} {token.group()}" for name, token in tokens),
        "spans": "\n".join(spans),
        "objects": "\n".join(objects),
    }
    for layer, content in layers.items():
        (folder / f"book_1.{layer}").write_text(content, encoding="utf-8")


def figures(
    folder: Path, text: str, mentions: Mentions, answers: list[tuple[str, str]]
) -> dict[str, tuple[float, ...]]:
    """Hits, gold and found of each kind with gold or answers; an answer is its kind and words."""
    write(folder, text, mentions)
    found = [(text.index(words), text.index(words) + len(words), kind) for kind, words in answers]
    tallies = score_mentions(read_mentions(folder), {"book_1": found})
    return {name: (t.gold_hits, t.gold, t.found) for name, t in tallies.items() if t.gold or t.found}


ANNA = ("Person", [("name", "Анна"), ("surname", "Лугова")])
FIRM = ("Org", [("org_descr", "фирма"), ("org_name", "Северный ветер")])
CASES = {
    "exact": ("Едет Анна Лугова.", [ANNA], [("PER", "Анна Лугова")], {"per": (1, 1, 1)}),
    "half": ("Едет Анна Лугова.", [ANNA], [("PER", "Анна")], {"per": (0.5, 1, 1)}),
    "a word too much": ("Едет Анна Лугова.", [ANNA], [("PER", "Едет Анна Лугова")], {"per": (2 / 3, 1, 1)}),
    "a descriptor costs nothing": ("фирма «Северный ветер»", [FIRM], [("ORG", "Северный ветер")], {"org": (1, 1, 1)}),
    "nor with it": ("фирма «Северный ветер»", [FIRM], [("ORG", "фирма «Северный ветер»")], {"org": (1, 1, 1)}),
    "another kind": ("Едет Анна Лугова.", [ANNA], [("ORG", "Анна Лугова")], {"per": (0, 1, 0), "org": (0, 0, 1)}),
    "no name": ("Вот фирма.", [("Org", [("org_descr", "фирма")])], [("ORG", "фирма")], {}),
    "a state that acts is a place": (
        "Перу против.", [("LocOrg", [("loc_name", "Перу")])], [("LOC", "Перу")], {"loc": (1, 1, 1)},
    ),
    "embedded, found": (
        "МИД Перу", [("Org", [("org_name", "МИД Перу")]), ("LocOrg", [("loc_name", "Перу")])],
        [("ORG", "МИД Перу"), ("LOC", "Перу")], {"org": (1, 1, 1)},
    ),
    "a place loses to its twin": (
        "Перу", [("Org", [("org_name", "Перу")]), ("Location", [("loc_name", "Перу")])], [], {"org": (0, 1, 0)},
    ),
    "unless it alone is found": (
        "Перу", [("Org", [("org_name", "Перу")]), ("Location", [("loc_name", "Перу")])], [("LOC", "Перу")],
        {"loc": (1, 1, 1), "org": (0, 1, 0)},
    ),
    "of twins of a kind the later loses": (
        "Перу", [("Org", [("org_name", "Перу")]), ("Org", [("org_name", "Перу")])], [("ORG", "Перу")],
        {"org": (1, 1, 1)},
    ),
    "projects do not count": ("Едет Вихрь", [("Project", [("prj_name", "Вихрь")])], [], {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_rules(tmp_path: Path, case: tuple[str, Mentions, list[tuple[str, str]], Numbers]) -> None:
    text, mentions, answers, expected = case
    found = figures(tmp_path, text, mentions, answers)
    found.pop("overall", None)
    assert found == {kind: pytest.approx(numbers) for kind, numbers in expected.items()}


def test_a_contested_answer_goes_where_it_gives_most(tmp_path: Path) -> None:
    mentions = [("Person", [("surname", "Лугова")]), ("Person", [("name", "Анна"), ("patronymic", "Львовна")])]
    found = figures(tmp_path, "Лугова Анна Львовна", mentions, [("PER", "Лугова Анна Львовна")])
    assert found["per"] == pytest.approx((2 / 3, 2, 1))


def test_a_missing_layer(tmp_path: Path) -> None:
    write(tmp_path, "Едет Анна Лугова.", [ANNA])
    (tmp_path / "book_1.spans").unlink()
    with pytest.raises(InputError, match=r"book_1\.txt: its annotation cannot be read: .*No such file"):
        read_mentions(tmp_path)
