"""The word lists of the package: no word twice in one, and one list for each question."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.dictionary import fold
from extractor.grammar.lexicon import load_lexicon
from extractor.installed.packaged import read_yaml
from extractor.templates.status.words import status_words

PACKAGE = Path(str(extractor.__file__)).parent
FILES = sorted(path for path in PACKAGE.rglob("*.yaml") if path.parent.name != "templates")


def lists_in(node: Any, name: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of words of a file, with the keys that lead to it."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from lists_in(value, f"{name}/{key}")
    elif isinstance(node, list) and all(isinstance(word, str) for word in node):
        yield name, node
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from lists_in(value, f"{name}/{number}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_word_stands_twice_in_a_list(path: Path) -> None:
    twice = {
        name: {word for word in words if words.count(word) > 1} for name, words in lists_in(read_yaml(path), path.stem)
    }
    assert {name: words for name, words in twice.items() if words} == {}


FACTS = read_yaml(PACKAGE / "facts" / "lexicon.yaml")
GRAMMAR = read_yaml(PACKAGE / "grammar" / "lexicon.yaml")


@pytest.mark.parametrize(
    "own, other",
    [
        (FACTS["posts"], lexicon().of_kind("office")),
        (FACTS["posts"], FACTS["no_posts"]),
        (FACTS["posts"], FACTS["owners"]),
        (FACTS["bodies"], lexicon().of_kind("institution", "collective")),
        (FACTS["past"], lexicon().former),
        (GRAMMAR["place_nouns"], lexicon().of_kind("facility", "location")),
        (GRAMMAR["approximately"], GRAMMAR["restrictive"]),
        (read_yaml(PACKAGE / "discourse" / "cues.yaml")["intensifiers"], GRAMMAR["approximately"]),
        (read_yaml(PACKAGE / "times" / "phrases" / "patterns.yaml")["hedge"]["forms"][True], GRAMMAR["approximately"]),
        (status_words().planned, status_words().hypothetical),
        (status_words().planned, status_words().negated),
        (status_words().hypothetical, status_words().negated),
        (load_lexicon().announcing_verbs, load_lexicon().participation_verbs),
    ],
)
def test_one_question_has_one_list(own: Any, other: Any) -> None:
    """A list that adds to another says nothing again, and lists that exclude each other share nothing."""
    assert set(map(fold, own)) & set(map(fold, other)) == set()
