"""The one reader of the tests' data files: a sentence a line, with its marks inside (`extractor.markup`)."""

from pathlib import Path


def lines(path: Path) -> list[str]:
    """The sentences of a file without its comments (#) and blank lines; «¶» stands for a line break."""
    read = path.read_text(encoding="utf-8").splitlines()
    return [line.replace("¶", "\n") for line in read if line.strip() and not line.startswith("#")]
