"""A whole source to tables, in this process, in several, or on a cluster; a run that was broken off goes on."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from spacy.language import Language

from extractor.annotation.article import home_code
from extractor.batch import LIFETIME, spread
from extractor.corpora import PART_SIZE, PIECE
from extractor.corpora.dates import read_dates
from extractor.corpora.duplicates import Duplicates
from extractor.corpora.manifest import Job, Manifest
from extractor.corpora.part import AnnotatedPart, Part, annotate_part, divide, joined, pieces
from extractor.corpora.source import Columns, open_source
from extractor.corpora.store import Store
from extractor.entities.tables.aliases import OwnNames
from extractor.errors import InputError
from extractor.given import check_counts
from extractor.installed.release import version
from extractor.pipeline import chosen
from extractor.process.patience import check_patience
from extractor.recipe import Recipe, recipe
from extractor.templates.template_sets import Own


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents in the source, those that are done, those of them that failed."""

    total: int
    documents: int = 0
    failures: int = 0


def annotate_corpus(
    source: str | Path,
    folder: str | Path,
    *,
    columns: Columns | None = None,
    dates: str | Path | None = None,
    home: str | None = None,
    templates: Own | None = None,
    replace: bool = False,
    model: str | None = None,
    confidence: float | None = None,
    aliases: OwnNames | None = None,
    nlp: Language | None = None,
    annotations: bool = False,
    processes: int = 1,
    cluster: str | None = None,
    part_size: int = PART_SIZE,
    timeout: float | None = None,
    overwrite: bool = False,
    report: Callable[[Progress], None] | None = None,
) -> Progress:
    """Annotate the documents of a source and write tables, as `corpora/README.md` describes them.

    If the folder holds a part of the result already, the run goes on where that one was broken off. The
    files are the same bytes however often it was, and for any number of processes or workers.

    Args:
        source: a folder of .txt and .html; or .jsonl, .csv, .tsv or .parquet; all perhaps with .gz or .zst.
        folder: where the tables go; it is made if it is not there.
        columns: which columns of the source have what.
        dates: when the files of a folder were published: a table with the columns file (the path in the folder) and
            published, or a pattern in their names, such as YYYY-MM-DD or newsru's DDMONYYYY. A pattern also reads
            what the column of times holds, such as an address.
        home: ISO 3166 alpha-3 code of the state that the articles come from which name none of their own.
        templates, replace, model, confidence, aliases: as for `load`.
        nlp: what `load` returned, in their place; it is made again from its configuration wherever work is done.
        annotations: write the annotations too, as JSON Lines.
        processes: how many processes; each loads the weights once.
        cluster: address of a Dask scheduler whose workers do the work instead.
        part_size: documents that a file holds, and a run that is broken off may lose.
        timeout: seconds of the processor after which an article is left as a failure; None: it may take any time.
        overwrite: begin anew where the folder holds a run already, in the place of going on with it.
        report: told how far the run is, at the start and after every few articles.
    Raises:
        InputError: source, columns, dates, home, timeout or folder are not what they should be, or the source is not
            the one that the folder's first parts come from.
        ModelError, TemplateError: as for `load`.
        ExtractorError: nothing can be annotated, a process died, or the folder cannot be written any more.
    """
    check_counts(processes=processes, part_size=part_size)
    if not isinstance(columns, Columns | None):
        raise InputError("columns: extractor.Columns is needed, such as extractor.Columns(text='body')")
    check_patience(timeout)
    if timeout and cluster:
        raise InputError("timeout: not on a cluster, whose workers are threads that nothing can interrupt")
    columns, home = columns or Columns(), home_code(home)
    made = recipe(chosen(nlp, templates, replace, model, confidence, aliases))
    documents = open_source(Path(source), columns, None if dates is None else read_dates(dates))
    with (
        Store(Path(folder), _job(columns, annotations, part_size, home, made), overwrite=overwrite) as store,
        closing(Duplicates()) as duplicates,
    ):
        progress = Progress(documents.count(), store.kept.documents, store.kept.failures)
        parts = divide(documents, part_size, duplicates.earlier)
        _pass_over(
            parts,
            store.kept,
            f"{source}: not the documents that {folder} holds; choose another folder, or overwrite it",
        )
        if report:
            report(progress)
        work = partial(annotate_part, lines=annotations, made=made, home=home, timeout=timeout)
        gathered: list[AnnotatedPart] = []
        for piece in _annotated(chain.from_iterable(map(pieces, parts)), work, processes, cluster):
            gathered.append(piece)
            if not piece.rest:
                store.keep(joined(gathered))
                gathered = []
            done, failed = progress.documents + piece.documents, progress.failures + len(piece.failures)
            progress = Progress(progress.total, done, failed)
            if report:
                report(progress)
        store.finish()
    return progress


def _job(columns: Columns, annotations: bool, part_size: int, home: str | None, made: Recipe) -> Job:
    """All that the files depend on beside the source."""
    return {
        "extractor": version(),
        "columns": columns.names(),
        "annotations": annotations,
        "part_size": part_size,
        "home": home,
        "pipeline (templates, model, confidence, aliases)": made.digest,
    }


def _pass_over(parts: Iterator[Part], manifest: Manifest, complaint: str) -> None:
    """Read as far as the parts that are kept, so that what follows them is next."""
    digests = [part.digest for part in islice(parts, len(manifest.parts))]
    if digests != [part.digest for part in manifest.parts] or (manifest.complete and next(parts, None)):
        raise InputError(complaint)


def _annotated(
    parts: Iterator[Part],
    work: Callable[[Part], AnnotatedPart],
    processes: int,
    cluster: str | None,
) -> Iterator[AnnotatedPart]:
    if cluster is None:
        return spread(work, parts, processes, lifetime=LIFETIME // PIECE)
    from extractor.corpora.cluster import spread_on_cluster  # Dask is an extra

    return spread_on_cluster(work, parts, cluster)
