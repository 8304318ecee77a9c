"""Titles, sources and publication times that the heads of articles are said to have, to be judged by eye.

    python benchmarks/heads.py DATA/raw/news.jsonl

SOURCE is what `extractor run` takes. All sources and times are listed, and of titles those asked for by `--titles`.
"""

from pathlib import Path
from typing import Annotated

import typer

from extractor.annotation.article import Article
from extractor.corpora.source import open_source
from extractor.text.layout import Layout


def main(source: Path, titles: Annotated[int, typer.Option(help="How many titles to list.")] = 0) -> None:
    """Count them, and list what was found."""
    texts = [document.text for document in open_source(source) if isinstance(document, Article)]
    found = [Layout().find(text) for text in texts]
    named = [text[one.title.start : one.title.end] for text, one in zip(texts, found, strict=True) if one.title]
    sources = [one.source for one in found if one.source]
    times = [one.published for one in found if one.published]
    print(f"{len(texts)} articles: {len(named)} titles, {len(sources)} sources, {len(times)} publication times")
    step = max(1, len(named) // titles) if titles else 0
    print(*sources, *times, *(named[::step][:titles] if step else ()), sep="\n")


if __name__ == "__main__":
    typer.run(main)
