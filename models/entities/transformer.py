"""The encoder of multilingual-e5-small in torch, over sequences padded to one length."""

import math

import torch
from e5 import E5File
from torch import nn
from torch.nn import functional as F  # noqa: N812 (torch's own name for it)

DROPOUT = 0.1


class Layer(nn.Module):
    def __init__(self, file: E5File, number: int) -> None:
        super().__init__()
        self.heads, width = file.heads, file.width

        def linear(names: list[str], columns: int) -> nn.Linear:
            weight = [torch.from_numpy(file.matrix(f"l{number}.{name}.w", columns)) for name in names]
            bias = [torch.from_numpy(file.vector(f"l{number}.{name}.b")) for name in names]
            layer = nn.Linear(columns, sum(map(len, weight)))
            layer.weight.data, layer.bias.data = torch.cat(weight), torch.cat(bias)
            return layer

        def norm(name: str) -> nn.LayerNorm:
            layer = nn.LayerNorm(width, eps=1e-12)
            layer.weight.data = torch.from_numpy(file.vector(f"l{number}.{name}.w"))
            layer.bias.data = torch.from_numpy(file.vector(f"l{number}.{name}.b"))
            return layer

        self.query_key_value = linear(["q", "k", "v"], width)
        self.attended = linear(["ao"], width)
        self.norm = norm("aln")
        self.inner = linear(["fi"], width)
        self.outer = linear(["fo"], file.inner)
        self.output_norm = norm("oln")

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        count, length, width = rows.shape
        parts = self.query_key_value(rows).view(count, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + mask
        mixed = (F.softmax(scores.float(), -1).to(value.dtype) @ value).transpose(1, 2).reshape(count, length, width)
        rows = self.norm(rows + F.dropout(self.attended(mixed), DROPOUT, self.training))
        mixed = self.outer(F.gelu(self.inner(rows)))
        return self.output_norm(rows + F.dropout(mixed, DROPOUT, self.training))


class Transformer(nn.Module):
    """Some first layers of the encoder; `kept` are the numbers of the vocabulary's pieces that it knows."""

    def __init__(self, file: E5File, kept: list[int], layers: int) -> None:
        super().__init__()
        words = torch.from_numpy(file.matrix("emb.word", file.width)[kept])
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        places = torch.from_numpy(file.vector("emb.pos").reshape(-1, file.width))
        kind = torch.from_numpy(file.vector("emb.type").reshape(-1, file.width)[0])
        self.places = nn.Parameter(places + kind)
        self.norm = nn.LayerNorm(file.width, eps=1e-12)
        self.norm.weight.data = torch.from_numpy(file.vector("emb.ln.w"))
        self.norm.bias.data = torch.from_numpy(file.vector("emb.ln.b"))
        self.layers = nn.ModuleList(Layer(file, number) for number in range(layers))

    def embed(self, subwords: torch.Tensor) -> torch.Tensor:
        return self.norm(self.words(subwords) + self.places[: subwords.shape[1]])

    def mask(self, known: torch.Tensor) -> torch.Tensor:
        """What is added to the scores of attention: next to nothing is attended to in padding."""
        return torch.zeros(known.shape).masked_fill(~known, -1e4)[:, None, None, :]
