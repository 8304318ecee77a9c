"""Many articles: in batches, in order, in one process or several."""

import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from dataclasses import replace as replaced
from functools import partial
from itertools import chain, count, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from spacy.language import Language

from extractor.annotation.article import Article, home_code, read_article, without_time
from extractor.annotation.build import build
from extractor.annotation.language import remark
from extractor.annotation.model import Annotation
from extractor.entities.tables.aliases import OwnNames
from extractor.errors import ExtractorError, InputError
from extractor.given import check_counts, id_of, part, publication_time
from extractor.pipeline import BATCH_SIZE, analysed, chosen
from extractor.process.collector import own, seldom, settle
from extractor.process.patience import TimeUp, at_most
from extractor.recipe import Recipe, recipe
from extractor.templates.template_sets import Own

Item = TypeVar("Item")
Result = TypeVar("Result")

LIFETIME = 2**13  # articles, some twenty minutes of work, that a process reads before a fresh one takes its place

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """What stands in the place of an annotation that could not be made.

    `position` counts the articles from 0; `id` is the article's, where it has one.
    """

    position: int
    id: str | None
    reason: str


def annotate_all(
    articles: Iterable[object],
    *,
    home: str | None = None,
    templates: Own | None = None,
    replace: bool = False,
    model: str | None = None,
    confidence: float | None = None,
    aliases: OwnNames | None = None,
    nlp: Language | None = None,
    batch_size: int = BATCH_SIZE,
    processes: int = 1,
) -> Iterator[Annotation | Failure]:
    """The annotations of many articles, lazily and in order.

    Articles are read as results are taken: at most two batches a process are under way. The results
    are the same bytes for any number of processes. An article that fails (no text, an error while it is
    analysed) yields a `Failure` in its place and the rest go on; one with a date that is none is read without, and
    one in another language than Russian is told of: both in the log of `extractor`.

    Args:
        articles: strings, `Article`s, or mappings or objects with `text` and perhaps `published` (ISO 8601,
            `datetime` or `date`), `source`, `id` and `home`.
        home: ISO 3166 alpha-3 code of the state that the articles come from which name none of their own.
        templates, replace, model, confidence, aliases: as for `load`.
        nlp: what `load` returned, in their place; other processes make it again from its configuration.
        batch_size: articles that are analysed together.
        processes: how many processes; each loads the weights once. With more than one, the calling script
            needs `if __name__ == "__main__":`, as multiprocessing does everywhere.
    Raises:
        InputError: `articles` is one string or nothing that can be gone through, `home` no state's code, `batch_size`
            or `processes` less than 1, or `nlp` is given and something that `load` takes too.
        ModelError, PipelineError, TemplateError: no article can be annotated: weights, components or templates fail.
    """
    nlp = chosen(nlp, templates, replace, model, confidence, aliases)
    results = annotate_batches(articles, recipe(nlp), nlp, home=home, batch_size=batch_size, processes=processes)
    return map(_remarked, results)


def _remarked(result: Annotation | Failure) -> Annotation | Failure:
    if isinstance(result, Annotation):
        remark(result)
    return result


def annotate_batches(
    articles: Iterable[object],
    made: Recipe,
    nlp: Language | None = None,
    *,
    home: str | None = None,
    batch_size: int = BATCH_SIZE,
    processes: int = 1,
    timeout: float | None = None,
) -> Iterator[Annotation | Failure]:
    """As `annotate_all`, with what a recipe makes; `nlp` is this, where the caller has it already.

    An article that takes longer than `timeout`, in seconds of the processor, is a `Failure`.
    """
    if isinstance(articles, str | bytes | Mapping | Article):
        raise InputError("annotate_all takes many articles; of one, `annotate(text)` gives the annotation")
    if not isinstance(articles, Iterable):
        raise InputError(f"annotate_all takes a list of articles or what yields them, not {type(articles).__name__}")
    check_counts(batch_size=batch_size, processes=processes)
    batches = _batches(articles, batch_size, home_code(home))
    if processes == 1:
        return chain.from_iterable(_annotate(batch, nlp or made.pipeline(), timeout) for batch in batches)
    work = partial(_annotate_to_json, made=made, timeout=timeout)
    results = spread(work, batches, processes, lifetime=max(1, LIFETIME // batch_size))
    return map(_received, chain.from_iterable(results))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Articles in order, and failures in the places of those that could not be read."""

    first: int
    articles: tuple[Article | Failure, ...]


def _batches(articles: Iterable[object], size: int, home: str | None) -> Iterator[_Batch]:
    source = iter(articles)
    for first in count(0, size):
        batch = tuple(_read(position, article, home) for position, article in enumerate(islice(source, size), first))
        if not batch:
            return
        yield _Batch(first, batch)


def _read(position: int, article: object, home: str | None) -> Article | Failure:
    try:
        read = read_article(_dated(position, article))
        return read if home is None or read.home else replaced(read, home=home)
    except InputError as error:
        return _failure(position, id_of(article), error)


def _dated(position: int, article: object) -> object:
    """An article, without its publication time if that is none."""
    if isinstance(article, str):
        return article
    try:
        publication_time(part(article, "published"))
    except InputError as error:
        _LOG.warning("article %s: %s; it is read without", id_of(article) or position, error)
        return without_time(article)
    return article


def spread(work: Callable[[Item], Result], items: Iterable[Item], processes: int, *, lifetime: int) -> Iterator[Result]:
    """The results of `work` on items, lazily and in order, at most two items a process under way.

    With one process the work is done in this one. Others are spawned, for a forked copy of a threaded process
    may hang; they end when this process does, in whatever way. After `lifetime` items a process fresh ones
    take their places: spaCy's vocabulary never forgets a word.

    Raises:
        ExtractorError: a process died.
    """
    if processes == 1:
        yield from map(work, items)
        return
    rest = iter(items)
    for first in rest:
        yield from _in_pool(work, chain([first], islice(rest, lifetime * processes - 1)), processes)


def _in_pool(work: Callable[[Item], Result], items: Iterable[Item], processes: int) -> Iterator[Result]:
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start_worker) as pool:
        under_way: deque[Future[Result]] = deque()
        try:
            for item in items:
                under_way.append(pool.submit(work, item))
                if len(under_way) == 2 * processes:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenProcessPool as error:
            raise ExtractorError("a worker process died, perhaps for lack of memory; use fewer processes") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _start_worker() -> None:
    """Ctrl-C reaches every process of a terminal: a worker ends at once, and without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    own()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed tells nobody: its workers would wait for work, and keep their memory, for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _annotate_to_json(batch: _Batch, made: Recipe, timeout: float | None) -> list[str | Failure]:
    """What a worker sends back: JSON, which is smaller than a pickled Annotation and faster to read."""
    results = _annotate(batch, made.pipeline(), timeout)
    return [result if isinstance(result, Failure) else result.to_json() for result in results]


def _received(result: str | Failure) -> Annotation | Failure:
    return result if isinstance(result, Failure) else Annotation.from_json(result)


@seldom()
def _annotate(batch: _Batch, nlp: Language, timeout: float | None) -> list[Annotation | Failure]:
    """A batch in one pass, in the time of one article; where that fails, one by one, so that only the article at
    fault is lost.
    """
    readable = [article for article in batch.articles if isinstance(article, Article)]
    try:
        with at_most(timeout):
            done = iter([build(doc) for doc in analysed(nlp, readable)])
        settle()
        return [next(done) if isinstance(article, Article) else article for article in batch.articles]
    except (Exception, TimeUp):
        articles = enumerate(batch.articles, batch.first)
        return [_annotate_one(nlp, position, article, timeout) for position, article in articles]


def _annotate_one(
    nlp: Language, position: int, article: Article | Failure, timeout: float | None
) -> Annotation | Failure:
    if isinstance(article, Failure):
        return article
    try:
        with at_most(timeout):
            [doc] = analysed(nlp, [article])
            return build(doc)
    except TimeUp:
        return Failure(position, article.id, f"took longer than {timeout:g} s, and was left")
    except Exception as error:
        if isinstance(error, ExtractorError) and not isinstance(error, InputError):
            raise  # weights, components or templates are at fault: every article would fail alike
        _LOG.debug("article %s failed", position, exc_info=True)
        return _failure(position, article.id, error)


def _failure(position: int, id_: str | None, error: Exception) -> Failure:
    reason = str(error) if isinstance(error, ExtractorError) else f"{type(error).__name__}: {error}"
    return Failure(position, id_, reason)
