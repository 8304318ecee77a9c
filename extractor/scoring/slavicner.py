"""SlavicNER's mentions of persons, places and organisations, by topic: strict figures of spans and of forms.

A span is right where start, end and kind are; a form, where the document names something of that kind so, whatever the
case, as the BSNLP campaigns count in their strict evaluation. Products (PRO) and events (EVT) have no kind here.
Source: Piskorski et al. 2024, «Cross-lingual Named Entity Corpus for Slavic Languages».
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import InputError
from extractor.scoring.spans import Labelled, compare
from extractor.scoring.tally import Tally

KINDS = ("PER", "LOC", "ORG")
_COLUMNS = 6  # start, end, form, base form, type, cross-lingual number


@dataclass(frozen=True, slots=True)
class TopicText:
    """An article with start, end and kind of each of its mentions; `name` is unique within the collection."""

    topic: str
    name: str
    text: str
    mentions: frozenset[Labelled]


def read_slavicner(folder: Path) -> list[TopicText]:
    """The articles of a collection, `raw/TOPIC/*.txt` with `ner/TOPIC/*.tsv`, by topic and name.

    Raises:
        InputError: there are none, one has no text, or a line is none of SlavicNER's.
    """
    texts = []
    for path in sorted((folder / "ner").glob("*/*.tsv")):
        topic = path.parent.name
        raw = (folder / "raw" / topic / path.name).with_suffix(".txt")
        try:
            text = raw.read_text("utf-8")
        except OSError as error:
            raise InputError(f"{raw}: the text of {path.name} cannot be read: {error.strerror}") from error
        texts.append(TopicText(topic, f"{topic}/{path.stem}", text, _read_mentions(path)))
    if not texts:
        raise InputError(f"{folder}: no ner/TOPIC/*.tsv of SlavicNER is in this folder")
    return texts


def _read_mentions(path: Path) -> frozenset[Labelled]:
    mentions = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        fields = line.split("\t")
        if not line.strip():
            continue
        if len(fields) != _COLUMNS or not (fields[0].isdecimal() and fields[1].isdecimal()):
            raise InputError(f"{path}:{number}: not a mention of SlavicNER: {line!r}")
        if fields[4] in KINDS:
            mentions.add((int(fields[0]), int(fields[1]), fields[4]))
    return frozenset(mentions)


def score_topics(
    texts: Iterable[TopicText], answers: Mapping[str, Iterable[Labelled]], *, forms: bool = False
) -> dict[str, dict[str, Tally]]:
    """The figures of each kind, and of all together under `ALL`, in each topic.

    Args:
        answers: the mentions found, by the articles' names.
        forms: count each form of a document once, whatever its case, and not each mention.
    """
    topics: dict[str, list[TopicText]] = {}
    for text in texts:
        topics.setdefault(text.topic, []).append(text)
    scores = {}
    for topic, members in topics.items():
        gold = {text.name: _asked(text, text.mentions, forms) for text in members}
        found = {text.name: _asked(text, answers.get(text.name, ()), forms) for text in members}
        scores[topic] = compare(gold, found)
    return scores


def _asked(text: TopicText, mentions: Iterable[Labelled], forms: bool) -> set[Labelled] | set[tuple[str, str]]:
    """The mentions as they are compared; the kind comes last."""
    if forms:
        return {(text.text[start:end].casefold(), kind) for start, end, kind in mentions}
    return set(mentions)
