"""What mkdocs asks for: pages that stand elsewhere in the repository, pages that are made, and links.

No text is kept twice: a README beside its code is a page of the site too. Links in all pages are those of the
repository; here they become the site's, and what is no page is told by its path.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import glossary
import json_reference
import python_reference
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from extractor.events.catalogue import catalogue
from extractor.events.template import load_templates

ROOT = Path(__file__).parents[2]
# Where a file of the repository stands on the site.
PLACES = {
    "README.md": "index.md",
    "README.ru.md": "ru.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "benchmarks/README.md": "benchmarks.md",
    "corpus/README.md": "corpus.md",
    "extractor/corpora/README.md": "corpora.md",
    "extractor/events/templates/README.md": "events/templates.md",
    "extractor/events/templates/TUTORIAL.md": "events/tutorial.md",
    "extractor/facts/templates/README.md": "facts/templates.md",
    "models/README.md": "models/index.md",
    "models/entities/README.md": "models/entities.md",
    "models/large/README.md": "models/large.md",
    "models/parties/README.md": "models/parties.md",
    "models/places/README.md": "models/places.md",
    "notebooks/page.png": "page.png",
    "extractor/annotation/schema.json": "schema.json",
}
# What makes the pages that stand nowhere, by their place on the site.
MADE: dict[str, Callable[[], str]] = {
    "api.md": python_reference.page,
    "glossary.md": glossary.page,
    "json.md": json_reference.page,
    "events/catalogue.md": lambda: catalogue(load_templates(None)),
}
SOURCES = {page: source for source, page in PLACES.items()}
LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!\w+:)([^)#\s]*)(#[^)\s]*)?\)")
FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for source, page in PLACES.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / source)))
    for page, text in MADE.items():
        files.append(File.generated(config, page, content=text()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    place = page.file.src_uri
    if place in MADE:
        return markdown
    return with_links_of_the_site(markdown, SOURCES.get(place, f"docs/{place}"), files)


def with_links_of_the_site(markdown: str, source: str, files: Files) -> str:
    """The text of a file of the repository, its links outside fenced code led to the pages of the site."""
    here = PLACES.get(source, source.removeprefix("docs/"))

    def led(link: re.Match[str]) -> str:
        image, text, target, anchor = link.groups(default="")
        if not target:
            return link[0]
        linked = os.path.normpath(os.path.join(os.path.dirname(source), target))
        place = PLACES.get(linked, linked.removeprefix("docs/"))
        if files.get_file_from_path(place) is None:
            return text
        return f"{image}[{text}]({os.path.relpath(place, os.path.dirname(here) or '.')}{anchor})"

    parts = FENCE.split(markdown)
    parts[::2] = [LINK.sub(led, part) for part in parts[::2]]
    return "".join(parts)
