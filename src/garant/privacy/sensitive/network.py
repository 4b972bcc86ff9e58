"""The reader of sentences at run time: a convolution over the words of a text, then the strongest sign of each sentence,
then a memory that runs over the sentences in both directions.

Trained by training/sensitive, which tells on what and how well (data/CARD.md). A sentence is read with the words around it,
with what the sentences before it and after it have shown, and with what its text is about.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from garant.privacy.labels import Label
from garant.privacy.tagger.layers import Floats, Forms, full, product, spread, table

LABELS: Final = tuple(label for label in Label if label.startswith("SENSITIVE_"))
STRENGTHS: Final = ("told", "strong", "weak")  # the groups of words of a label
YOUNG, ADULT = "young", "adult"  # an age or a birth that the text gives
# What a token may be marked with, by its number.
GROUPS: Final = {
    group: at
    for at, group in enumerate(
        [*((label, strength) for label in LABELS for strength in STRENGTHS), ("age", YOUNG), ("age", ADULT)]
    )
}
WEIGHTS: Final = "weights.npz"
NEAR: Final = (-2, -1, 0, 1, 2)  # tokens that the first layer sees
FAR: Final = (-4, -2, 0, 2, 4)  # of the first layer's results, those that the second sees
BEFORE: Final = (1.0, 0.85, 0.7, 0.55)  # how much of the sentences before is seen, the nearest first
_TELLING = 0.4  # of the most telling word of a sentence: from there on, a word is named
_FEW = 5  # words at most that are named


class Part(NamedTuple):
    """Some consecutive tokens, where their sentences begin and end among them, and where words of the lists stand."""

    forms: Sequence[str]
    sentences: Sequence[tuple[int, int]]
    hits: Sequence[tuple[int, int, int]]  # first token, after the last, group


class Network:
    """Weights of a few networks that were trained alike, whose opinions are averaged. Safe to share between threads."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        self.forms = Forms(weights)
        self.groups = table(weights, "groups").transpose(1, 0, 2)
        self.near_bias, self.far_bias, self.context_bias, self.out_bias = (
            weights[f"{name}_bias"][:, None] for name in ("near", "far", "context", "out")
        )
        self.far, self.context = table(weights, "far"), table(weights, "context")
        self.out, self.skip = table(weights, "out"), table(weights, "skip")
        self.number, _, self.width = self.near_bias.shape
        self.memory = Memory(weights)

    def read(self, part: Part) -> "Read":
        """What its sentences say; it has at least one."""
        return Read(self, part)


class Memory:
    """A minimal gated unit in each direction, over the sentences of a part.

    What a sentence makes it keep and add depends on that sentence alone, so that only two operations go from one to the next
    (minGRU: Feng and others, "Were RNNs all we needed?", 2024).
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        # Columns, for each direction: how much is kept, what is added.
        self._of_input = table(weights, "memory")
        self._bias = weights["memory_bias"][:, None]
        self._size = self._of_input.shape[2] // 4

    def over(self, sentences: Floats) -> Floats:
        """For each sentence (networks × sentences × width) what is remembered from its left, then from its right."""
        networks, number, width = sentences.shape
        size = self._size
        rows = np.zeros((networks, full(number), width), np.float32)
        rows[:, :number] = sentences
        given = product(rows, self._of_input)[:, :number] + self._bias
        given = given.reshape(networks, number, 2, 2, size)
        steps = np.stack([given[:, :, 0], given[:, ::-1, 1]], axis=2).transpose(1, 3, 0, 2, 4)
        kept = np.tanh(0.5 * steps[:, 0])  # the logistic function, of which no exponential overflows
        kept += 1.0
        kept *= 0.5
        added = np.tanh(steps[:, 1])
        added *= 1.0 - kept
        state: Floats = np.zeros((networks, 2, size), np.float32)
        for share, more in zip(kept, added, strict=True):
            state *= share
            state += more
            more[...] = state
        return np.concatenate([added[:, :, 0], added[::-1, :, 1]], axis=2).transpose(1, 0, 2)


class Read:
    """One part, read: how likely each of its sentences says each thing, and by which words."""

    def __init__(self, network: Network, part: Part) -> None:
        self._network, self._part = network, part
        added = network.forms.of(part.forms)
        for first, after, group in part.hits:
            added[first:after] += network.groups[group]
        self._added = added.transpose(1, 0, 2)
        size = len(part.forms)
        self._first = self._first_layer(size)
        second = product(spread(self._first, size, FAR), network.far)
        second += network.far_bias
        self._second = np.maximum(second, 0.0, out=second)
        hidden = self._first[:, :size] + self._second[:, :size]
        within = np.zeros((size, 1), np.float32)
        for start, end in part.sentences:
            within[start:end] = 1.0
        hidden *= within
        self._hidden: Floats = hidden
        starts = [start for start, _ in part.sentences]
        self._seen = self._surroundings(np.maximum.reduceat(hidden, starts, axis=1))
        inner = product(self._seen, network.context)
        inner += network.context_bias
        self._inner = np.maximum(inner, 0.0, out=inner)
        logits = product(inner, network.out) + product(self._seen, network.skip) + network.out_bias
        logits = logits[:, : len(starts)]
        self.likely: Floats = (1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))).mean(axis=0)

    def _first_layer(self, size: int) -> Floats:
        network, width = self._network, self._network.width
        sums = np.zeros((network.number, full(size), width), np.float32)
        sums[:, :size] = network.near_bias
        for column, offset in enumerate(NEAR):
            block = self._added[:, :, column * width : (column + 1) * width]
            if offset < 0:
                sums[:, -offset:size] += block[:, :offset]
            elif offset < size:
                sums[:, : size - offset] += block[:, offset:]
        return np.maximum(sums, 0.0, out=sums)

    def _surroundings(self, strongest: Floats) -> Floats:
        """The sentences, what those before them show, the mean of all, and what is remembered of those on both sides."""
        networks, number, width = strongest.shape
        seen = np.zeros((networks, full(number), self._network.skip.shape[1]), np.float32)
        seen[:, :number, :width] = strongest
        before = seen[:, :number, width : 2 * width]
        for distance, share in enumerate(BEFORE, 1):
            if distance < number:
                onto = before[:, distance:]
                np.maximum(onto, strongest[:, :-distance] * np.float32(share), out=onto)
        seen[:, :number, 2 * width : 3 * width] = strongest.mean(axis=1, keepdims=True)
        seen[:, :number, 3 * width :] = self._network.memory.over(strongest)
        return seen

    def telling(self, sentence: int, label: int) -> list[int]:
        """The tokens that made the sentence say so: those whose share of the score is the largest (gradient by input).

        As the first of the networks has it.
        """
        network, width = self._network, self._network.width
        start, end = self._part.sentences[sentence]
        inner = self._inner[0, sentence] > 0.0
        pull = network.skip[0, :width, label] + network.context[0, :width] @ (
            network.out[0, :, label] * inner
        )
        size = end - start
        hidden = np.zeros((size, width), np.float32)
        hidden[self._hidden[0, start:end].argmax(axis=0), np.arange(width)] = pull
        second = np.zeros((1, full(size), width), np.float32)
        second[0, :size] = (self._second[0, start:end] > 0.0) * hidden
        drawn = product(second, network.far[:1].transpose(0, 2, 1))[0, :size]
        first = hidden.copy()
        for column, offset in enumerate(FAR):
            _shift_onto(first, drawn[:, column * width : (column + 1) * width], offset)
        first *= self._first[0, start:end] > 0.0
        shares = np.zeros(size, np.float32)
        for column, offset in enumerate(NEAR):
            block = self._added[0, start:end, column * width : (column + 1) * width]
            if offset < 0 and -offset < size:
                shares[:offset] += (block[:offset] * first[-offset:]).sum(axis=1)
            elif 0 <= offset < size:
                shares[offset:] += (block[offset:] * first[: size - offset]).sum(axis=1)
        for at, form in enumerate(self._part.forms[start:end]):
            if not form.isalpha() or len(form) < 2 or not network.forms.knows(form):
                shares[at] = 0.0
        best = float(shares.max())
        if best <= 0.0:
            return []
        chosen = [
            int(at) for at in np.argsort(-shares, kind="stable")[:_FEW] if shares[at] >= _TELLING * best
        ]
        return sorted(start + at for at in chosen)


def _shift_onto(onto: Floats, rows: Floats, offset: int) -> None:
    """Adds to row t + offset what row t of `rows` has."""
    size = len(onto)
    if offset < 0 and -offset < size:
        onto[:offset] += rows[-offset:]
    elif 0 <= offset < size:
        onto[offset:] += rows[: size - offset]


@cache
def network() -> Network:
    """Loaded at first use, shared by all threads."""
    with (
        as_file(files("garant.privacy.sensitive") / "data" / WEIGHTS) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        return Network({name: stored[name] for name in stored.files})
