"""Commands on corpora: run and query."""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.settings import (
    EntityModel,
    HomeState,
    LeastConfidence,
    OwnAliases,
    OwnTemplates,
    ReplaceTemplates,
)
from extractor.cli.terminal import FAILED, standard_output, told_errors, typed
from extractor.corpora import PART_SIZE
from extractor.printable import printable

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.text import Text

    from extractor.corpora.run import Progress

_READABLE = 12  # characters of a line of a column that can still be read


def run(
    source: Annotated[
        Path,
        typer.Argument(help="A folder of .txt and .html, or .jsonl, .csv, .tsv, .parquet; perhaps with .gz or .zst."),
    ],
    out: Annotated[Path, typer.Option(help="The folder for the tables; a run that was broken off goes on.")],
    text_column: Annotated[str | None, typer.Option(help="The column of the text.", show_default="text")] = None,
    title_column: Annotated[
        str | None, typer.Option(help="That of the title, which is put before the text.", show_default="title")
    ] = None,
    id_column: Annotated[str | None, typer.Option(help="That of the ids.", show_default="id")] = None,
    published_column: Annotated[
        str | None, typer.Option(help="That of the time, ISO 8601.", show_default="published")
    ] = None,
    source_column: Annotated[str | None, typer.Option(help="That of who published it.", show_default="source")] = None,
    home_column: Annotated[
        str | None, typer.Option(help="That of the state that it comes from, ISO 3166 alpha-3.", show_default="home")
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(
            help="When the files of a folder were published: a table (file,published), or a pattern in their names: "
            "YYYY-MM-DD, DDMONYYYY."
        ),
    ] = None,
    home: HomeState = None,
    templates: OwnTemplates = None,
    replace: ReplaceTemplates = False,
    model: EntityModel = None,
    confidence: LeastConfidence = None,
    aliases: OwnAliases = None,
    processes: Annotated[int | None, typer.Option(min=1, help="How many processes.", show_default="one a core")] = None,
    cluster: Annotated[str | None, typer.Option(help="Address of a Dask scheduler whose workers work instead.")] = None,
    part_size: Annotated[
        int, typer.Option(min=1, help="Documents that a file holds, and a run that is broken off may lose.")
    ] = PART_SIZE,
    timeout: Annotated[
        float | None, typer.Option(help="Seconds of the processor after which an article is left as a failure.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Begin anew where the folder holds a run, in the place of going on.")
    ] = False,
    annotations: Annotated[bool, typer.Option("--annotations", help="Write annotations.jsonl too.")] = False,
) -> None:
    """Annotate a corpus: Parquet tables of documents, entities, events and the rest."""
    # Dask would log a traceback of its own where this command has a sentence.
    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "critical")
    with told_errors():
        from extractor.corpora.run import annotate_corpus
        from extractor.corpora.source import Columns
        from extractor.corpora.store import FAILURES

        with _bar() as report:
            done = annotate_corpus(
                source,
                out,
                columns=Columns(text_column, title_column, id_column, published_column, source_column, home_column),
                dates=dates,
                home=home,
                templates=templates,
                replace=replace,
                model=model,
                confidence=confidence,
                aliases=aliases,
                annotations=annotations,
                processes=processes or _cores(),
                cluster=cluster,
                part_size=part_size,
                timeout=timeout,
                overwrite=overwrite,
                report=report,
            )
        remark = f"; the reasons are in {out / FAILURES}" if done.failures else ""
        print(f"{done.documents} documents, {done.failures} failed{remark}", file=sys.stderr)
        for sentence in _worth_a_look(out):
            print(f"remark: {sentence}", file=sys.stderr)
        if done.failures:
            raise typer.Exit(FAILED)


def query(
    sql: Annotated[str, typer.Argument(help="SQL in DuckDB's dialect over the tables of the corpus.")],
    folder: Annotated[Path, typer.Argument(help="What `extractor run` made.")],
    files: Annotated[
        list[Path] | None, typer.Option(help="A folder whose files the SQL may read and write too; may be repeated.")
    ] = None,
) -> None:
    """Ask the tables of a corpus: a table on a terminal, CSV elsewhere."""
    with told_errors():
        from extractor.corpora.corpus import query

        result = query(typed(sql), folder, files=files or ())
        if standard_output().isatty():
            _print_table(result)
        else:
            _print_csv(result)


def _worth_a_look(folder: Path) -> Iterator[str]:
    """What of a run did not fail and yet is not what its owner may think."""
    from extractor.corpora.corpus import query

    remarks = {
        "language NOT IN ('ru', 'und')": "in another language than Russian, left unread",
        "undated IS NOT NULL": "with a date that is none, read without",
    }
    for condition, remark in remarks.items():
        found = query(f"SELECT count(*) FROM documents WHERE {condition}", folder).to_pydict()
        [[documents]] = found.values()
        if documents:
            yield f'{documents} {remark}: extractor query "SELECT * FROM documents WHERE {condition}" {folder}'


@contextmanager
def _bar() -> "Iterator[Callable[[Progress], None]]":
    """A bar on standard error with the rate, the time that remains and the failures."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failures]} failed"),
    )
    console = Console(stderr=True)
    # Parts come seldom: the rate of rich's usual half minute would jump.
    with Bar(*columns, console=console, disable=not console.is_terminal, speed_estimate_period=600) as bar:

        def report(progress: "Progress") -> None:
            if not bar.tasks:  # what is kept from an earlier run tells nothing of the rate
                bar.add_task("", total=progress.total, completed=progress.documents, rate="", failures=0)
            [task] = bar.tasks
            bar.update(task.id, completed=progress.documents, failures=progress.failures)
            bar.update(task.id, rate=f"{task.speed:.1f}/s" if task.speed else "")

        yield report


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _print_csv(result: "pa.Table") -> None:
    writer = csv.writer(standard_output())
    writer.writerow(result.column_names)
    writer.writerows(_rows(result))


def _print_table(result: "pa.Table") -> None:
    """A table; where the terminal is too narrow for its columns, the rows one below the other, a line a cell."""
    from rich.console import Console
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    # As text and not as markup: «[red]» in an article is a word.
    names = [Text(printable(name)) for name in result.column_names]
    rows = [[Text(printable(str(value))) for value in row] for row in _rows(result)]
    console = Console()
    if _least_width(names, rows) <= console.width:
        table = Table()
        for name in names:
            table.add_column(name)
        for row in rows:
            table.add_row(*row)
        console.print(table)
        return
    for number, row in enumerate(rows, 1):
        record = Table.grid(padding=(0, 2))
        for name, cell in zip(names, row, strict=True):
            record.add_row(name, cell)
        console.print(Rule(str(number), align="left"), record)


def _least_width(names: "Sequence[Text]", rows: "Sequence[Sequence[Text]]") -> int:
    """The characters that a table needs so that each column has what it holds, or enough to be read."""
    widest: list[int] = [max(cell.cell_len for cell in column) for column in zip(names, *rows, strict=True)]
    return sum(min(width, _READABLE) + 3 for width in widest) + 1


def _rows(result: "pa.Table") -> Iterator[list[Any]]:
    """The cells row by row; columns may have the same name."""
    for batch in result.to_batches():
        columns = [column.to_pylist() for column in batch.columns]
        yield from ([_cell(value) for value in row] for row in zip(*columns, strict=True))


def _cell(value: Any) -> Any:
    """Lists and records as JSON, nothing as nothing."""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "" if value is None else value
