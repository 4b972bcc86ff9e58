"""What the small networks of this package share at run time: their tables, their products, what a word adds on its own.

A network reads the tokens of a text. What a form contributes to its neighbours depends on the form alone, is worked out
once and kept; the rest is a few small products of matrices.
"""

import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from garant.privacy.gazetteer import gazetteer
from garant.privacy.tagger.features import Features, features

Floats = NDArray[np.float32]

_ROWS: Final = 16  # of a matrix product at a time, at most
_SMALL: Final = 1 << 19  # multiplications of a product for which no library of matrices starts threads
_KEPT_FORMS: Final = 16_384  # forms whose contribution is kept, taken as they come
# After the word, as `Features` has them.
TABLES: Final = ("shape", "frequency", "kind", "suffix", "ending", "prefix")


def table(weights: Mapping[str, NDArray[Any]], name: str) -> Floats:
    """Stored as bytes with a step for each row, or each column."""
    return np.asarray(
        weights[name].astype(np.float32) * weights[f"{name}_step"].astype(np.float32), np.float32
    )


def product(left: Floats, right: Floats) -> Floats:
    """left @ right for each network of a stack, a few rows at a time: so small that no library of matrices starts threads.

    They would wait for one another where processors are shared (fifty times slower on two busy cores), and the
    order of their sums, hence the last bits, would depend on the machine. `left`: networks × rows × width, a multiple of
    sixteen rows; `right`: networks × width × columns.
    """
    networks, rows, width = left.shape
    together = _ROWS
    while together > 1 and together * width * right.shape[2] > _SMALL:
        together //= 2
    taken: Floats = np.matmul(left.reshape(networks, -1, together, width), right[:, None])
    return taken.reshape(networks, rows, -1)


def stacked(weights: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The weights of one network as those of a stack of one."""
    return {name: each if name == "vocabulary" else each[None] for name, each in weights.items()}


def full(rows: int) -> int:
    """The least number of rows, not under `rows`, that `product` takes."""
    return rows + -rows % _ROWS


def spread(rows: Floats, size: int, offsets: tuple[int, ...]) -> Floats:
    """Each of the first `size` rows of each network with those around it, side by side; zeros beyond the ends."""
    networks, count, width = rows.shape
    reach = max(offsets)
    padded = np.zeros((networks, count + 2 * reach, width), np.float32)
    padded[:, reach : reach + size] = rows[:, :size]
    return np.concatenate([padded[:, reach + offset : reach + offset + count] for offset in offsets], axis=2)


class Forms:
    """What each form adds to the tokens around it, in each network of a stack. Safe to share between threads."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        words = weights["vocabulary"].tobytes().decode("ascii").split(" ")
        self._vocabulary = {
            word.replace("\\n", "\n").replace("\\t", "\t"): at for at, word in enumerate(words, 1)
        }
        # Kept as bytes: few of their rows are ever asked for.
        self._words = weights["word"], weights["word_step"]
        self._groups = weights["meaning"], weights["meaning_step"]
        self._tables = [table(weights, name) for name in TABLES]
        self._near = table(weights, "near")
        self._lock = threading.Lock()
        networks, _, columns = self._near.shape
        self._kept: Floats = np.zeros((_KEPT_FORMS, networks, columns), np.float32)
        self._rows: dict[str, int] = {}  # of each form that is kept …
        self._held: list[str] = []  # … and the form of each row
        self._oldest = 0

    def of(self, forms: Sequence[str]) -> Floats:
        """forms × networks × columns: a block of columns for each offset of the first layer."""
        with self._lock:
            rows = self._rows
            try:
                return self._kept.take(np.fromiter(map(rows.__getitem__, forms), np.intp, len(forms)), axis=0)
            except KeyError:  # a form that was never met
                pass
            new = [form for form in dict.fromkeys(forms) if form not in rows]
            computed = self._computed(new)
            fresh = {form: at for at, form in enumerate(new)}
            found = np.empty((len(forms), *self._kept.shape[1:]), np.float32)
            of_old = [at for at, form in enumerate(forms) if form not in fresh]
            of_new = [at for at, form in enumerate(forms) if form in fresh]
            found[of_old] = self._kept[[rows[forms[at]] for at in of_old]]
            found[of_new] = computed[[fresh[forms[at]] for at in of_new]]
            self._keep(new[:_KEPT_FORMS], computed)
            return found

    def knows(self, form: str) -> bool:
        """Whether anything was learnt of the word: by itself, or by those of like meaning."""
        fact = _facts(form)
        return fact.meaning > 0 or fact.word in self._vocabulary

    def _keep(self, new: Sequence[str], computed: Floats) -> None:
        """In the place of those met first, where there is no more room."""
        rows, held = self._rows, self._held
        places = []
        for form in new:
            if len(held) < _KEPT_FORMS:
                place = len(held)
                held.append(form)
            else:
                place = self._oldest
                self._oldest = (place + 1) % _KEPT_FORMS
                del rows[held[place]]
                held[place] = form
            rows[form] = place
            places.append(place)
        self._kept[places] = computed[: len(places)]

    def _computed(self, forms: list[str]) -> Floats:
        facts = [_facts(form) for form in forms]
        vectors = _rows_of(self._words, [self._vocabulary.get(fact.word, 0) for fact in facts])
        vectors += _rows_of(self._groups, [fact.meaning for fact in facts])
        rows = np.array([fact[1:-1] for fact in facts], np.intp)
        for column, each in enumerate(self._tables):
            vectors += each[:, rows[:, column]]
        networks, size, width = vectors.shape
        padded = np.zeros((networks, full(size), width), np.float32)
        padded[:, :size] = vectors
        return product(padded, self._near)[:, :size].transpose(1, 0, 2)


@lru_cache(_KEPT_FORMS)
def _facts(form: str) -> Features:
    """Asked by each network that meets the form."""
    return features(form, gazetteer())


def _rows_of(stored: tuple[NDArray[Any], NDArray[Any]], numbers: list[int]) -> Floats:
    values, steps = stored
    return np.asarray(values[:, numbers].astype(np.float32) * steps[:, numbers], np.float32)
