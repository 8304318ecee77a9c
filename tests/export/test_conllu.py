"""CoNLL-U: read back by spaCy, and by the rules of its format."""

import re
from collections.abc import Iterator

import pytest
from spacy.language import Language
from spacy.training.converters import conllu_to_docs

from extractor import Annotation, Article
from extractor.export.conllu import to_conllu
from extractor.export.document import parsed

Row = list[str]
UNESCAPED = {"\\s": " ", "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\p": "|", "\\\\": "\\"}


def rows(conllu: str) -> Iterator[list[Row]]:
    """The words of each sentence."""
    for block in conllu.strip().split("\n\n"):
        yield [line.split("\t") for line in block.splitlines() if not line.startswith("#")]


def misc(row: Row) -> dict[str, str]:
    return {} if row[9] == "_" else dict(part.split("=", 1) for part in row[9].split("|"))


def spaces(escaped: str) -> str:
    return re.sub(r"\\.", lambda found: UNESCAPED[found[0]], escaped)


def export(annotation: Annotation) -> str:
    return to_conllu(parsed(Article(annotation.document.text, id=annotation.document.id)), annotation)


def test_the_text_is_in_the_words_and_the_white_space(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        text = ""
        for sentence in rows(export(annotation)):
            for row in sentence:
                notes = misc(row)
                after = "" if "SpaceAfter" in notes else spaces(notes.get("SpacesAfter", "\\s"))
                text += spaces(notes.get("SpacesBefore", "")) + row[1] + after
        assert text == annotation.document.text


def test_the_trees_and_words_are_the_parser_s(annotations: list[Annotation], nlp: Language) -> None:
    annotation = annotations[0]
    doc = parsed(Article(annotation.document.text))
    words = [token for token in doc if not token.is_space]
    found = [row for sentence in rows(to_conllu(doc, annotation)) for row in sentence]
    assert [(row[1], row[2], row[3], row[5]) for row in found] == [
        (word.text, word.lemma_, word.pos_, str(word.morph) or "_") for word in words
    ]
    [read] = list(conllu_to_docs(to_conllu(doc, annotation), n_sents=1000, no_print=True))
    assert [word.text for word in read] == [word.text for word in words]
    assert [word.head.text for word in read] == [word.head.text for word in words]
    assert [word.dep_.lower() for word in read] == [word.dep_.lower() for word in words]


def test_each_sentence_is_a_tree(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        for sentence in rows(export(annotation)):
            assert [row[0] for row in sentence] == [str(number) for number in range(1, len(sentence) + 1)]
            assert [row[7] for row in sentence if row[6] == "0"] == ["root"] * bool(sentence)
            heads = {row[0]: row[6] for row in sentence}
            for start in heads:
                name, steps = start, 0
                while name != "0":
                    name, steps = heads[name], steps + 1
                    assert steps <= len(heads), "a circle"


def test_the_mentions_are_the_annotation_s(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        opened: dict[str, list[list[str]]] = {}
        found: list[tuple[str, str]] = []
        for row in (row for sentence in rows(export(annotation)) for row in sentence):
            for words in (words for stack in opened.values() for words in stack):
                words.append(row[1])
            for bracket in re.findall(r"\([^()]+\)?|[^()]+\)", misc(row).get("Entity", "")):
                name = re.findall(r"E\d+", bracket)[0]
                if bracket.startswith("("):
                    opened.setdefault(name, []).append([row[1]])
                if bracket.endswith(")"):
                    found.append((name, "".join(opened[name].pop())))
        assert not any(opened.values())
        expected = [
            (entity.id, "".join(mention.text.split())) for entity in annotation.entities for mention in entity.mentions
        ]
        assert sorted(found) == sorted(expected)


def test_a_sentence_as_it_is_written(nlp: Language) -> None:
    assert to_conllu(nlp("Посол  ждёт.\n")).splitlines() == [
        "# newdoc",
        "# global.Entity = eid-etype-form",
        "# sent_id = 1",
        "# text = Посол ждёт.",
        "1\tПосол\tпосол\tNOUN\t_\tAnimacy=Anim|Case=Nom|Gender=Masc|Number=Sing\t2\tnsubj\t_\tSpacesAfter=\\s\\s",
        "2\tждёт\tждать\tVERB\t_\tAspect=Imp|Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin|Voice=Act"
        "\t0\troot\t_\tSpaceAfter=No",
        "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpacesAfter=\\n",
        "",
    ]


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_but_white_space(nlp: Language, text: str) -> None:
    assert to_conllu(nlp(text)) == "# newdoc\n# global.Entity = eid-etype-form\n"
