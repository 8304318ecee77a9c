"""The loop of training, the same for both models; it goes on from its last checkpoint."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from data import Forms, Text, batches
from networks import Soft, candidates, loss
from torch import nn

from extractor.scoring.tally import Tally

WARM_UP = 0.1  # share of the steps in which the rates rise
AVERAGING = 0.995  # of the averaged weights kept at a step, once there were many
CLIP = 5.0
REPORT = 50  # steps


@dataclass
class Trainer:
    """Trains one model. `path` is where its checkpoint is kept; `bfloat16` computes products in half precision."""

    model: nn.Module
    forms: Forms
    settings: dict[str, Any]
    path: Path
    bfloat16: bool

    def run(self, texts: Sequence[Text], *, seed: int, report: Callable[[], str]) -> None:
        """Train, and leave the averaged weights in the model.

        Args:
            report: called after each epoch, with the averaged weights in place; what it returns is printed.
        """
        settings, parameters = self.settings, [p for p in self.model.parameters() if p.requires_grad]
        averaged = [parameter.detach().clone() for parameter in parameters]
        optimizer = torch.optim.AdamW(self._groups(), weight_decay=0.01)
        steps = [
            len(batches(texts, settings["batch"], np.random.default_rng((seed, epoch))))
            for epoch in range(settings["epochs"])
        ]
        rates = [group["lr"] for group in optimizer.param_groups]
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=sum(steps) + 1, pct_start=WARM_UP)
        first, step = 0, 0
        if self.path.exists():
            saved = torch.load(self.path, weights_only=True)
            self.model.load_state_dict(saved["model"])
            optimizer.load_state_dict(saved["optimizer"])
            schedule.load_state_dict(saved["schedule"])
            averaged, first, step = saved["averaged"], saved["epoch"], sum(steps[: saved["epoch"]])
        for epoch in range(first, settings["epochs"]):
            torch.manual_seed(seed + epoch)
            self.model.train()
            started, total = time.perf_counter(), 0.0
            for number, part in enumerate(batches(texts, settings["batch"], np.random.default_rng((seed, epoch))), 1):
                optimizer.zero_grad(set_to_none=True)
                value = self._loss(part)
                value.backward()
                nn.utils.clip_grad_norm_(parameters, CLIP)
                optimizer.step()
                schedule.step()
                step, total = step + 1, total + value.item()
                with torch.no_grad():
                    torch._foreach_lerp_(averaged, parameters, 1 - min(AVERAGING, step / (step + 20)))
                if number % REPORT == 0:
                    seconds = time.perf_counter() - started
                    print(f"{epoch}: step {number}/{steps[epoch]} {total / number:.3f} {seconds:.0f} s", flush=True)
            self._swap(parameters, averaged)
            print(f"epoch {epoch} loss {total / steps[epoch]:.3f} {report()}", flush=True)
            self._swap(parameters, averaged)
            state = {
                "model": self.model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "averaged": averaged,
                "epoch": epoch + 1,
            }
            unfinished = self.path.with_suffix(".unfinished")
            torch.save(state, unfinished)
            unfinished.replace(self.path)  # a stop while it is written leaves the last one whole
        self._swap(parameters, averaged)

    @torch.no_grad()
    def answers(self, texts: Sequence[Text], plausible: float) -> dict[str, list[tuple[int, int, int]]]:
        """The spans of each text: first piece, last piece, number of the type."""
        found: dict[str, list[tuple[int, int, int]]] = {text.name: [] for text in texts}
        for text, spans, scores, _ in self._scored(texts, plausible):
            best = scores.argmax(1)
            chosen = np.flatnonzero(best)
            found[text.name] += [
                (text.offset + first, text.offset + first + more, type_ - 1)
                for first, more, type_ in zip(*(part[chosen].tolist() for part in (*spans, best)), strict=True)
            ]
        return found

    @torch.no_grad()
    def soft(self, texts: Sequence[Text], plausible: float) -> dict[str, list[tuple[int, Soft]]]:
        """What the model makes of each text, by the places of its windows."""
        found: dict[str, list[tuple[int, Soft]]] = {text.name: [] for text in texts}
        for text, (first, more), scores, bounds in self._scored(texts, plausible):
            types = torch.softmax(torch.from_numpy(scores), 1).numpy().astype(np.float16)
            found[text.name].append((text.offset, Soft(first, first + more, types, bounds)))
        return found

    def _scored(self, texts: Sequence[Text], plausible: float) -> Any:
        self.model.eval()
        network = self.model.network
        for part in batches(texts, 3 * self.settings["batch"]):
            with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
                batch, rows = self.model(part, self.forms.vectors, self.forms.features)
                bounds = network.bounds(rows)
                spans = candidates(bounds, batch, network.shape.longest, plausible)
                scores = network.score(rows, spans).float().numpy()
            probable = torch.sigmoid(bounds.float()).numpy()
            text_numbers, firsts, mores = (column.numpy() for column in spans)
            for row, text in enumerate(part):
                own = text_numbers == row
                yield text, (firsts[own], mores[own]), scores[own], probable[row, : len(text)]

    def _loss(self, part: list[Text]) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            batch, rows = self.model(part, self.forms.vectors, self.forms.features)
            plausible, noise = self.settings["plausible_in_training"], self.settings["noise"]
            return loss(self.model.network, rows, batch, plausible=plausible, noise=noise)

    def _groups(self) -> list[dict[str, Any]]:
        own = list(self.model.network.parameters())
        others = {id(parameter) for parameter in own}
        encoder = [p for p in self.model.parameters() if p.requires_grad and id(p) not in others]
        groups = [{"params": own, "lr": self.settings["rate"]}]
        return groups + ([{"params": encoder, "lr": self.settings["encoder_rate"]}] if encoder else [])

    @torch.no_grad()
    def _swap(self, parameters: list[torch.Tensor], averaged: list[torch.Tensor]) -> None:
        for parameter, other in zip(parameters, averaged, strict=True):
            kept = parameter.clone()
            parameter.copy_(other)
            other.copy_(kept)


def as_line(figures: dict[str, Tally]) -> str:
    """Overall figures on one line."""
    total = figures["ALL"]
    return f"precision {total.precision:.4f} recall {total.recall:.4f} F1 {total.f1:.4f}"
