"""Whoever checks their own code with mypy sees the library's types: a loop over everything that it gives."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
from collections.abc import Iterator

import extractor


def told(annotation: extractor.Annotation) -> Iterator[tuple[str, str, str | None]]:
    names = {entity.id: entity.name for entity in annotation.entities}
    days = {time.id: time.value for time in annotation.times}
    for event in annotation.events:
        for argument in event.arguments:
            yield event.type, argument.role, names.get(argument.entity or "") or days.get(argument.time or "")
    for quote in annotation.quotes:
        yield "quote", quote.content.text, quote.speaker
    for fact in annotation.facts:
        if fact.type == "occupation":
            yield "occupation", fact.who, fact.position.text if fact.position else None


annotation = extractor.annotate("США и Ирак начали переговоры.", published="2024-01-26")
print(len(list(told(annotation))), annotation.document.language)
for result in extractor.annotate_all(["США и Ирак начали переговоры."]):
    if isinstance(result, extractor.Failure):
        print(result.position, result.reason)
    else:
        print(len(result.events))
reveal_type(annotation.events[0].arguments[0].entity)
"""


def test_a_loop_over_everything_is_typed_and_runs(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    options = ["--strict", "--config-file=", "--follow-imports=silent", "--no-error-summary", f"--cache-dir={tmp_path}"]
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", *options, script], capture_output=True, encoding="utf-8", timeout=400
    )
    assert [line.partition("note: ")[2] for line in checked.stdout.splitlines()] == ['Revealed type is "str | None"']
    script.write_text(SCRIPT.replace("reveal_type", "print"), encoding="utf-8")
    ran = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", timeout=120)
    assert ran.stdout.split()[:2] == ["2", "ru"], ran.stderr
