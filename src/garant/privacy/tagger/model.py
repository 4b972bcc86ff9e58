"""The tagger at run time: what each word contributes is kept, the rest is three small matrix products.

A convolutional network over tokens; training/names trains it, CARD.md beside this file tells what on and how well.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from garant.privacy.gathered import gathered
from garant.privacy.tagger.layers import (
    Floats,
    Forms,
    Row,
    convolved,
    joined,
    product,
    rectified,
    stacked,
    table,
)
from garant.privacy.tagger.tokens import Tokens

WEIGHTS: Final = "weights.npz"
# What a token is: nothing of what follows; part of a private person's name, of one in a public role, of a street, a
# place or a body, of a number or a desk that is nobody's; or part of a datum, as its label says.
KINDS: Final = (
    "OTHER", "PERSON", "PUBLIC", "PLACE", "NOBODYS", "ADDRESS", "DATE_BIRTH",
    "PHONE", "NIR", "IBAN", "CARD", "PLATE", "TAX_ID", "BENEF_ID", "CASE_ID", "INE", "ID_DOC", "EMPLOYEE_ID", "SIRET", "PRO_ID",
    "EMAIL", "USERNAME", "URL_PERSON", "IP", "SECRET",
)  # fmt: skip
PRIVATE, PUBLIC, PLACE, NOBODYS, ADDRESS, BIRTH, NUMBERS, CASE_ID, HANDLES = (
    KINDS.index(kind)
    for kind in ("PERSON", "PUBLIC", "PLACE", "NOBODYS", "ADDRESS", "DATE_BIRTH", "PHONE", "CASE_ID", "EMAIL")
)
CLASSES: Final = len(KINDS)
NEAR: Final = (-2, -1, 0, 1, 2)  # tokens that the first layer sees
FAR: Final = (-6, -3, 0, 3, 6)  # of the first layer's results, those that the second sees
LAST: Final = (-4, -1, 0, 1, 4)
# Tokens that are read at a time: what is worked out for more leaves the processor's cache …
_TOGETHER: Final = 512
# … and those beside them, at least as many as all layers see.
_REACH: Final = 16
assert max(NEAR) + max(FAR) + max(LAST) <= _REACH
# Forms of nothing between two texts: no layer sees one from the other.
_BETWEEN: Final = max(*NEAR, *FAR, *LAST)
_NO_STYLES: Final = bytes(_BETWEEN)


class _Piece(NamedTuple):
    """Tokens of a text that are read at a time: from `first` to `after`, of which those from `own` on are not read before."""

    text: int
    first: int
    own: int
    after: int


class Tagger:
    """Weights and the contributions of the forms met so far. Safe to share between threads."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        of_one = stacked(weights)
        self._forms = Forms(of_one, NEAR)
        self._style: Floats = table(weights, "style") + weights["near_bias"].astype(np.float32)
        self._far, self._last, self._out = (table(of_one, name) for name in ("far", "last", "out"))
        self._far_bias = weights["far_bias"].astype(np.float32)
        self._last_bias = weights["last_bias"].astype(np.float32)
        self._out_bias = weights["out_bias"].astype(np.float32)[:, None]

    def probabilities(self, found: Tokens) -> Floats:
        """One row for each token: how likely each class is."""
        return self.of_each([found])[0]

    def of_each(self, texts: Sequence[Tokens]) -> list[Floats]:
        """The same of each of several texts. Short ones go through the network together, which costs less."""
        read: list[list[Floats]] = [[] for _ in texts]
        for pieces in gathered(_pieces(texts), _TOGETHER, lambda piece: piece.after - piece.first):
            row = joined([texts[each.text].forms[each.first : each.after] for each in pieces], _BETWEEN)
            likely = self._read(row, [texts[each.text].styles[each.first : each.after] for each in pieces])
            for piece, start in zip(pieces, row.starts, strict=True):
                at = start + piece.own - piece.first
                read[piece.text].append(likely[at : at + _TOGETHER][: piece.after - piece.own])
        return [_one(rows) for rows in read]

    def _read(self, row: Row, styles: Iterable[Sequence[int]]) -> Floats:
        """`styles`: of the tokens of each piece of the row."""
        sums = self._forms.around(row.forms)
        of_all = _NO_STYLES.join(map(bytes, styles))
        sums[:, 0] += self._style.take(np.frombuffer(of_all, np.uint8), axis=0)
        sums = convolved(rectified(sums, row.gaps), self._far, FAR)
        sums += self._far_bias
        sums = convolved(rectified(sums, row.gaps), self._last, LAST)
        sums += self._last_bias
        # Classes × tokens: numpy adds up rows much faster than what stands side by side.
        scores = product(rectified(sums), self._out)[:, 0].T.copy()
        scores += self._out_bias
        scores -= np.maximum.reduce(scores)
        np.exp(scores, out=scores)
        scores /= np.add.reduce(scores)
        return scores.T


def _pieces(texts: Sequence[Tokens]) -> Iterator[_Piece]:
    for number, text in enumerate(texts):
        for start in range(0, len(text.forms), _TOGETHER):
            after = min(len(text.forms), start + _TOGETHER + _REACH)
            yield _Piece(number, max(0, start - _REACH), start, after)


def _one(rows: list[Floats]) -> Floats:
    if len(rows) == 1:
        return rows[0]
    return np.concatenate(rows) if rows else np.zeros((0, CLASSES), np.float32)


@cache
def tagger() -> Tagger:
    """Loaded at first use, shared by all threads."""
    with (
        as_file(files("garant.privacy.tagger") / WEIGHTS) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        return Tagger({name: stored[name] for name in stored.files})
