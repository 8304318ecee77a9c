"""The fast model: the convolutional network alone, over whole texts."""

import torch
from data import Text, tensors
from networks import Batch, Network, Shape
from torch import nn


class Fast(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.network = Network(shape, dropout)

    def forward(self, texts: list[Text], vectors: torch.Tensor, features: torch.Tensor) -> tuple[Batch, torch.Tensor]:
        batch = tensors(texts, self.network.shape.longest)
        return batch, self.network.rows(vectors, features, batch)
