"""The examples of a fact template, run with the template alone; only arguments are marked in them."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractor.facts.matcher import FactMatcher
from extractor.facts.template import FactTemplate
from extractor.templates import examples
from extractor.templates.examples import Found, Verdict


def check(nlp: Language, template: FactTemplate) -> Iterator[Verdict]:
    """Verdicts on the examples and counterexamples that fail; nothing where all hold.

    `nlp` must bring everything up to `extractor_commitments`.
    """
    matcher = FactMatcher((template,))

    def read(doc: Doc) -> tuple[tuple[Found, ...], str | None]:
        attempts = matcher.attempts(doc)
        facts = [attempt.fact for attempt in attempts if attempt.fact is not None]
        failures = [f"{attempt.failure}, at «{attempt.token.text}»" for attempt in attempts if attempt.failure]
        found = tuple(sorted((a.role, doc.text[a.start : a.end]) for fact in facts for a in fact.arguments))
        return found, next(iter(failures), None)

    return examples.check(nlp, template, read)
