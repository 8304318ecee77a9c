"""The page of the Python names: each public one, which mkdocstrings fills from its docstring."""

from collections.abc import Iterator

import extractor

GROUPS = {
    "Articles": ("annotate", "annotate_all", "load", "Article", "Annotation", "Failure"),
    "Corpora": ("annotate_corpus", "read_corpus", "query", "Corpus", "Columns"),
    "Who with whom": ("interactions", "graph", "plot", "codebook"),
    "Templates": ("explain", "check_templates"),
    "Errors": ("ExtractorError", "InputError", "ModelError", "PipelineError", "TemplateError"),
}


def page() -> str:
    return "\n".join(_page())


def _page() -> Iterator[str]:
    grouped = {name for names in GROUPS.values() for name in names}
    lacking = set(extractor.__all__) - grouped - {"__version__"}
    assert not lacking, f"the page of Python names has no place for {sorted(lacking)}"
    yield "# Python\n"
    for group, names in GROUPS.items():
        yield f"## {group}\n"
        yield from (f"::: {_home(name)}\n" for name in names)


def _home(name: str) -> str:
    """Where a public name is defined: mkdocstrings reads the source, and there the package only passes it on."""
    object_ = getattr(extractor, name)
    return f"{object_.__module__}.{name}" if hasattr(object_, "__module__") else object_.__name__
