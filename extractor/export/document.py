"""Docs of articles whose annotation comes from elsewhere: as far analysed as an importer or an export needs."""

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from extractor.annotation.article import Article, read_article
from extractor.pipeline import COMPONENTS, as_written, load

_SENTENCES = ("extractor_layout", "extractor_sentences")
_TREES = (*_SENTENCES, "extractor_morphology", "extractor_syntax", "extractor_lemmas")


def unanalysed(article: Article) -> Doc:
    """The Doc of an article with layout and sentences, on which an importer sets the layers.

    Raises:
        InputError: the article is none.
    """
    return _doc(article, _SENTENCES)


def parsed(article: Article) -> Doc:
    """The Doc of an article with lemmas, parts of speech, features and trees, and no layers but the layout.

    Raises:
        InputError: the article is none.
    """
    return _doc(article, _TREES)


def _doc(article: Article, components: tuple[str, ...]) -> Doc:
    nlp = _pipeline(components)
    return nlp(as_written(nlp, read_article(article)))


@cache
def _pipeline(components: tuple[str, ...]) -> Language:
    return load(exclude=[name for name in COMPONENTS if name not in components])
