"""What each measure of speed gains: python benchmarks/measures.py --data DIR

Each measure is taken away alone, in a process of its own, and the linguistic layers are timed with full caches on
the same texts (*.txt below DIR, at any depth). The gain is the time without the measure by the time with it.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from rich.console import Console
from rich.table import Table

from extractor import pipeline
from extractor.text import batch, engine, lemmas, morphology, syntax, tokens

LAYERS = [f"extractor_{layer}" for layer in ("sentences", "morphology", "syntax", "lemmas", "spans", "names")]
PASSES = 3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")) / "nerel")
    options.add_argument("--documents", type=int, default=96)
    options.add_argument("--without", choices=MEASURES, help="time the layers without this measure")
    arguments = options.parse_args()
    paths = sorted(arguments.data.rglob("*.txt"))[: arguments.documents]
    if arguments.without:
        print(json.dumps(seconds(MEASURES[arguments.without], [path.read_text("utf-8") for path in paths])))
        return
    command = [sys.executable, "-W", "ignore", __file__, "--data", str(arguments.data)]
    command += ["--documents", str(arguments.documents), "--without"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    table = Table("measure", "ms a document without it", "gain")
    base = 0.0
    for measure in MEASURES:
        output = subprocess.run([*command, measure], stdout=subprocess.PIPE, text=True, check=True, env=environment)
        taken = json.loads(output.stdout)
        base = base or taken
        table.add_row(measure, f"{1000 * taken / len(paths):.2f}", f"{taken / base:.2f}")
    Console().print(table)


def seconds(take_away: Callable[[], None], texts: list[str]) -> float:
    """The best of some passes over the texts."""
    take_away()
    nlp = pipeline.load(exclude=[name for name in pipeline.COMPONENTS if name not in LAYERS])
    times = []
    for _ in range(1 + PASSES):
        begun = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        times.append(time.process_time() - begun)
    return min(times[1:])


def one_by_one() -> None:
    patch.object(pipeline, "BATCH_SIZE", 1).start()


def no_table() -> None:
    """The first layers' products are computed for each batch anew."""
    rows = engine.Products.rows

    def forgetful(self: engine.Products, keys: Any) -> Any:
        self._rows = {engine.GAP: 0}
        self._keys[:] = engine.GAP
        return rows(self, keys)

    patch.object(engine.Products, "rows", forgetful).start()


def no_distinct() -> None:
    """They are computed for each word, also for one that stands there twice."""
    patch.object(engine.Products, "rows", lambda self, keys: keys).start()

    def taken(self: engine.Products, network: int, keys: Any) -> Any:
        words, shapes = np.divmod(np.maximum(keys, 0), len(self._shapes[network]))
        vectors = np.hstack((self._embedding.vectors(words), self._shapes[network][shapes]))
        vectors[keys == engine.GAP] = 0
        return np.split(vectors @ self._layers[network].taps, engine.TAPS, axis=1)

    patch.object(engine.Products, "taken", taken).start()


def no_keys() -> None:
    class Forgetful(dict[int, int]):
        def get(self, key: int, default: Any = None) -> Any:
            return None

    patch.object(batch, "_keys", Forgetful()).start()


def no_lemmas() -> None:
    patch.object(lemmas, "parses", lemmas.parses.__wrapped__).start()
    keep = lemmas.Lemmas._lemma

    def forgetful(self: lemmas.Lemmas, key: tuple[int, int, int]) -> int:
        self._lemmas.clear()
        return keep(self, key)

    patch.object(lemmas.Lemmas, "_lemma", forgetful).start()


def no_tokens() -> None:
    patch.object(tokens, "_tokens", tokens._tokens.__wrapped__).start()


def block(rows: int) -> None:
    for module in (engine, morphology, syntax):
        patch.object(module, "BLOCK", rows).start()


MEASURES: dict[str, Callable[[], None]] = {
    "all measures": lambda: None,
    "documents in batches, without padding": one_by_one,
    "blocks of rows, which stay in the cache": partial(block, 2**20),
    "first layers' products kept from batch to batch": no_table,
    "first layers' products once a distinct word": no_distinct,
    "shapes and numbers of words kept by form": no_keys,
    "lemmas kept by form and tag": no_lemmas,
    "tokens kept by the text between two spaces": no_tokens,
}


if __name__ == "__main__":
    main()
