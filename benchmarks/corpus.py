"""A corpus annotated with kills: python benchmarks/corpus.py --data DIR --documents 5000

DIR holds raw news (*.txt, at any depth). They are repeated until there are enough documents, each time with other
ids and another publication time, for exact duplicates would be annotated once. The corpus is annotated in one
process (a fifth of it, for the rate), in several, in several that are killed twice (SIGKILL) and started again, and
on a local Dask cluster of which a worker is killed. The files of all but the first run must be the same bytes.
Memory is that of all processes of a run together, pages that they share counted once.
"""

import argparse
import filecmp
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import psutil
from dask.distributed import LocalCluster
from rich.console import Console
from rich.table import Table

from extractor.corpora.manifest import read_manifest

QUARTERS = (0.25, 0.5, 0.75, 1.0)
Samples = list[tuple[float, float]]  # share of the documents that are kept, megabytes then


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")) / "slavicner" / "raw")
    options.add_argument("--documents", type=int, default=5000)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--part-size", type=int, default=64)
    arguments = options.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(arguments.data.rglob("*.txt"))]
    if not texts:
        options.error(f"{arguments.data} holds no *.txt")
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        Benchmark(Path(folder), texts, arguments.documents, arguments.processes, arguments.part_size).run()


class Benchmark:
    """The runs, each with a line of the table."""

    def __init__(self, folder: Path, texts: list[str], documents: int, processes: int, part_size: int) -> None:
        self._folder, self._texts, self._documents = folder, texts, documents
        self._processes, self._part_size = processes, part_size
        self._table = Table("run", "documents", "s", "documents/s", "peak MB to ¼", "½", "¾", "end", "same bytes",
                            title=f"{len(texts)} articles, {documents} documents, parts of {part_size}")  # fmt: skip

    def run(self) -> None:
        name = f"{self._processes} processes"
        fifth, whole = (
            write_source(self._folder, self._texts, count) for count in (self._documents // 5, self._documents)
        )
        self._line("1 process", Run(self._command(fifth, "one", "--processes", 1), self._folder / "one"))
        command = self._command(whole, "whole", "--processes", self._processes)
        self._line(name, Run(command, self._folder / "whole"))
        command = self._command(whole, "killed", "--processes", self._processes)
        self._line(f"{name}, killed twice", Run(command, self._folder / "killed", restarts=[0.3, 0.6]))
        with LocalCluster(n_workers=self._processes, threads_per_worker=1, dashboard_address=None) as cluster:
            command = self._command(whole, "cluster", "--cluster", cluster.scheduler_address)
            workers = cluster.workers.values
            run = Run(command, self._folder / "cluster", workers=lambda: [worker.pid for worker in workers()], loss=0.4)
            self._line("Dask, a worker killed", run)
        Console(width=140).print(self._table)

    def _command(self, source: Path, out: str, *options: object) -> list[str]:
        command = [sys.executable, "-c", "from extractor.cli import main; main()", "run", source]
        command += ["--out", self._folder / out, "--part-size", self._part_size, "--annotations", *options]
        return list(map(str, command))

    def _line(self, name: str, run: "Run") -> None:
        seconds, samples = run.measure()
        documents = run.kept()
        memory = (max(used for share, used in samples if share <= quarter) for quarter in QUARTERS)
        same = "" if name == "1 process" else "yes" if same_files(self._folder / "whole", run.out) else "NO"
        rate = f"{documents / seconds:.1f}"
        self._table.add_row(name, str(documents), f"{seconds:.0f}", rate, *(f"{used:.0f}" for used in memory), same)
        print(f"{name}: {documents} documents in {seconds:.0f} s", file=sys.stderr)


class Run:
    """One run of the command, watched.

    `restarts` are the shares of the documents at which all its processes are killed and it is started again,
    `loss` that at which the first of `workers` is killed.
    """

    def __init__(
        self,
        command: list[str],
        out: Path,
        *,
        restarts: Sequence[float] = (),
        workers: Callable[[], list[int]] = list,
        loss: float = 2.0,
    ) -> None:
        self.out = out
        self._command, self._restarts, self._workers, self._loss = command, [*restarts], workers, loss

    def kept(self) -> int:
        """Documents that are kept so far."""
        manifest = read_manifest(self.out) if self.out.exists() else None
        return manifest.documents if manifest else 0

    def measure(self) -> tuple[float, Samples]:
        """The seconds that it takes, and samples of its memory."""
        started, samples = time.perf_counter(), [(0.0, 0.0)]
        total = int(subprocess.check_output(["wc", "-l", self._command[4]], text=True).split()[0])
        process = self._start()
        while process.poll() is None:
            share = self.kept() / total
            samples.append((share, memory([process.pid, *self._workers()])))
            if self._restarts and share >= self._restarts[0]:
                del self._restarts[0]
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                process = self._start()
            if share >= self._loss:
                self._loss = 2.0
                os.kill(self._workers()[0], signal.SIGKILL)
            time.sleep(0.5)
        if self.kept() < total:
            raise SystemExit(f"{' '.join(self._command)} ended with {process.returncode} before its end")
        return time.perf_counter() - started, samples

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._command, start_new_session=True, stderr=subprocess.DEVNULL)


def write_source(folder: Path, texts: list[str], documents: int) -> Path:
    """So many documents as JSON Lines: the texts again and again, each time with other ids and another day."""
    path = folder / f"{documents}.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(documents):
            turn, text = divmod(number, len(texts))
            published = date(2020, 1, 1) + timedelta(days=turn)
            fields = {"id": f"{turn}-{text}", "published": published.isoformat(), "text": texts[text]}
            print(json.dumps(fields, ensure_ascii=False), file=stream)
    return path


def memory(processes: list[int]) -> float:
    """Megabytes of processes and their children; a page that several share counts once."""
    found = 0
    for pid in processes:
        with suppress(psutil.Error):
            parent = psutil.Process(pid)
            for process in (parent, *parent.children(recursive=True)):
                with suppress(psutil.Error):
                    found += process.memory_full_info().pss
    return found / 2**20


def same_files(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = [
        sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()) for folder in (one, other)
    ]
    return names[0] == names[1] and all(filecmp.cmp(one / name, other / name, shallow=False) for name in names[0])


if __name__ == "__main__":
    main()
