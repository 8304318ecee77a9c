"""A corpus run that is killed again and again: python benchmarks/kills.py [--kills 100] [--processes 2] [--seed 0]

Invented articles go through `extractor run`; the command and all its processes are killed (SIGKILL) at random moments,
from before its first import to behind its last part, and it is started again. Prints how many kills there were, how
many documents were kept at them, and whether all files are the same bytes as those of a run that nobody disturbed;
ends with 1 if they are not.
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
from pathlib import Path
from random import Random

from extractor.corpora.manifest import read_manifest

PART = 4
STATES = ("Ирак", "Чад", "Иран", "Перу", "Чили", "Китай", "Непал", "Катар", "Оман", "Судан")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--seed", type=int, default=0)
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(not same(Path(folder), arguments))


def same(folder: Path, arguments: argparse.Namespace) -> bool:
    source = folder / "articles.jsonl"
    source.write_text("".join(map(line, range(arguments.documents))), encoding="utf-8")
    whole = seconds(command(source, folder / "whole", arguments.processes))
    start = seconds(command(source, folder / "whole", arguments.processes))  # nothing is left to do
    step = 4 * (whole - start) / arguments.kills  # so that the kills spread over the whole corpus
    random = Random(arguments.seed)
    killed = folder / "killed"
    kept = []
    for number in range(arguments.kills):
        running = subprocess.Popen(
            command(source, killed, arguments.processes), start_new_session=True, stderr=subprocess.DEVNULL
        )
        at_work = number % 2  # every other one is killed before it begins
        time.sleep(start + random.uniform(0, step) if at_work else random.uniform(0, start))
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        manifest = read_manifest(killed) if killed.exists() else None
        kept.append(manifest.documents if manifest else 0)
    subprocess.run(command(source, killed, arguments.processes), check=True, stderr=subprocess.DEVNULL)
    files = sorted(path.relative_to(folder / "whole") for path in (folder / "whole").rglob("*") if path.is_file())
    others = sorted(path.relative_to(killed) for path in killed.rglob("*") if path.is_file())
    equal = files == others and not filecmp.cmpfiles(folder / "whole", killed, map(str, files), shallow=False)[1]
    print(f"{len(kept)} kills, at {len(set(kept))} lengths; at the last {kept[-1]} of {arguments.documents} were kept")
    print(f"{len(files)} files: {'the same bytes' if equal else 'NOT the same bytes'}")
    return equal


def seconds(run: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(run, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def line(number: int) -> str:
    first, second = STATES[number % 10], STATES[(number * 7 + 3) % 10]
    text = (
        f"{first} и {second} подписали {1 + number % 28} мая соглашение о торговле рыбой. Переговоры шли {number} дней."
    )
    return json.dumps({"id": str(number), "text": text, "published": "2019-06-01"}, ensure_ascii=False) + "\n"


def command(source: Path, out: Path, processes: int) -> list[str]:
    run = [sys.executable, "-c", "from extractor.cli import main; main()", "run", source, "--out", out]
    return list(map(str, [*run, "--part-size", PART, "--annotations", "--processes", processes]))


if __name__ == "__main__":
    main()
