"""What the small networks of this package share at run time: their tables, their products, what a word adds on its own.

A network reads the tokens of a text. What a form contributes to its neighbours depends on the form alone, is worked out
once and kept; the rest is a few small products of matrices.
"""

import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from garant.privacy.gazetteer import gazetteer
from garant.privacy.tagger.features import Features, features

Floats = NDArray[np.float32]

_ROWS: Final = 64  # of a matrix product at a time, at most
_SMALL: Final = 1 << 19  # multiplications of a product from which on a library of matrices starts threads
_PIECE: Final = 16  # forms that are worked out at a time, at least
_KEPT_FORMS: Final = 16_384  # forms whose contribution is kept, taken as they come
GAP: Final = ""  # the form of what stands between two texts that are read together: it adds nothing
_MARK: Final = 0xE000  # the character that marks a form as one of the first group; folded texts are ASCII
_NOTHING, _NO_LIMIT = np.float32(0.0), np.float32(np.inf)
# After the word, as `Features` has them.
TABLES: Final = ("shape", "frequency", "kind", "suffix", "ending", "prefix")


def table(weights: Mapping[str, NDArray[Any]], name: str) -> Floats:
    """Stored as bytes with a step for each row, or each column."""
    # In the order in which products go through them, whatever order they were stored in.
    return np.ascontiguousarray(
        weights[name].astype(np.float32) * weights[f"{name}_step"].astype(np.float32), np.float32
    )


def product(left: Floats, right: Floats) -> Floats:
    """left @ right for each network of a stack, a few rows at a time: so small that no library of matrices starts threads.

    They would wait for one another where processors are shared (fifty times slower on two busy cores), and the
    order of their sums, hence the last bits, would depend on the machine. `left`: rows × networks × width; `right`:
    networks × width × columns; taken: rows × networks × columns.
    """
    rows, networks, width = left.shape
    columns = right.shape[2]
    together = _ROWS
    while together > 1 and together * width * columns >= _SMALL:
        together //= 2
    taken: Floats = np.empty((rows, networks, columns), np.float32)
    whole = rows - rows % together
    if whole:
        np.matmul(
            left[:whole].reshape(-1, together, networks, width).swapaxes(1, 2),
            right,
            out=taken[:whole].reshape(-1, together, networks, columns).swapaxes(1, 2),
        )
    if whole < rows:
        rest = left[whole:]
        if len(rest) == 1:  # alone it would be a vector, for whose products threads start early
            rest = rest.repeat(2, axis=0)
        taken[whole:] = np.matmul(rest.swapaxes(0, 1), right).swapaxes(0, 1)[: rows - whole]
    return taken


def rectified(rows: Floats, gaps: Sequence[int] = ()) -> Floats:
    """In place, zero for what is negative, and for what no token stands for: numpy clips three times faster than it
    compares with one number.
    """
    np.clip(rows, _NOTHING, _NO_LIMIT, out=rows)
    if gaps:
        rows[gaps] = 0.0
    return rows


def apart(size: int, offset: int) -> tuple[slice, slice]:
    """Of `size` rows, those that have another at `offset` from them, and those others, in the same order."""
    return slice(max(0, -offset), max(0, size - offset)), slice(max(0, offset), max(0, size + offset))


def convolved(rows: Floats, weights: Floats, offsets: tuple[int, ...]) -> Floats:
    """For each row (rows × networks × width), what it and those around it give, added up: zeros beyond the ends.

    `weights`: networks × (offsets × width) × columns. Several small products are faster than one of rows laid side by side,
    for which all of them would be copied.
    """
    size, _, width = rows.shape
    middle = offsets.index(0)
    taken = product(rows, weights[:, middle * width : (middle + 1) * width])
    for at, offset in enumerate(offsets):
        if offset:
            seeing, seen = apart(size, offset)
            taken[seeing] += product(rows[seen], weights[:, at * width : (at + 1) * width])
    return taken


class Row(NamedTuple):
    """The forms of several texts one after another, with gaps between them, as a network reads them at once."""

    forms: list[str]
    starts: list[int]  # where each text begins
    gaps: list[int]  # the places that are no token


def joined(texts: Sequence[Sequence[str]], between: int) -> Row:
    """`between`: how many forms of nothing stand between two texts, as many as a layer sees to one side."""
    row = Row([], [], [])
    for forms in texts:
        if row.forms:
            row.gaps.extend(range(len(row.forms), len(row.forms) + between))
            row.forms.extend([GAP] * between)
        row.starts.append(len(row.forms))
        row.forms.extend(forms)
    return row


def stacked(weights: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The weights of one network as those of a stack of one."""
    return {name: each if name == "vocabulary" else each[None] for name, each in weights.items()}


def marked(form: str, group: int) -> str:
    """The form as one that belongs to a group: what it adds is that of the form, and that of the group."""
    return form + chr(_MARK + group)


class Forms:
    """What each form adds to the tokens around it, in each network of a stack. Safe to share between threads.

    `offsets`: of the tokens that the first layer sees. `groups`: networks × groups × columns, what their members add.
    """

    def __init__(
        self, weights: Mapping[str, NDArray[Any]], offsets: tuple[int, ...], groups: Floats | None = None
    ) -> None:
        words = weights["vocabulary"].tobytes().decode("ascii").split(" ")
        self._vocabulary = {
            word.replace("\\n", "\n").replace("\\t", "\t"): at for at, word in enumerate(words, 1)
        }
        # Kept as bytes: few of their rows are ever asked for.
        self._words = weights["word"], weights["word_step"]
        self._meanings = weights["meaning"], weights["meaning_step"]
        tables = [table(weights, name) for name in TABLES]
        self._tables: Floats = np.concatenate(tables, axis=1)  # one after another …
        self._starts = np.cumsum([0, *(each.shape[1] for each in tables[:-1])])  # … from these rows on
        self._near = table(weights, "near")
        self._offsets = offsets
        self._groups = None if groups is None else groups.transpose(1, 0, 2)
        self._marks = "" if groups is None else "".join(marked("", group) for group in range(groups.shape[1]))
        self._lock = threading.Lock()
        self._networks, _, columns = self._near.shape
        self._width = columns // len(offsets)
        # By offset: of each of them one row is asked for each token.
        self._kept: Floats = np.zeros((len(offsets), _KEPT_FORMS, self._networks, self._width), np.float32)
        self._rows: dict[str, int] = {GAP: 0}  # of each form that is kept …
        self._held = [GAP]  # … and the form of each row
        self._oldest = 1

    def of(self, forms: Sequence[str], network: int) -> Floats:
        """offsets × forms × width: what each form adds, in one of the networks, to the token that sees it there."""
        with self._lock:
            added, rows = self._found(forms)
            of_one: Floats = added[:, rows, network]
        return of_one

    def around(self, forms: Sequence[str]) -> Floats:
        """forms × networks × width: for each token, what it and those around it add to it."""
        size = len(forms)
        with self._lock:
            added, rows = self._found(forms)
            sums: Floats = added[self._offsets.index(0)].take(rows, 0)
            for of_offset, offset in zip(added, self._offsets, strict=True):
                if offset:
                    seeing, seen = apart(size, offset)
                    sums[seeing] += of_offset.take(rows[seen], 0)
        return sums

    def knows(self, form: str) -> bool:
        """Whether anything was learnt of the word: by itself, or by those of like meaning."""
        fact = _facts(form)
        return fact.meaning > 0 or fact.word in self._vocabulary

    def _found(self, forms: Sequence[str]) -> tuple[Floats, NDArray[np.intp]]:
        """What forms add, and for each of these forms its row there. To be asked for, and read, under the lock."""
        row = self._rows.__getitem__
        try:
            return self._kept, np.fromiter(map(row, forms), np.intp, len(forms))
        except KeyError:  # a form that was never met
            self._keep([form for form in dict.fromkeys(forms) if form not in self._rows][: _KEPT_FORMS - 1])
        try:
            return self._kept, np.fromiter(map(row, forms), np.intp, len(forms))
        except KeyError:  # there is no room for all of them
            asked = [form for form in dict.fromkeys(forms) if form != GAP]
            own = {GAP: 0} | {form: at for at, form in enumerate(asked, 1)}
            added: Floats = np.zeros((len(self._offsets), len(own), self._networks, self._width), np.float32)
            added[:, 1:] = self._computed(asked).swapaxes(0, 1)
            return added, np.fromiter(map(own.__getitem__, forms), np.intp, len(forms))

    def _keep(self, new: list[str]) -> None:
        """In the place of those met first, where there is no more room."""
        rows, held = self._rows, self._held
        computed = self._computed(new)
        places = []
        for form in new:
            if len(held) < _KEPT_FORMS:
                place = len(held)
                held.append(form)
            else:
                place = self._oldest
                self._oldest = place % (_KEPT_FORMS - 1) + 1
                del rows[held[place]]
                held[place] = form
            rows[form] = place
            places.append(place)
        self._kept[:, places] = computed.swapaxes(0, 1)

    def _computed(self, forms: list[str]) -> Floats:
        """forms × offsets × networks × width."""
        words = [form.rstrip(self._marks) for form in forms] if self._marks else forms
        facts = [_facts(word) for word in words]
        # A full number of pieces of the product: what a form adds is the same to the last bit whatever it is met with.
        size = len(forms) + -len(forms) % _PIECE
        vectors = np.zeros((size, self._networks, self._near.shape[1]), np.float32)
        sums = vectors[: len(forms)].transpose(1, 0, 2)
        sums += _rows_of(self._words, [self._vocabulary.get(fact.word, 0) for fact in facts])
        sums += _rows_of(self._meanings, [fact.meaning for fact in facts])
        rows = np.array([fact[1:-1] for fact in facts], np.intp) + self._starts
        sums += np.add.reduce(self._tables.take(rows, 1), axis=2)
        added = product(vectors, self._near)[: len(forms)]
        if self._groups is not None:
            for at, (form, word) in enumerate(zip(forms, words, strict=True)):
                for mark in form[len(word) :]:
                    added[at] += self._groups[ord(mark) - _MARK]
        return added.reshape(len(forms), self._networks, len(self._offsets), self._width).swapaxes(1, 2)


@lru_cache(_KEPT_FORMS)
def _facts(form: str) -> Features:
    """Asked by each network that meets the form."""
    return features(form, gazetteer())


def _rows_of(stored: tuple[NDArray[Any], NDArray[Any]], numbers: list[int]) -> Floats:
    values, steps = stored
    return np.asarray(values.take(numbers, 1) * steps.take(numbers, 1), np.float32)
