"""Whole runs: one process or several, killed and resumed, on a cluster: always the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from distributed import LocalCluster

import extractor
from extractor import ExtractorError, InputError
from extractor.corpora.manifest import read_manifest
from extractor.corpora.run import Progress, annotate_corpus

SENTENCES = (
    "Эстония обвинила Латвию в шпионаже.",
    "Президент Франции прибыл в Лиму вчера.",
    "Стороны обязались вывести войска и освободить пленных до 1 мая.",
    "«Мы не уйдём», — заявил министр обороны Чили.",
)
DOCUMENTS, PART = 36, 3
COMMAND = [sys.executable, "-c", "from extractor.cli import main; main()", "run"]

Tree = dict[str, bytes]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, among them a duplicate, one with a bad date and a line that is no JSON."""
    path = tmp_path_factory.mktemp("source") / "news.jsonl"
    lines = [
        json.dumps({"id": f"a{number}", "text": f"{SENTENCES[number % 4]} Сообщение {number % 30}."})
        for number in range(DOCUMENTS - 2)
    ]
    lines[5:5] = ["{broken", json.dumps({"id": "b", "text": "Да.", "published": "31 июня"})]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The files of a run in one process that nothing has disturbed."""
    folder = tmp_path_factory.mktemp("whole") / "tables"
    told: list[Progress] = []
    done = annotate_corpus(source, folder, part_size=PART, annotations=True, report=told.append)
    assert done == Progress(DOCUMENTS, DOCUMENTS, 1)
    assert [progress.documents for progress in told] == list(range(0, DOCUMENTS + 1, PART))
    return tree(folder)


def tree(folder: Path) -> Tree:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kept(folder: Path) -> int:
    manifest = read_manifest(folder) if folder.exists() else None
    return len(manifest.parts) if manifest else 0


def wait_for_parts(folder: Path, count: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until so many parts are kept."""
    deadline = time.monotonic() + 120
    while kept(folder) < count:
        assert process.poll() is None, "the run ended before"
        assert time.monotonic() < deadline, "the run hangs"
        time.sleep(0.01)


def start(source: Path, folder: Path, *options: object) -> "subprocess.Popen[bytes]":
    command = [*COMMAND, source, "--out", folder, "--part-size", PART, "--annotations", *options]
    return subprocess.Popen([str(part) for part in command], start_new_session=True, stderr=subprocess.DEVNULL)


def test_several_processes_killed_twice(source: Path, whole: Tree, tmp_path: Path) -> None:
    """The process that writes is killed; its workers end by themselves, and the same command goes on."""
    folder = tmp_path / "tables"
    for parts in (2, 5):
        process = start(source, folder, "--processes", 2)
        wait_for_parts(folder, parts, process)
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        assert psutil.wait_procs(workers, timeout=20)[1] == [], "a worker has outlived its parent"
        assert parts <= kept(folder) < DOCUMENTS // PART
    process = start(source, folder, "--processes", 2)
    assert process.wait(timeout=120) == 1  # two documents failed
    assert tree(folder) == whole


def test_a_worker_that_dies_ends_the_run_with_a_sentence(source: Path, whole: Tree, tmp_path: Path) -> None:
    folder = tmp_path / "tables"

    def kill_a_worker(progress: Progress) -> None:
        if progress.documents == 2 * PART:
            os.kill(psutil.Process().children()[-1].pid, signal.SIGKILL)

    with pytest.raises(ExtractorError, match="a worker process died"):
        annotate_corpus(source, folder, part_size=PART, annotations=True, processes=2, report=kill_a_worker)
    assert 2 <= kept(folder) < DOCUMENTS // PART
    annotate_corpus(source, folder, part_size=PART, annotations=True)
    assert tree(folder) == whole


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None) as cluster:
        yield cluster


def test_a_cluster_that_loses_a_worker(source: Path, whole: Tree, tmp_path: Path, cluster: LocalCluster) -> None:
    victim = next(iter(cluster.workers.values())).pid

    def kill_a_worker(progress: Progress) -> None:
        if progress.documents == 2 * PART:
            os.kill(victim, signal.SIGKILL)

    folder = tmp_path / "tables"
    address = cluster.scheduler_address
    annotate_corpus(source, folder, part_size=PART, annotations=True, cluster=address, report=kill_a_worker)
    assert not psutil.pid_exists(victim)
    assert tree(folder) == whole


def test_no_cluster_there(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.corpora.cluster.ANSWER", 0.1)
    with pytest.raises(InputError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler with workers answers there"):
        annotate_corpus(source, tmp_path / "tables", cluster="tcp://127.0.0.1:9")


def test_the_source_must_be_the_same(tmp_path: Path) -> None:
    source, folder = tmp_path / "a.csv", tmp_path / "tables"
    source.write_text("text\nПослы ждут.\nПослы едут.\n", encoding="utf-8")
    annotate_corpus(source, folder, part_size=1)
    before = tree(folder)
    for text in ("text\nПослы ждут.\nПослы пьют.\n", "text\nПослы ждут.\n", "text\nПослы ждут.\nПослы едут.\nПослы.\n"):
        source.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"not the documents that .* holds; choose another folder"):
            annotate_corpus(source, folder, part_size=1)
        assert tree(folder) == before


def test_an_empty_source_is_a_corpus_without_documents(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\n", encoding="utf-8")
    assert annotate_corpus(tmp_path / "a.csv", tmp_path / "tables") == Progress(0)
    assert extractor.read_corpus(tmp_path / "tables").events.empty


@pytest.mark.parametrize("options", [{"processes": 0}, {"part_size": 0}])
def test_options_that_make_no_sense(tmp_path: Path, options: dict[str, int]) -> None:
    with pytest.raises(InputError, match="are at least 1"):
        annotate_corpus(tmp_path, tmp_path / "tables", **options)  # type: ignore[arg-type]
