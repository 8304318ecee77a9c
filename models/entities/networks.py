"""The networks: pieces to rows by dilated convolutions, rows to typed spans."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 (torch's own name for it)

WORD_VECTOR = 300
HASHED, OUTLINE = 48, 24  # widths of the embeddings of hashed features, and of a piece's outline and its class
SMALL = 128  # features of at most so many values have the narrow embedding
GAPS = 3

Candidates = tuple[torch.Tensor, ...]  # text, first piece, length - 1


@dataclass(frozen=True)
class Shape:
    """The sizes of a network."""

    buckets: tuple[int, ...]  # of each hashed feature
    width: int
    dilations: tuple[int, ...]
    span: int  # width of what a span is judged by
    longest: int  # pieces of the longest span
    types: int
    context: int  # width of what slovnet's encoders make of a piece's token
    deep: int = 0  # width of the transformer's rows, where there is one


@dataclass
class Soft:
    """What a teacher makes of a text: probable spans with the probability of each type, and of each bound."""

    firsts: np.ndarray
    lasts: np.ndarray
    types: np.ndarray  # span x no type, type ...
    bounds: np.ndarray  # piece x is a first, is a last


@dataclass
class Batch:
    """Texts padded to one length: text x piece."""

    forms: torch.Tensor
    gaps: torch.Tensor
    known: torch.Tensor  # False in padding
    labels: torch.Tensor  # text x first piece x length - 1: 0 or the type's number + 1
    context: torch.Tensor
    # The teachers' part: for each span its row in `types`, of which row 0 says «no type»; `gold` texts have labels.
    soft: torch.Tensor | None = None
    types: torch.Tensor | None = None
    bounds: torch.Tensor | None = None
    gold: torch.Tensor | None = None


class Network(nn.Module):
    """Scores of spans. The vectors and features of the texts' forms are given with each batch."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        sizes = [OUTLINE if count <= SMALL else HASHED for count in shape.buckets]
        self.hashed = nn.ModuleList(nn.Embedding(n, size) for n, size in zip(shape.buckets, sizes, strict=True))
        self.gaps = nn.Embedding(GAPS, shape.width)
        self.lengths = nn.Embedding(shape.longest, shape.span)
        for embedding in (*self.hashed, self.gaps, self.lengths):
            nn.init.normal_(embedding.weight, 0, 0.1)
        self.word = nn.Linear(WORD_VECTOR + sum(sizes), shape.width)
        self.context = nn.Linear(shape.context, shape.width, bias=False)
        self.deep = nn.Linear(shape.deep, shape.width, bias=False) if shape.deep else None
        self.convolutions = nn.ModuleList(
            nn.Conv1d(shape.width, shape.width, 3, padding=dilation, dilation=dilation) for dilation in shape.dilations
        )
        self.bounds = nn.Linear(shape.width, 2)
        self.bounds.bias.data.fill_(-4)  # below `plausible`: the first steps judge few spans
        self.parts = nn.Linear(shape.width, 3 * shape.span)  # of a span's first piece, its last, and all of it
        self.judge = nn.Linear(shape.span, shape.types + 1)
        self.judge.bias.data[0] = 3  # most spans are of no type

    def rows(
        self, vectors: torch.Tensor, features: torch.Tensor, batch: Batch, deep: torch.Tensor | None = None
    ) -> torch.Tensor:
        numbers = features[batch.forms]
        words = [vectors[batch.forms]]
        words += [embedding(numbers[..., column]) for column, embedding in enumerate(self.hashed)]
        rows = self.word(F.dropout(torch.cat(words, -1), self.dropout, self.training)) + self.gaps(batch.gaps)
        rows = rows + self.context(F.dropout(batch.context, 0.2, self.training))
        if self.deep is not None:
            rows = rows + self.deep(F.dropout(deep, 0.1, self.training))
        known = batch.known[:, None, :]
        rows = F.relu(rows).transpose(1, 2) * known
        for convolution in self.convolutions:
            rows = (rows + F.relu(convolution(F.dropout(rows, 0.15, self.training)))) * known
        return F.dropout(rows.transpose(1, 2), 0.15, self.training)

    def score(self, rows: torch.Tensor, spans: Candidates) -> torch.Tensor:
        """Scores of the types of spans, that of no type first."""
        text, first, more = spans
        count, length, _ = rows.shape
        start, end, inner = self.parts(rows).reshape(count * length, -1).split(self.shape.span, -1)
        sums = F.pad(inner.float().cumsum(0), (0, 0, 1, 0))
        at = text * length + first
        mean = (sums[at + more + 1] - sums[at]) / (more + 1)[:, None]
        hidden = F.relu(start[at] + end[at + more] + mean + self.lengths.weight[more])
        return self.judge(F.dropout(hidden, 0.1, self.training))


def candidates(bounds: torch.Tensor, batch: Batch, longest: int, plausible: float, noise: float = 0) -> Candidates:
    """The spans worth judging: those whose ends are plausible; in training also all of gold, the teacher's, and noise.

    Args:
        plausible: probability from which a piece is taken for the first or the last of a span.
        noise: share of all other spans that are judged too.
    """
    probable = torch.sigmoid(bounds.detach().float()) > plausible
    keep = windows(probable[..., 1], longest) & probable[..., :1]
    if noise:
        keep |= (torch.rand(keep.shape) < noise) | (batch.labels > 0)
        if batch.soft is not None:
            keep |= batch.soft > 0
    keep &= windows(batch.known, longest) & batch.known[..., None]
    found: Candidates = keep.nonzero(as_tuple=True)
    return found


def loss(network: Network, rows: torch.Tensor, batch: Batch, *, plausible: float, noise: float) -> torch.Tensor:
    """Cross-entropy a piece, of spans' types and of bounds, against gold or, where a text has none, the teachers."""
    bounds = network.bounds(rows)
    spans = candidates(bounds, batch, network.shape.longest, plausible, noise)
    scores = network.score(rows, spans).float()
    types, bound_target = F.one_hot(batch.labels[spans], scores.shape[1]).float(), bound_labels(batch.labels)
    if batch.soft is not None:
        assert batch.gold is not None
        assert batch.types is not None
        assert batch.bounds is not None
        types = torch.where(batch.gold[spans[0], None], types, batch.types[batch.soft[spans]])
        bound_target = torch.where(batch.gold[:, None, None], bound_target, batch.bounds)
    judged = F.cross_entropy(scores, types, reduction="sum")
    known = batch.known
    bound = F.binary_cross_entropy_with_logits(bounds.float()[known], bound_target[known], reduction="sum")
    return (judged + 0.5 * bound) / known.sum()


def windows(flags: torch.Tensor, longest: int) -> torch.Tensor:
    """For each piece the flags of it and of the pieces after it."""
    return F.pad(flags, (0, longest - 1)).unfold(1, longest, 1)


def bound_labels(labels: torch.Tensor) -> torch.Tensor:
    """1 where a span starts, 1 where one ends."""
    text, first, more = (labels > 0).nonzero(as_tuple=True)
    bounds = torch.zeros(*labels.shape[:2], 2)
    bounds[text, first, 0] = 1
    bounds[text, first + more, 1] = 1
    return bounds
