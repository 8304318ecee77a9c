"""Any number of odd texts through the pipeline: python benchmarks/fuzz.py [--inputs 20000] [--seed 0] [--processes 1]

Prints what could not be annotated and what does not hold of an annotation (`tests/odd_texts.py` makes the texts and
says what has to hold), with the number that makes the same text again (`--only NUMBER`), and the slowest by kB. Ends
with 1 if anything was found.
"""

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

import extractor
from tests.odd_texts import article, broken

BLOCK = 500


class Tried(NamedTuple):
    """What came of an input: its characters, seconds of the processor, and what is wrong."""

    number: int
    characters: int
    seconds: float
    wrong: tuple[str, ...]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--only", type=int, help="One input alone: its text is printed too.")
    arguments = options.parse_args()
    if arguments.only is not None:
        print(repr(drawn(arguments.seed, arguments.only)))
        print(*tried(arguments.seed, arguments.only).wrong or ["nothing is wrong"], sep="\n")
        return
    found: list[Tried] = []
    for one in chain.from_iterable(blocks(arguments.seed, arguments.inputs, arguments.processes)):
        found.append(one)
        for wrong in one.wrong:
            print(f"{one.number}: {wrong}", flush=True)
        if len(found) % BLOCK == 0:
            print(f"{len(found)} of {arguments.inputs}", end="\r", file=sys.stderr, flush=True)
    report(found)
    sys.exit(any(one.wrong for one in found))


def blocks(seed: int, inputs: int, processes: int) -> Iterator[list[Tried]]:
    firsts = range(0, inputs, BLOCK)
    work = partial(block, seed, inputs)
    if processes == 1:
        yield from map(work, firsts)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, firsts)


def block(seed: int, inputs: int, first: int) -> list[Tried]:
    logging.getLogger("extractor").setLevel(logging.ERROR)  # that a text is not Russian is no news here
    extractor.annotate("Россия и Иран начали переговоры.")  # what loads at the first call is no input's time
    return [tried(seed, number) for number in range(first, min(first + BLOCK, inputs))]


def drawn(seed: int, number: int) -> tuple[str, str | None]:
    return article(Random(f"{seed} {number}"))


def tried(seed: int, number: int) -> Tried:
    text, published = drawn(seed, number)
    started = time.process_time()
    try:
        annotation = extractor.annotate(text, published=published)
        seconds = time.process_time() - started
        return Tried(number, len(text), seconds, tuple(broken(annotation, text)))
    except Exception as error:
        return Tried(number, len(text), time.process_time() - started, (f"{type(error).__name__}: {error}",))


def report(found: list[Tried]) -> None:
    kinds = Counter(wrong.partition(":")[0].split(" [")[0] for one in found for wrong in one.wrong)
    characters = sum(one.characters for one in found)
    seconds = sum(one.seconds for one in found)
    print(f"{len(found)} inputs, {characters} characters, {seconds:.0f} s: {sum(kinds.values())} wrong", dict(kinds))
    long = [one for one in found if one.characters >= 200] or found
    slowest = max(long, key=lambda one: one.seconds / max(1, one.characters))
    print(
        f"slowest of 200 characters and more: {slowest.seconds / slowest.characters * 1e6:.0f} ms/kB ({slowest.number})"
    )


if __name__ == "__main__":
    main()
