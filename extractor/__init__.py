"""Russian news text in, annotated JSON out: entities, times, quotes, lists, PLOVER events, commitments.

>>> import extractor
>>> annotation = extractor.annotate("США и Ирак начали переговоры.", published="2024-01-26")
>>> print(annotation.events[0].type)
CONSULT
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError, InputError, ModelError, PipelineError, TemplateError

if TYPE_CHECKING:
    from extractor import plot
    from extractor.annotation.article import Article
    from extractor.annotation.model import Annotation
    from extractor.batch import Failure, annotate_all
    from extractor.checks import check_templates
    from extractor.corpora.corpus import Corpus, query, read_corpus
    from extractor.corpora.run import annotate_corpus
    from extractor.corpora.source import Columns
    from extractor.explanation import explain
    from extractor.networks import graph
    from extractor.pairs import interactions
    from extractor.pipeline import annotate, load
    from extractor.plover.codebook import codebook

    __version__: str

__all__ = [
    "Annotation",
    "Article",
    "Columns",
    "Corpus",
    "ExtractorError",
    "Failure",
    "InputError",
    "ModelError",
    "PipelineError",
    "TemplateError",
    "__version__",
    "annotate",
    "annotate_all",
    "annotate_corpus",
    "check_templates",
    "codebook",
    "explain",
    "graph",
    "interactions",
    "load",
    "plot",
    "query",
    "read_corpus",
]

# spaCy takes seconds to import; whoever only asks for a name of the library need not wait for it.
_LAZY = {
    "Annotation": "extractor.annotation.model",
    "Article": "extractor.annotation.article",
    "Columns": "extractor.corpora.source",
    "Corpus": "extractor.corpora.corpus",
    "Failure": "extractor.batch",
    "annotate": "extractor.pipeline",
    "annotate_all": "extractor.batch",
    "annotate_corpus": "extractor.corpora.run",
    "check_templates": "extractor.checks",
    "codebook": "extractor.plover.codebook",
    "explain": "extractor.explanation",
    "graph": "extractor.networks",
    "interactions": "extractor.pairs",
    "load": "extractor.pipeline",
    "query": "extractor.corpora.corpus",
    "read_corpus": "extractor.corpora.corpus",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("extractor.installed.release").version()
    if name == "plot":
        return import_module("extractor.plot")  # an extra
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return __all__
