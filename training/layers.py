"""How the small networks of the detection are written out: in bytes, for garant.privacy.tagger.layers to read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from garant.privacy.tagger.layers import TABLES

Parts = dict[str, NDArray[Any]]


def keep(parts: Parts, name: str, values: Tensor, axis: int) -> None:
    """Bytes with a step for each row of a table (axis 1), for each column of a matrix (axis 0)."""
    matrix = values.detach().numpy().astype(np.float32)
    step = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-8) / 127
    step = step.astype(np.float32)
    parts[name] = np.clip(np.rint(matrix / step), -127, 127).astype(np.int8)
    parts[f"{name}_step"] = step


def keep_tables(parts: Parts, tables: Sequence[nn.Embedding]) -> None:
    """What is known of a form beside its own vector, in the order of `Features`."""
    for name, each in zip(TABLES, tables, strict=True):
        keep(parts, name, each.weight, 1)


def by_neighbour(layer: nn.Linear, offsets: int) -> Tensor:
    """A layer that sees a word and its neighbours, as one block of columns for each: what a word adds to each of them."""
    width = layer.out_features
    dim = layer.in_features // offsets
    return layer.weight.view(width, offsets, dim).permute(2, 1, 0).reshape(dim, offsets * width)


def write(parts: Parts, words: Sequence[str], path: Path) -> None:
    """The same parts, the same file."""
    written = " ".join(word.replace("\n", "\\n").replace("\t", "\\t") for word in words)
    np.savez_compressed(path, **parts, vocabulary=np.frombuffer(written.encode("ascii"), np.uint8))
