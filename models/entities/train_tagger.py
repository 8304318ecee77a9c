"""Trains the entity models: python models/entities/train_tagger.py DATA [--work FOLDER] [--processes N]

DATA is the folder with `nerel/train`, `nerel/dev` and the unlabelled texts of config.yaml. Networks that do not need
each other are trained side by side, a process and a core each. Checkpoints go to the work folder; the same command goes
on where it was stopped. The weights are written beside this file, with manifest.json.
"""

import argparse
import json
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from data import Forms, Reader, Text, windows
from fast import Fast
from large import Large
from networks import Shape
from storage import at_rest, halves
from teaching import add_soft, save
from training import Trainer, as_line

from extractor.entities.nested import PROTOCOL
from extractor.entities.tagger.pieces import COLUMNS
from extractor.entities.tagger.word_classes import class_names
from extractor.scoring.nerel import GoldText, read_nerel
from extractor.scoring.spans import compare
from extractor.scoring.tally import Tally, as_table

HERE = Path(__file__).parent
VERSION = "2"
LICENCE = "trained on NEREL 1.1, which has no licence file: research use"
SOFT_PLAUSIBLE = 0.01  # bounds from which a teacher gives its opinion of a span
DEEP = 384  # width of the transformer's rows
STAGES = ("large", "teachers", "fast")  # of config.yaml, each after the one before


@dataclass
class Corpus:
    """The texts, and the gold of the part that is measured on."""

    train: list[Text]
    dev: list[Text]
    unlabelled: list[Text]
    gold: list[GoldText]

    @property
    def everything(self) -> list[Text]:
        return [*self.train, *self.dev, *self.unlabelled]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/entities"))
    parser.add_argument("--processes", type=int, default=2, help="networks trained at a time")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    config = yaml.safe_load((HERE / "config.yaml").read_text("utf-8"))
    corpus = read(arguments.data, config)
    lesson = Lesson(config, corpus, Forms(corpus.everything), arguments.work)
    fork = multiprocessing.get_context("fork")  # the corpus is shared, not read again
    for stage in STAGES:
        children = [fork.Process(target=lesson.learn, args=(stage, seed)) for seed in config[stage]["seeds"]]
        for start in range(0, len(children), arguments.processes):
            together = children[start : start + arguments.processes]
            for child in together:
                child.start()
            for child in together:
                child.join()
            if any(child.exitcode for child in together):
                raise SystemExit(f"training of {stage!r} broke off; the same command goes on from the last checkpoint")
    lesson.publish()


def read(data: Path, config: dict[str, Any]) -> Corpus:
    reader = Reader(config["types"], config["longest"])
    return Corpus(
        reader.nerel(data / "nerel/train"),
        reader.nerel(data / "nerel/dev"),
        [text for folder in config["unlabelled"] for text in reader.raw(data / folder)],
        read_nerel(data / "nerel/dev"),
    )


@dataclass
class Lesson:
    """Trains the networks of config.yaml; what each leaves for later ones is in the work folder."""

    config: dict[str, Any]
    corpus: Corpus
    forms: Forms
    work: Path

    def learn(self, stage: str, seed: int) -> None:
        """Train one network and write its weights, its figures, and what it makes of the unlabelled texts."""
        place = self.work / f"{stage}-{seed}"
        if place.with_suffix(".json").exists():
            return
        torch.set_num_threads(1)
        torch.manual_seed(seed)
        model, trainer = self.network(stage, seed)
        dev, train = self._cut(model, self.corpus.dev), self._cut(model, self.corpus.train)
        if stage == "fast":
            model.load_state_dict(self._weights("teachers", self.config["teachers"]["seeds"][0]))
            train += self._taught()

        def measure() -> dict[str, Tally]:
            return self.measured(trainer.answers(dev, self.config["plausible"]))

        trainer.run(train, seed=seed, report=lambda: as_line(measure()))
        torch.save(model.state_dict(), place.with_suffix(".weights"))
        if stage != "fast":
            save(place.with_suffix(".npz"), trainer.soft(self._cut(model, self.corpus.unlabelled), SOFT_PLAUSIBLE))
        figures = measure()
        print(stage, seed, as_table(figures), sep="\n", flush=True)
        place.with_suffix(".json").write_text(json.dumps({"nerel_dev_f1": round(figures["ALL"].f1, 4)}))

    def network(self, stage: str, seed: int) -> tuple[Large | Fast, Trainer]:
        """A network with its trainer, untrained."""
        config, settings = self.config, self.config[stage]
        large = stage == "large"
        shape = Shape(
            buckets=tuple(COLUMNS[name] for name in settings["columns"]),
            width=settings["width"],
            dilations=tuple(settings["dilations"]),
            span=settings["span"],
            longest=config["longest"],
            types=len(config["types"]),
            context=config["context"],
            deep=2 * DEEP if large else 0,  # a piece is given the rows of its first and last subword
        )
        model = (
            Large(shape, settings["dropout"], settings["layers"], settings["frozen"])
            if large
            else Fast(shape, settings["dropout"])
        )
        common = {"noise": config["noise"], "plausible_in_training": config["plausible"]}
        path = self.work / f"{stage}-{seed}.pt"
        return model, Trainer(model, self.forms, settings | common, path, bfloat16=large)

    def publish(self) -> None:
        """Write the weights that are shipped, and their manifest."""
        manifest: dict[str, Any] = {}
        large = self.config["large"]["seeds"]
        for number, seed in enumerate(large):
            model, _ = self.network("large", seed)
            model.load_state_dict(self._weights("large", seed))
            f1 = json.loads((self.work / f"large-{seed}.json").read_text())["nerel_dev_f1"]
            manifest[f"contextual-{number}"] = self._write(f"contextual-{number}", at_rest(model), "large", f1)
        seeds = self.config["fast"]["seeds"]
        weights = [self._weights("fast", seed) for seed in seeds]
        model, trainer = self.network("fast", seeds[0])
        model.load_state_dict({name: torch.stack([part[name] for part in weights]).mean(0) for name in weights[0]})
        figures = self.measured(trainer.answers(self.corpus.dev, self.config["plausible"]))
        print(as_table(figures))
        manifest["fast"] = self._write("fast", halves(model.network), "fast", figures["ALL"].f1)
        members = [*(f"contextual-{number}" for number in range(len(large))), "fast"]
        manifest["large"] = {"members": members, "version": VERSION, "licence": LICENCE}
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        (HERE / "manifest.json").write_text(text, "utf-8")

    def measured(self, found: dict[str, list[tuple[int, int, int]]]) -> dict[str, Tally]:
        """Tally of spans found on dev, given by pieces; they are compared in code points."""
        whole = {text.name: text for text in self.corpus.dev}
        types = self.config["types"]
        spans = {
            name: [
                (int(whole[name].starts[first]), int(whole[name].ends[last]), types[type_])
                for first, last, type_ in own
            ]
            for name, own in found.items()
        }
        return compare({gold.name: gold.spans for gold in self.corpus.gold}, spans)

    def _cut(self, model: Large | Fast, texts: Sequence[Text]) -> list[Text]:
        """The texts as the model reads them: by windows, or whole."""
        if isinstance(model, Fast):
            return list(texts)
        return [part for text in texts for part in windows(text, model.divide)]

    def _taught(self) -> list[Text]:
        """The unlabelled texts, with the teachers' mean opinion."""
        teachers = [(stage, seed) for stage in ("large", "teachers") for seed in self.config[stage]["seeds"]]
        add_soft(self.corpus.unlabelled, [self.work / f"{stage}-{seed}.npz" for stage, seed in teachers])
        return self.corpus.unlabelled

    def _weights(self, stage: str, seed: int) -> dict[str, torch.Tensor]:
        found: dict[str, torch.Tensor] = torch.load(self.work / f"{stage}-{seed}.weights", weights_only=True)
        return found

    def _write(self, name: str, arrays: dict[str, Any], reader: str, f1: float) -> dict[str, Any]:
        """Write a network's weights; what the manifest says of them."""
        path, settings = HERE / f"{name}.npz", self.config[reader]
        np.savez(path, **arrays)
        return {
            "what": "nested entities, NEREL's 29 types",
            "reader": reader,
            "protocol": PROTOCOL,
            "version": VERSION,
            "bytes": path.stat().st_size,
            "sha256": sha256(path.read_bytes()).hexdigest(),
            "licence": LICENCE,
            "nerel_dev_f1": round(f1, 4),
            "plausible": settings["plausible"],
            "dilations": settings["dilations"],
            "types": self.config["types"],
            "classes": class_names(),
        }


if __name__ == "__main__":
    main()
