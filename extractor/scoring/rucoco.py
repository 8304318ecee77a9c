"""Who is who against RuCoCo, news with human coreference (Dobrovolskii et al. 2022): JSON Lines of `name`, `text` and
`clusters`, a list of mentions `[start, end]` each.

RuCoCo joins whatever is spoken of twice, also «бюджет»; this project finds who acts. So the figures are of the mentions
that both have, which are those with one head by the parser, beside the share of gold mentions that it finds.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.tokens import Doc

from extractor.entities.tables.lexicon import lexicon
from extractor.errors import InputError
from extractor.grammar.columns import Words, words_of
from extractor.records import MentionForm
from extractor.scoring.tally import Tally
from extractor.text.reader import read_text

_SEED = 14  # of the sample, that it is the same one always


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its clusters, each of mentions `(start, end)` in code points."""

    name: str
    text: str
    clusters: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention that both have: its cluster in gold, the entities that ours stands for, its form in gold and ours."""

    gold: int
    ours: frozenset[int]
    form: MentionForm
    role: bool


def read_rucoco(path: Path, sample: int | None = None) -> list[Article]:
    """The articles of a file, or a fixed sample of them, in the order of the file.

    Raises:
        InputError: the file cannot be read, or a line is no article of RuCoCo.
    """
    lines = read_text(path).splitlines()
    chosen: Sequence[int] = range(len(lines))
    if sample is not None and sample < len(lines):
        chosen = sorted(Random(_SEED).sample(chosen, sample))
    return [_article(lines[number], f"{path}:{number + 1}") for number in chosen]


def _article(line: str, where: str) -> Article:
    try:
        record = json.loads(line)
        clusters = tuple(tuple((int(start), int(end)) for start, end in cluster) for cluster in record["clusters"])
        return Article(str(record["name"]), str(record["text"]), clusters)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{where}: not an article of RuCoCo with name, text and clusters") from error


def evaluate(nlp: Language, articles: Iterable[Article]) -> dict[str, Tally]:
    """Sums over articles.

    `mentions`: gold mentions with one of ours (recall only; of ours, those that gold has are found).
    `B3`: of each mention that both have, the share of its entity that gold joins with it (P), and of its gold cluster
    that its entity has (R). `pronouns`, `roles`: how many are linked to what is mostly their gold cluster's.
    """
    figures = {name: Tally() for name in ("mentions", "B3", "pronouns", "roles")}
    listed = list(articles)
    for article, doc in zip(listed, nlp.pipe([article.text for article in listed]), strict=True):
        shared = list(_shared(article, doc))
        number = sum(map(len, article.clusters))
        figures["mentions"].add(Tally(number, len(shared), len(shared), len(shared)))
        figures["B3"].add(_b_cubed(shared))
        figures["pronouns"].add(_linked([m for m in shared if m.form == "pronoun"], shared))
        figures["roles"].add(_linked([m for m in shared if m.role], shared))
    return figures


def heads(article: Article, doc: Doc, words: Words) -> Iterator[tuple[int, int]]:
    """The head of every gold mention by the parser, with the number of its cluster."""
    for number, cluster in enumerate(article.clusters):
        for start, end in cluster:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                yield words.top(span.start, span.end), number


def _shared(article: Article, doc: Doc) -> Iterator[_Mention]:
    """The gold mentions that have the head of one of ours, one of a head."""
    words = words_of(doc)
    ours: dict[int, set[int]] = {}
    forms: dict[int, MentionForm] = {}
    begins = {start: position for position, start in enumerate(words.start)}
    for number, entity in enumerate(doc._.entities):
        for mention in entity.mentions:
            head = begins[mention.head.start]
            ours.setdefault(head, set()).add(number)
            forms[head] = mention.form
    seen: dict[int, int] = {}
    for head, number in heads(article, doc, words):
        seen.setdefault(head, number)
    for head, number in seen.items():
        if head in ours:
            yield _Mention(
                number, frozenset(ours[head]), forms[head], forms[head] == "nominal" and _is_role(words, head)
            )


def _is_role(words: Words, head: int) -> bool:
    nominal = lexicon().nominal(words.lemma[head])
    return nominal is not None and nominal.kind in ("office", "person")


def _b_cubed(shared: Sequence[_Mention]) -> Tally:
    tally = Tally(len(shared), len(shared))
    for one in shared:
        together = [other for other in shared if other.ours == one.ours]
        alike = [other for other in shared if other.gold == one.gold]
        both = sum(other.gold == one.gold for other in together)
        tally.found_hits += both / len(together)
        tally.gold_hits += both / len(alike)
    return tally


def _linked(kind: Sequence[_Mention], shared: Sequence[_Mention]) -> Tally:
    """How many of a kind are with names or other phrases, and of how many most of these are of their gold cluster."""
    tally = Tally()
    for one in kind:
        others = [m for m in shared if m is not one and m.form != "pronoun"]
        tally.gold += any(other.gold == one.gold for other in others)
        linked = [other.gold == one.gold for other in others if other.ours & one.ours]
        tally.found += bool(linked)
        right = bool(linked) and 2 * sum(linked) > len(linked)
        tally.found_hits += right
        tally.gold_hits += right
    return tally
