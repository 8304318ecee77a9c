"""Which words between political actors fire no template: where the next template is worth writing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.entities import Mentions, is_party
from extractor.events.matcher import Matcher
from extractor.grammar.clause import Grammar
from extractor.grammar.morphology import is_noun, is_verb
from extractor.grammar.tokens import Parse, Token, parse_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A verb or act noun that stood between two or more parties and fired nothing.

    `failures` are the conditions that kept its templates from firing, the most frequent first; none where no
    template has the word for a trigger.
    """

    lemma: str
    pos: str
    count: int
    failures: tuple[str, ...]
    examples: tuple[str, ...]


def mine(docs: Iterable[Doc], matcher: Matcher, *, examples: int = 3) -> list[Finding]:
    """The words that stand between parties and fire nothing, the most frequent first, each with some sentences.

    The documents must have come through the pipeline up to `extractor_quotes`.
    """
    found: dict[tuple[str, str], list[tuple[str | None, str]]] = defaultdict(list)
    for doc in docs:
        parse = parse_of(doc)
        attempts = matcher.attempts(parse)
        fired = {attempt.token.i for attempt in attempts if attempt.event is not None}
        failures = {attempt.token.i: f"{attempt.template.id}: {attempt.failure}" for attempt in attempts}
        for token in _between_parties(parse, matcher.grammar):
            if fired.isdisjoint((token.i, token.head.i, *(child.i for child in token.children))):
                sentence = " ".join(token.sent.text.split())
                found[token.lemma_, token.pos_].append((failures.get(token.i), sentence))
    findings = (_finding(lemma, pos, places, examples) for (lemma, pos), places in found.items())
    return sorted(findings, key=lambda finding: (-finding.count, finding.lemma, finding.pos))


def _finding(lemma: str, pos: str, places: list[tuple[str | None, str]], examples: int) -> Finding:
    failures = Counter(failure for failure, _ in places if failure is not None)
    sentences = dict.fromkeys(sentence for _, sentence in places)
    return Finding(
        lemma=lemma,
        pos=pos,
        count=len(places),
        failures=tuple(failure for failure, _ in failures.most_common()),
        examples=tuple(sentences)[:examples],
    )


def _between_parties(doc: Parse, grammar: Grammar) -> Iterator[Token]:
    """Verbs and nouns on which two different parties hang: as subject, object, genitive, or behind a preposition."""
    entities = doc._.entities
    mentions = Mentions(doc, entities)
    parties = {i for i, entity in enumerate(entities) if is_party(entity)}
    for token in doc:
        if not (is_verb(token) or is_noun(token)) or mentions.at(token):
            continue
        around = [dependent.token for dependent in grammar.dependents(token)]
        if is_verb(token):
            around += [*grammar.subjects(token), *grammar.objects(token)]
        named = {i for word in around for reference in mentions.at(word) for i in reference.entities}
        if len(named & parties) > 1:
            yield token
