"""Trains the entity models: python models/entities/train.py DATA [--work FOLDER]

DATA is the folder with `nerel/train`, `nerel/dev` and the unlabelled texts of config.yaml. Checkpoints go to the work
folder; the same command goes on where it was stopped. The weights are written beside this file, with manifest.json.
"""

import argparse
import json
from collections.abc import Callable, Sequence
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
from teaching import add_soft, save
from training import Trainer, as_line

from extractor.entities.nested import PROTOCOL
from extractor.entities.pieces import COLUMNS
from extractor.scoring.nerel import Figures, GoldText, as_table, compare, read_nerel

HERE = Path(__file__).parent
VERSION = "1"
LICENCE = "trained on NEREL 1.1, which has no licence file: research use"
SOFT_PLAUSIBLE = 0.01  # bounds from which the teacher gives its opinion of a span


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
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.work.mkdir(parents=True, exist_ok=True)
    config = yaml.safe_load((HERE / "config.yaml").read_text("utf-8"))
    corpus = read(arguments.data, config)
    forms = Forms(corpus.everything)
    train_large(config, corpus, forms, arguments.work)
    for seed in config["teachers"]["seeds"]:
        train_teacher(config, seed, corpus, forms, arguments.work)
    train_fast(config, corpus, forms, arguments.work)


def read(data: Path, config: dict[str, Any]) -> Corpus:
    reader = Reader(config["types"], config["longest"])
    return Corpus(
        reader.nerel(data / "nerel/train"),
        reader.nerel(data / "nerel/dev"),
        [text for folder in config["unlabelled"] for text in reader.raw(data / folder)],
        read_nerel(data / "nerel/dev"),
    )


def train_large(config: dict[str, Any], corpus: Corpus, forms: Forms, work: Path) -> None:
    """Train the large model and write what it makes of all texts, for the fast one to learn from."""
    settings = config["large"]
    torch.manual_seed(config["seed"])
    model = Large(_shape(config, settings, deep=2), settings["dropout"], settings["layers"], settings["frozen"])

    def cut(texts: Sequence[Text]) -> list[Text]:
        return [part for text in texts for part in windows(text, model.divide)]

    trainer = _trainer(model, forms, config, settings, work / "large.pt", bfloat16=True)
    dev = cut(corpus.dev)
    measure = _measure(trainer, dev, corpus, config)
    trainer.run(cut(corpus.train), seed=config["seed"], report=lambda: as_line(measure()))
    figures = measure()
    print(as_table(figures))
    export("contextual", model.arrays() | halves(model), config, settings, figures["ALL"])
    save(work / "large.npz", trainer.soft(cut(corpus.unlabelled), SOFT_PLAUSIBLE))


def train_teacher(config: dict[str, Any], seed: int, corpus: Corpus, forms: Forms, work: Path) -> None:
    """Train a convolutional network on gold alone, to teach beside the large one."""
    settings = config["teachers"]
    torch.manual_seed(seed)
    model = Fast(_shape(config, settings), settings["dropout"])
    trainer = _trainer(model, forms, config, settings, work / f"teacher-{seed}.pt", bfloat16=False)
    measure = _measure(trainer, corpus.dev, corpus, config)
    trainer.run(corpus.train, seed=seed, report=lambda: as_line(measure()))
    save(work / f"teacher-{seed}.npz", trainer.soft(corpus.unlabelled, SOFT_PLAUSIBLE))
    torch.save(model.state_dict(), work / f"teacher-{seed}.weights")


def train_fast(config: dict[str, Any], corpus: Corpus, forms: Forms, work: Path) -> None:
    """Train students, and write the mean of their weights, with the manifest, as the fast model."""
    settings, students = config["fast"], config["fast"]["seeds"]
    teachers = ["large", *(f"teacher-{seed}" for seed in config["teachers"]["seeds"])]
    add_soft(corpus.unlabelled, [work / f"{teacher}.npz" for teacher in teachers])
    for number, seed in enumerate(students):
        unlabelled = corpus.unlabelled[number :: len(students)]
        train_student(config, seed, [*corpus.train, *unlabelled], corpus, forms, work)
    weights = [torch.load(work / f"student-{seed}.weights", weights_only=True) for seed in students]
    model = Fast(_shape(config, settings), settings["dropout"])
    model.load_state_dict({name: torch.stack([part[name] for part in weights]).mean(0) for name in weights[0]})
    trainer = _trainer(model, forms, config, settings, work / "fast.pt", bfloat16=False)
    figures = _measure(trainer, corpus.dev, corpus, config)()
    print(as_table(figures))
    export("fast", halves(model.network), config, settings, figures["ALL"])


def train_student(
    config: dict[str, Any], seed: int, texts: list[Text], corpus: Corpus, forms: Forms, work: Path
) -> None:
    """Train a student on gold and on what the teachers think, from the first convolutional teacher on."""
    settings = config["fast"]
    model = Fast(_shape(config, settings), settings["dropout"])
    start = work / f"teacher-{config['teachers']['seeds'][0]}.weights"
    model.load_state_dict(torch.load(start, weights_only=True))
    trainer = _trainer(model, forms, config, settings, work / f"student-{seed}.pt", bfloat16=False)
    measure = _measure(trainer, corpus.dev, corpus, config)
    trainer.run(texts, seed=seed, report=lambda: as_line(measure()))
    torch.save(model.state_dict(), work / f"student-{seed}.weights")


def export(
    name: str, arrays: dict[str, np.ndarray], config: dict[str, Any], settings: dict[str, Any], figures: Figures
) -> None:
    """Write a model's weights, and what the manifest says of them."""
    path = HERE / f"{name}.npz"
    np.savez(path, **arrays)
    manifest_path = HERE / "manifest.json"
    manifest = json.loads(manifest_path.read_text("utf-8")) if manifest_path.exists() else {}
    manifest[name] = {
        "what": "nested entities, NEREL's 29 types",
        "reader": "large" if name == "contextual" else "fast",
        "protocol": PROTOCOL,
        "version": VERSION,
        "bytes": path.stat().st_size,
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "licence": LICENCE,
        "nerel_dev_f1": round(figures.f1, 4),
        "plausible": settings["plausible"],
        "dilations": settings["dilations"],
        "types": config["types"],
    }
    manifest["large"] = {"members": ["contextual", "fast"], "version": VERSION, "licence": LICENCE}
    manifest_path.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")


def halves(model: torch.nn.Module) -> dict[str, np.ndarray]:
    """The weights in half precision; the transformer's words are written as they come, in 4 bits."""
    state = {name: value for name, value in model.state_dict().items() if name != "encoder.words.weight"}
    return {name: value.numpy().astype(np.float16) for name, value in state.items()}


def _shape(config: dict[str, Any], settings: dict[str, Any], deep: int = 0) -> Shape:
    """The sizes of a network; `deep` counts the transformer's rows that a piece is given."""
    return Shape(
        buckets=tuple(COLUMNS.values()),
        width=settings["width"],
        dilations=tuple(settings["dilations"]),
        span=settings["span"],
        longest=config["longest"],
        types=len(config["types"]),
        context=config["context"],
        deep=384 * deep,
    )


def _trainer(
    model: torch.nn.Module, forms: Forms, config: dict[str, Any], settings: dict[str, Any], path: Path, bfloat16: bool
) -> Trainer:
    common = {"noise": config["noise"], "plausible_in_training": config["plausible"]}
    return Trainer(model, forms, settings | common, path, bfloat16)


def _measure(
    trainer: Trainer, texts: Sequence[Text], corpus: Corpus, config: dict[str, Any]
) -> Callable[[], dict[str, Figures]]:
    """Something that measures the model as it is then, in code points of the articles."""
    whole = {text.name: text for text in corpus.dev}

    def measure() -> dict[str, Figures]:
        found = {
            name: [
                (int(whole[name].starts[first]), int(whole[name].ends[last]), config["types"][type_])
                for first, last, type_ in spans
            ]
            for name, spans in trainer.answers(texts, config["plausible"]).items()
        }
        return compare({gold.name: gold.spans for gold in corpus.gold}, found)

    return measure


if __name__ == "__main__":
    main()
