"""Names, codes and coreference: python benchmarks/who.py [--data DIR] [--texts N] [--scorer FILE] [--errors]

DIR holds the SlavicNER corpus (slavicner/ner, slavicner/raw) and gold annotation (gold/dev); it defaults to
EXTRACTOR_DATA. Base forms are compared letter by letter, «ё» and the kind of quotation marks aside, for every
mention of SlavicNER, beside natasha's `span.normalize` of the same mentions. Codes, names and links are those of the
gold actors and recipients, given the right span; a link is right where the entity is mentioned by another gold span
of the same name too, or has that name. With --scorer, the script that scores FactRuEval-2016, also the objects of the
texts in factrueval/devset below DIR (track 2).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from extractor.entities import Mentions, canonical
from extractor.pipeline import COMPONENTS, load
from extractor.records import Entity
from extractor.scoring.factrueval.objects import objects_answer
from extractor.scoring.project.answer import PARTICIPANTS, Piece, read_gold
from extractor.scoring.project.matching import overlap, same_name

TYPES = ("PER", "LOC", "ORG", "PRO", "EVT")
LAST = list(COMPONENTS).index("extractor_entities")
PRONOUN, PLURAL, NAME, NOMINAL = "pronoun", "several by one phrase", "name", "nominal"


@dataclass(frozen=True)
class Named:
    """A mention of SlavicNER with its base form."""

    topic: str
    start: int
    end: int
    text: str
    base: str
    type: str


@dataclass(frozen=True)
class Party:
    """A gold span with every name and code that it stands for, and the entities that we take it for."""

    document: str
    text: str
    kind: str
    gold: frozenset[tuple[str | None, str | None]]
    found: tuple[Entity, ...]
    linked: bool  # to the entity of another gold span with the same name


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")))
    options.add_argument("--texts", type=int, help="only so many texts of each topic of SlavicNER")
    options.add_argument("--scorer", type=Path, help="factrueval_score.py")
    options.add_argument("--errors", action="store_true", help="list what is wrong")
    arguments = options.parse_args()
    nlp = load(exclude=list(COMPONENTS)[LAST + 1 :])
    console = Console(width=140)
    console.print(base_forms(nlp, arguments.data / "slavicner", arguments.texts, arguments.errors))
    parties = list(read_parties(nlp, arguments.data / "gold" / "dev"))
    console.print(codes(parties))
    console.print(links(parties))
    if arguments.scorer:
        objects(nlp, arguments.data / "factrueval" / "devset", arguments.scorer)
    if arguments.errors:
        for party in parties:
            if not (has_code(party) and has_name(party)):
                found = [(entity.name, entity.code) for entity in party.found]
                print(f"{party.document}: «{party.text}» is {sorted(party.gold, key=str)}, found {found}")


def objects(nlp: Language, folder: Path, scorer: Path) -> None:
    """Answer track 2 of FactRuEval-2016 and let its script print the figures."""
    with tempfile.TemporaryDirectory() as answers:
        texts = ((path.read_bytes().decode("utf-8"), path.stem) for path in sorted(folder.glob("*.txt")))
        for doc, name in nlp.pipe(texts, as_tuples=True):
            (Path(answers) / f"{name}.task2").write_text(objects_answer(doc), encoding="utf-8")
        command = [sys.executable, str(scorer), "--gold", str(folder), "--system", answers, "--track", "2"]
        subprocess.run(command, check=True)


def base_forms(nlp: Language, folder: Path, limit: int | None, errors: bool) -> Table:
    """The share of base forms that are right, by topic and by type."""
    texts = [
        (path, text, named)
        for topic in sorted(path for path in (folder / "ner").iterdir() if path.is_dir())
        for path, text, named in list(read_topic(topic))[:limit]
    ]
    mentions = [mention for _, _, named in texts for mention in named]
    ours = [name for doc, named in parsed(nlp, texts) for name in of_ours(doc, named)]
    answers = {"natasha": by_natasha([(text, named) for _, text, named in texts]), "ours": ours}
    table = Table("", "mentions", *answers, title="base forms of SlavicNER, right in percent")
    for row in [*sorted({mention.topic for mention in mentions}), *TYPES, "all"]:
        chosen = [place for place, mention in enumerate(mentions) if row in ("all", mention.topic, mention.type)]
        shares = (
            100 * sum(plain(names[place]) == plain(mentions[place].base) for place in chosen) / len(chosen)
            for names in answers.values()
        )
        table.add_row(row, str(len(chosen)), *(f"{share:.1f}" for share in shares))
    if errors:
        wrong = Counter(
            (mention.type, mention.text, mention.base, name)
            for mention, name in zip(mentions, ours, strict=True)
            if plain(mention.base) != plain(name)
        )
        for (type_, text, base, name), count in wrong.most_common():
            print(f"{count} {type_} «{text}» is «{base}», found «{name}»")
    return table


def read_topic(folder: Path) -> Iterator[tuple[str, str, list[Named]]]:
    """The texts of a topic with those of their mentions whose offsets are right."""
    for path in sorted(folder.glob("*.tsv")):
        raw = folder.parent.parent / "raw" / folder.name / f"{path.stem}.txt"
        text = raw.read_bytes().decode("utf-8")
        rows = [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]
        named = [Named(folder.name, int(row[0]), int(row[1]), *row[2:5]) for row in rows if len(row) >= 5]
        yield path.stem, text, [mention for mention in named if text[mention.start : mention.end] == mention.text]


def parsed(nlp: Language, texts: Iterable[tuple[str, str, list[Named]]]) -> Iterator[tuple[Doc, list[Named]]]:
    yield from nlp.pipe(((text, named) for _, text, named in texts), as_tuples=True)


def of_ours(doc: Doc, named: list[Named]) -> Iterator[str]:
    for mention in named:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        assert span is not None  # a mention is some characters long
        yield canonical(doc, span)


def plain(name: str) -> str:
    return name.replace("ё", "е").replace("Ё", "Е").replace("«", '"').replace("»", '"')


def by_natasha(texts: list[tuple[str, list[Named]]]) -> list[str]:
    """natasha's normal forms, made in the environment that the benchmark of speed makes."""
    from speed import natasha_python

    asked = [(text, [(mention.start, mention.end, mention.type) for mention in named]) for text, named in texts]
    command = [str(natasha_python()), "-W", "ignore", "-c", NATASHA]
    process = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    names: list[str] = json.loads(process.stdout)
    return names


NATASHA = """
import json, sys
from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsSyntaxParser, Segmenter
from natasha.doc import DocSpan
embedding, vocabulary, segmenter = NewsEmbedding(), MorphVocab(), Segmenter()
morphology, syntax = NewsMorphTagger(embedding), NewsSyntaxParser(embedding)
names = []
for text, mentions in json.load(sys.stdin):
    doc = Doc(text)
    doc.segment(segmenter)
    doc.tag_morph(morphology)
    doc.parse_syntax(syntax)
    for start, stop, type in mentions:
        tokens = [token for token in doc.tokens if token.start < stop and start < token.stop]
        span = DocSpan(start, stop, type, text[start:stop], tokens=tokens)
        span.normalize(vocabulary)
        names.append(span.normal)
json.dump(names, sys.stdout)
"""


def read_parties(nlp: Language, folder: Path) -> Iterator[Party]:
    """Every span of a gold actor or recipient with what it stands for."""
    for document in read_gold(folder):
        doc = nlp(document.text)
        entities = doc._.entities
        mentions = Mentions(doc, entities)
        spans: dict[Piece, set[tuple[str | None, str | None]]] = defaultdict(set)
        for event in document.answer.events:
            for argument in event.arguments:
                if argument.role in PARTICIPANTS:
                    spans[argument.span].add((argument.name, argument.code))
        by_name: dict[str | None, list[Piece]] = defaultdict(list)
        for piece, gold in spans.items():
            for name, _ in gold:
                by_name[name].append(piece)
        for piece, gold in sorted(spans.items(), key=lambda item: (item[0].start, item[0].end)):
            span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
            assert span is not None  # a gold span is some characters long
            references = mentions.at(span.root) or mentions.within(span.start, span.end)[:1]
            found = tuple(entities[number] for reference in references for number in reference.entities)
            others = [other for name, _ in gold for other in by_name[name] if other != piece]
            linked = any(overlap(mention, other) for entity in found for mention in entity.mentions for other in others)
            yield Party(document.name, piece.text, kind(doc, piece, len(gold)), frozenset(gold), found, linked)


def kind(doc: Doc, piece: Piece, members: int) -> str:
    words = [token for token in doc if piece.start <= token.idx < piece.end]
    if len(words) == 1 and words[0].pos_ in ("PRON", "DET"):
        return PRONOUN
    if members > 1:
        return PLURAL
    return NAME if words and words[0].text[:1].isupper() and words[-1].text[:1].isupper() else NOMINAL


def has_code(party: Party) -> bool:
    return all(any(entity.code == code for entity in party.found) for _, code in party.gold)


def has_name(party: Party) -> bool:
    return all(any(same_name(entity.name, name) for entity in party.found) for name, _ in party.gold)


def codes(parties: list[Party]) -> Table:
    """The share of gold parties, given the right span, whose codes and whose names are right."""
    table = Table("", "parties", "found", "code", "name", title="gold parties given the right span, right in percent")
    for row in (NAME, NOMINAL, PLURAL, PRONOUN, "all"):
        chosen = [party for party in parties if row in ("all", party.kind)]
        counts = (sum(bool(party.found) for party in chosen), sum(map(has_code, chosen)), sum(map(has_name, chosen)))
        table.add_row(row, str(len(chosen)), *(f"{100 * count / len(chosen):.1f}" for count in counts))
    return table


def links(parties: list[Party]) -> Table:
    """Of the pronouns and plurals of the gold, how many we link, and how many of these rightly."""
    table = Table("", "gold", "linked", "right", "precision", "recall", title="links of pronouns and plurals")
    for row in (PRONOUN, PLURAL):
        chosen = [party for party in parties if party.kind == row]
        linked = [party for party in chosen if party.found and (row == PRONOUN or len(party.found) > 1)]
        right = sum(has_name(party) or (row == PRONOUN and party.linked) for party in linked)
        shares = (f"{100 * right / count:.1f}" if count else "-" for count in (len(linked), len(chosen)))
        table.add_row(row, str(len(chosen)), str(len(linked)), str(right), *shares)
    return table


if __name__ == "__main__":
    main()
