"""Speed, memory and start-up beside natasha's, in one run: python benchmarks/speed.py --data DIR

DIR holds texts (*.txt, at any depth: nerel/train/1.txt); it defaults to nerel below EXTRACTOR_DATA. The file of
`--unseen` holds others, one a line, that every system sees once; it defaults to raw/news.jsonl there. Every system
runs in processes of its own on one core, in turn, and medians are shown. natasha runs pymorphy2, which
needs an old setuptools, so it has an environment of its own, made on the first run (from PyPI). Takes some minutes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

STAGES = Path(__file__).with_name("stages.py")
ENVIRONMENT = Path(tempfile.gettempdir()) / f"extractor-benchmark-natasha-{os.getuid()}"
REQUIREMENTS = ("natasha==1.6.0", "setuptools<81")
SYSTEMS = ("natasha", "layers", "whole")
PASSES = ("empty caches", "full caches")
LENGTHS_FROM = 40  # texts of which documents of every length are made
SHELL = 40  # texts of the user's own loop
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

Lines = list[dict[str, Any]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")) / "nerel")
    options.add_argument("--unseen", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")) / "raw/news.jsonl")
    options.add_argument("--documents", type=int, default=150)
    options.add_argument("--runs", type=int, default=3, help="processes a system, of which the median is shown")
    arguments = options.parse_args()
    texts = sorted(arguments.data.rglob("*.txt"))[: arguments.documents]
    if not texts:
        options.error(f"{arguments.data} holds no *.txt")
    plain, several = shell(texts[:SHELL], arguments.runs), processes(texts)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    runs: dict[str, list[Lines]] = {system: [] for system in SYSTEMS}
    unseen: dict[str, list[Lines]] = {system: [] for system in SYSTEMS}
    for _ in range(arguments.runs):
        for system in SYSTEMS:
            runs[system].append(list(run("speed", system, texts)))
            if arguments.unseen.exists():
                unseen[system].append(list(run("unseen", system, [arguments.unseen])))
    characters = sum(len(text.read_text("utf-8")) for text in texts)
    console = Console()
    console.print(f"{len(texts)} documents, {characters} characters, {arguments.runs} runs, one core")
    console.print(throughput(runs, len(texts), characters))
    if unseen["whole"]:
        console.print(first_sight(unseen))
    console.print(by_layer(runs, len(texts)))
    console.print(plain)
    console.print(several)
    console.print(lengths({system: list(run("lengths", system, texts[:LENGTHS_FROM])) for system in SYSTEMS[1:]}))


def run(what: str, system: str, texts: list[Path], variables: dict[str, str] = ONE_THREAD) -> Iterator[dict[str, Any]]:
    """The lines that a process prints; the first article's has the seconds since the process was started.

    Of the variables that tell numerical libraries how many threads to take, it has the given ones only.
    """
    python = natasha_python() if system == "natasha" else Path(sys.executable)
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")} | variables
    if system != "natasha":
        environment["PYTHONPATH"] = str(STAGES.parent.parent)
    started = time.perf_counter()
    command = [str(python), "-W", "ignore", str(STAGES), what, system, *map(str, texts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            record = json.loads(line)
            yield {**record, "started": time.perf_counter() - started} if "first" in record else record
    if process.returncode:
        raise SystemExit(f"{system} failed")


def natasha_python() -> Path:
    """The Python of natasha's environment, which is made if it is not there."""
    python = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "ready").exists():
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
        made = subprocess.run([python, "-m", "pip", "install", "-qq", *REQUIREMENTS], capture_output=True, text=True)
        if made.returncode:
            raise SystemExit(f"natasha cannot be installed to compare with, is PyPI within reach?\n{made.stderr}")
        (ENVIRONMENT / "ready").touch()
    return python


def seconds(runs: list[Lines], number: int, stage: str | None = None) -> float:
    """The median time of one pass, or of one stage of it."""
    passes = [[line["stages"] for line in lines if "stages" in line][number] for lines in runs]
    return float(median(stages.get(stage, 0.0) if stage else sum(stages.values()) for stages in passes))


def found(runs: list[Lines], key: str) -> float:
    return float(median(line[key] for lines in runs for line in lines if key in line))


def throughput(runs: dict[str, list[Lines]], documents: int, characters: int) -> Table:
    table = Table("", *SYSTEMS, title="natasha's five stages, ours as far (layers) and with all on top (whole)")
    for number, caches in enumerate(PASSES):
        times = [seconds(runs[system], number) for system in SYSTEMS]
        table.add_row(f"documents/s, {caches}", *(f"{documents / taken:.1f}" for taken in times))
        table.add_row("characters/s", *(f"{characters / taken:,.0f}" for taken in times))
        table.add_row("times natasha's", *(f"{times[0] / taken:.2f}" for taken in times))
        without_lemmas = times[0] - seconds(runs["natasha"], number, "lemmas")
        table.add_row("times natasha's without lemmas", *(f"{without_lemmas / taken:.2f}" for taken in times))
    table.add_row("peak memory, MB", *(f"{found(runs[system], 'megabytes'):.0f}" for system in SYSTEMS))
    table.add_row("start to first annotation, s", *(f"{found(runs[system], 'started'):.2f}" for system in SYSTEMS))
    return table


def first_sight(runs: dict[str, list[Lines]]) -> Table:
    """Articles that are seen once, by a process that has read nothing before but one of them."""
    table = Table("", *SYSTEMS, title="articles never seen before")
    times = [seconds(runs[system], 0) for system in SYSTEMS]
    table.add_row(
        "documents/s",
        *(f"{found(runs[system], 'documents') / taken:.1f}" for system, taken in zip(SYSTEMS, times, strict=True)),
    )
    table.add_row("times natasha's", *(f"{times[0] / taken:.2f}" for taken in times))
    return table


def by_layer(runs: dict[str, list[Lines]], documents: int) -> Table:
    """Milliseconds a document, with full caches; with empty ones in brackets."""
    table = Table("", *SYSTEMS, title="ms a document by layer, full caches (empty caches)")
    stages = {stage: None for system in SYSTEMS for line in runs[system][0] for stage in line.get("stages", ())}
    for stage in stages:
        cells = []
        for system in SYSTEMS:
            empty, full = (1000 * seconds(runs[system], number, stage) / documents for number in range(len(PASSES)))
            cells.append(f"{full:.2f} ({empty:.2f})")
        table.add_row(stage, *cells)
    return table


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shell(texts: list[Path], runs: int) -> Table:
    """annotate() text by text, on all cores, in a shell that sets no variables, and in one that sets one thread."""
    columns = [f"{what}, {passed}" for passed in PASSES for what in ("documents/s", "core s")]
    table = Table("a user's shell", *columns, title="annotate, text by text, by the clock")
    for load, busy in (("idle", 0), ("all other cores busy", cores() - 1)):
        for setting, variables in (("no variables set", {}), ("one thread by variables", ONE_THREAD)):
            with spinning(busy):
                lines = [[*run("shell", "whole", texts, variables)] for _ in range(runs)]
            cells = []
            for number in range(len(PASSES)):
                taken, core = (median(line[number][key] for line in lines) for key in ("seconds", "core"))
                cells += [f"{len(texts) / taken:.1f}", f"{core:.1f}"]
            table.add_row(f"{setting}, {load}", *cells)
    return table


@contextmanager
def spinning(count: int) -> Iterator[None]:
    """So many processes that do nothing, as fast as they can."""
    started = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


def processes(texts: list[Path]) -> Table:
    """annotate_all in as many processes as there are cores, by the clock; the results must be the same bytes."""
    table = Table("processes", "documents/s", "times one", "same bytes", title="annotate_all, full caches")
    first: dict[str, Any] = {}
    for count in sorted({1, 2, cores()}):
        (line,) = run("processes", str(count), texts)
        first = first or line
        ratio, same = first["seconds"] / line["seconds"], first["digest"] == line["digest"]
        table.add_row(str(count), f"{len(texts) / line['seconds']:.1f}", f"{ratio:.2f}", "yes" if same else "NO")
    return table


def lengths(runs: dict[str, Lines]) -> Table:
    table = Table("document", *(f"{system}, ms/kB" for system in runs), *(f"{system}, peak MB" for system in runs),
                  title="cost against length")  # fmt: skip
    for lines in zip(*runs.values(), strict=True):
        name = f"{lines[0]['kilobytes']} kB" + (", one sentence" if "one sentence" in lines[0] else "")
        times = (f"{1000 * line['seconds'] / line['kilobytes']:.2f}" for line in lines)
        table.add_row(name, *times, *(f"{line['megabytes']:.0f}" for line in lines))
    return table


if __name__ == "__main__":
    main()
