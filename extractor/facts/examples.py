"""Every template of facts proves itself: its examples must give the facts as marked, its counterexamples none."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from extractor import markup
from extractor.facts.bodies import Bodies
from extractor.facts.lexicon import lexicon
from extractor.facts.matcher import FactMatcher
from extractor.facts.posts import Posts
from extractor.facts.template import FactTemplate

Found = tuple[str, str]  # role and text


@dataclass(frozen=True, slots=True)
class Verdict:
    """An example that did not come out as marked: what was expected and what was found."""

    template: str
    text: str
    expected: tuple[Found, ...]
    found: tuple[Found, ...]

    def __str__(self) -> str:
        return f"{self.template}: «{self.text}»\n  expected {_show(self.expected)}\n  found    {_show(self.found)}"


def _show(found: tuple[Found, ...]) -> str:
    return ", ".join(f"{role}={text!r}" for role, text in found) or "no fact"


def check(nlp: Language, template: FactTemplate) -> Iterator[Verdict]:
    """Verdicts on the examples and counterexamples that fail; nothing where all hold.

    Only the facts of the template itself are looked at. `nlp` must bring everything up to `extractor_commitments`.
    """
    matcher = FactMatcher((template,), lexicon())
    for example in (*template.examples, *template.counterexamples):
        text, marks = markup.parse(example)
        expected = tuple(sorted((mark.label, text[mark.start : mark.end]) for mark in marks))
        doc = nlp(text)
        bodies = Bodies(doc, lexicon())
        facts = matcher.find(doc, bodies, tuple(Posts(doc, bodies, lexicon()).find()))
        found = tuple(sorted((a.role, text[a.start : a.end]) for fact in facts for a in fact.arguments))
        if expected != found:
            yield Verdict(template.id, text, expected, found)
