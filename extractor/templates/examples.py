"""Every template proves itself: its examples must give what is marked, its counterexamples nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractor import markup
from extractor.templates.language import Rule

Found = tuple[str, str]  # label and text
Reader = Callable[[Doc], tuple[tuple[Found, ...], str | None]]  # what a text gives, and the first condition that failed

_NO_TRIGGER = "no word of it is a trigger of the template"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An example that did not come out as marked: what was expected and what was found, each (label, text).

    `failure` is the condition that kept the template from firing, where nothing was found. A counterexample that gives
    nothing, as it should, fails too where it holds no trigger: no condition keeps the template from firing there.
    """

    template: str
    text: str
    expected: tuple[Found, ...]
    found: tuple[Found, ...]
    failure: str | None = None

    def __str__(self) -> str:
        if self.expected == self.found:
            return f"{self.template}: «{self.text}» proves nothing: {self.failure}"
        lines = [
            f"{self.template}: «{self.text}»",
            f"  expected {_show(self.expected)}",
            f"  found    {_show(self.found)}",
        ]
        if self.failure:
            lines.append(f"  because  {self.failure}")
        return "\n".join(lines)


def _show(found: tuple[Found, ...]) -> str:
    return ", ".join(f"{label}={text!r}" for label, text in found) or "nothing"


def check(nlp: Language, rule: Rule, read: Reader, label: Callable[[str], str] = str) -> Iterator[Verdict]:
    """Verdicts on the examples and counterexamples that fail; nothing where all hold.

    Args:
        nlp: a pipeline that brings everything that the templates of this kind look at.
        read: what is found in a document; neither that nor a failed condition where no word is a trigger.
        label: the full form of a mark's label.
    """
    for example in (*rule.examples, *rule.counterexamples):
        text, marks = markup.parse(example)
        expected = tuple(sorted((label(mark.label), text[mark.start : mark.end]) for mark in marks))
        found, failure = read(nlp(text))
        untried = not found and failure is None
        if expected != found or untried:
            yield Verdict(rule.id, text, expected, found, _NO_TRIGGER if untried else None if found else failure)
