"""The tagger at run time: what each word contributes is kept, the rest is three small matrix products.

A convolutional network over tokens; training/names trains it, CARD.md beside this file tells what on and how well.
"""

import threading
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from garant.privacy.gazetteer import Gazetteer, gazetteer
from garant.privacy.tagger.features import features
from garant.privacy.tagger.tokens import Tokens

WEIGHTS: Final = "weights.npz"
# What a token is: nothing of this, part of a private person's name, of one in a public role, of a street,
# a place or a body.
OTHER, PRIVATE, PUBLIC, PLACE = range(4)
CLASSES: Final = 4
NEAR: Final = (-2, -1, 0, 1, 2)  # tokens that the first layer sees
FAR: Final = (-6, -3, 0, 3, 6)  # of the first layer's results, those that the second sees
LAST: Final = (-4, -1, 0, 1, 4)
_ROWS: Final = 16  # of a matrix product at a time
_KEPT_FORMS: Final = 16_384  # forms whose contribution is kept: some 20 MB, taken as they come

Floats = NDArray[np.float32]


class Tagger:
    """Weights and the contributions of the forms met so far. Safe to share between threads."""

    def __init__(self, weights: dict[str, NDArray[Any]], lists: Gazetteer) -> None:
        words = weights["vocabulary"].tobytes().decode("ascii").split(" ")
        self._vocabulary = {
            word.replace("\\n", "\n").replace("\\t", "\t"): at for at, word in enumerate(words, 1)
        }
        self._lists = lists
        self._words = _table(weights, "word")
        self._tables = [
            _table(weights, name)
            for name in ("shape", "frequency", "kind", "suffix", "ending", "prefix", "meaning")
        ]
        self._near = _table(weights, "near")
        self._near_bias = weights["near_bias"].astype(np.float32)
        self._style = _table(weights, "style")
        self._far = _table(weights, "far")
        self._far_bias = weights["far_bias"].astype(np.float32)
        self._last = _table(weights, "last")
        self._last_bias = weights["last_bias"].astype(np.float32)
        self._out = _table(weights, "out")
        self._out_bias = weights["out_bias"].astype(np.float32)
        self._width = self._near_bias.shape[0]
        self._lock = threading.Lock()
        self._rows: dict[str, int] = {}
        self._kept: Floats = np.zeros((_KEPT_FORMS, len(NEAR) * self._width), np.float32)

    def probabilities(self, found: Tokens) -> Floats:
        """One row for each token: how likely each class is."""
        size = len(found.forms)
        if not size:
            return np.zeros((0, CLASSES), np.float32)
        width = self._width
        near = self._contributions(found.forms)
        rows = size + -size % _ROWS
        sums = np.zeros((rows, width), np.float32)
        sums[:size] = self._style[found.styles]
        sums[:size] += self._near_bias
        for column, offset in enumerate(NEAR):
            part = near[:, column * width : (column + 1) * width]
            if offset < 0:
                sums[-offset:size] += part[:offset]
            elif offset < size:
                sums[: size - offset] += part[offset:]
        sums = _product(_spread(sums, size, FAR), self._far)
        sums += self._far_bias
        sums = _product(_spread(sums, size, LAST), self._last)
        sums += self._last_bias
        scores = _product(np.maximum(sums, 0.0, out=sums), self._out)[:size]
        scores += self._out_bias
        scores -= np.maximum.reduce(scores, axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= np.add.reduce(scores, axis=1, keepdims=True)
        return scores

    def _contributions(self, forms: list[str]) -> Floats:
        with self._lock:
            rows = self._rows
            try:
                return self._kept.take(np.fromiter(map(rows.__getitem__, forms), np.intp, len(forms)), axis=0)
            except KeyError:  # a form that was never met
                pass
            new = [form for form in dict.fromkeys(forms) if form not in rows]
            if new:
                if len(rows) + len(new) > _KEPT_FORMS:
                    rows.clear()
                    new = list(dict.fromkeys(forms))
                computed = self._computed(new)
                if len(new) > _KEPT_FORMS:  # more forms in one text than are ever kept
                    places = {form: at for at, form in enumerate(new)}
                    return computed[[places[form] for form in forms]]
                first = len(rows)
                self._kept[first : first + len(new)] = computed
                rows.update((form, first + at) for at, form in enumerate(new))
            return self._kept[[rows[form] for form in forms]]

    def _computed(self, forms: list[str]) -> Floats:
        facts = [features(form, self._lists) for form in forms]
        vectors = self._words[[self._vocabulary.get(fact.word, 0) for fact in facts]]
        rows = np.array([fact[1:] for fact in facts], np.intp)
        for column, table in enumerate(self._tables):
            vectors += table[rows[:, column]]
        size = len(forms)
        padded = np.zeros((size + -size % _ROWS, vectors.shape[1]), np.float32)
        padded[:size] = vectors
        return _product(padded, self._near)[:size]


def _product(left: Floats, right: Floats) -> Floats:
    """left @ right, a few rows at a time: so small that no library of matrices starts threads for it.

    They would wait for one another where processors are shared (fifty times slower on two busy cores), and the
    order of their sums, hence the last bits, would depend on the machine.
    """
    product: Floats = np.matmul(left.reshape(-1, _ROWS, left.shape[1]), right)
    return product.reshape(len(left), -1)


def _spread(sums: Floats, size: int, offsets: tuple[int, ...]) -> Floats:
    """What is above zero of each of the first `size` rows with those around it; zeros beyond the ends."""
    rows, width = sums.shape
    reach = max(offsets)
    padded = np.zeros((rows + 2 * reach, width), np.float32)
    np.maximum(sums[:size], 0.0, out=padded[reach : reach + size])
    return np.concatenate([padded[reach + offset : reach + offset + rows] for offset in offsets], axis=1)


def _table(weights: dict[str, NDArray[Any]], name: str) -> Floats:
    """Stored as bytes with a step for each row, or each column."""
    return np.asarray(
        weights[name].astype(np.float32) * weights[f"{name}_step"].astype(np.float32), np.float32
    )


@cache
def tagger() -> Tagger:
    """Loaded at first use, shared by all threads."""
    with (
        as_file(files("garant.privacy.tagger") / WEIGHTS) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        return Tagger({name: stored[name] for name in stored.files}, gazetteer())
