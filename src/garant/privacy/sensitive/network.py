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
from garant.privacy.tagger.layers import Floats, Forms, marked, product, rectified, spread, table

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
        self.forms = Forms(weights, NEAR, table(weights, "groups"))
        self.near_bias, self.far_bias, self.context_bias, self.out_bias = (
            weights[f"{name}_bias"] for name in ("near", "far", "context", "out")
        )
        self.far, self.out = table(weights, "far"), table(weights, "out")
        self.number, self.width = self.near_bias.shape
        # What is made of the surroundings of a sentence, side by side: its inner layer, and at once what is said.
        self.seen = np.concatenate([table(weights, "context"), table(weights, "skip")], axis=2)
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
        # Columns, for each direction: how much is kept, what is added. The first go through the logistic function, which
        # is a hyperbolic tangent of the half, of which no exponential overflows.
        of_input, bias = table(weights, "memory"), weights["memory_bias"].astype(np.float32)
        self._size = of_input.shape[2] // 4
        halved = np.array([0.5, 1.0, 0.5, 1.0], np.float32).repeat(self._size)
        self._of_input, self._bias = of_input * halved, bias * halved

    def over(self, sentences: Floats) -> Floats:
        """For each sentence (sentences × networks × width) what is remembered from its left, then from its right."""
        number, networks, _ = sentences.shape
        given = product(sentences, self._of_input)
        given += self._bias
        np.tanh(given, out=given)
        both = given.reshape(number, networks, 2, 2, self._size)
        # Sentences × what is kept, what is added × directions × networks × size: the second direction comes from the end.
        steps: Floats = np.empty((number, 2, 2, networks, self._size), np.float32)
        steps[:, :, 0] = both[:, :, 0].swapaxes(1, 2)
        steps[:, :, 1] = both[::-1, :, 1].swapaxes(1, 2)
        kept, added = steps[:, 0], steps[:, 1]
        kept += 1.0
        kept *= 0.5
        added -= added * kept
        before = added[0]
        for share, more in zip(kept[1:], added[1:], strict=True):
            share *= before
            more += share
            before = more
        return np.concatenate([added[:, 0], added[::-1, 1]], axis=2)


class Read:
    """One part, read: how likely each of its sentences says each thing, and by which words."""

    def __init__(self, network: Network, part: Part) -> None:
        self._network, self._part = network, part
        self._forms = list(part.forms)
        for first, after, group in part.hits:
            for at in range(first, after):
                self._forms[at] = marked(self._forms[at], group)
        first_layer = network.forms.around(self._forms)
        first_layer += network.near_bias
        self._first = rectified(first_layer)
        second = product(spread(self._first, FAR), network.far)
        second += network.far_bias
        self._second = rectified(second)
        self._hidden = self._first + self._second
        self._seen = self._surroundings()
        inner = product(self._seen, network.seen)
        said = inner[:, :, network.width :]
        inner = inner[:, :, : network.width] + network.context_bias
        self._inner = rectified(inner)
        said += product(self._inner, network.out)
        said += network.out_bias
        # The logistic function, as a hyperbolic tangent: no exponential overflows.
        said *= 0.5
        np.tanh(said, out=said)
        likely: Floats = np.add.reduce(said, axis=1)
        likely *= 0.5 / network.number
        likely += 0.5
        self.likely = likely

    def _surroundings(self) -> Floats:
        """The sentences, what those before them show, the mean of all, and what is remembered of those on both sides."""
        hidden, width, sentences = self._hidden, self._network.width, self._part.sentences
        number = len(sentences)
        seen: Floats = np.zeros((number, self._network.number, self._network.seen.shape[1]), np.float32)
        strongest: Floats = np.empty((number, self._network.number, width), np.float32)
        for row, (start, end) in zip(strongest, sentences, strict=True):
            np.maximum.reduce(hidden[start:end], 0, None, row)
        seen[:, :, :width] = strongest
        before = seen[:, :, width : 2 * width]
        for distance, share in enumerate(BEFORE, 1):
            if distance < number:
                onto = before[distance:]
                np.maximum(onto, strongest[:-distance] * np.float32(share), out=onto)
        seen[:, :, 2 * width : 3 * width] = np.add.reduce(strongest) / np.float32(number)
        seen[:, :, 3 * width :] = self._network.memory.over(strongest)
        return seen

    def telling(self, sentence: int, label: int) -> list[int]:
        """The tokens that made the sentence say so: those whose share of the score is the largest (gradient by input).

        As the first of the networks has it.
        """
        network, width = self._network, self._network.width
        start, end = self._part.sentences[sentence]
        inner = self._inner[sentence, 0] > 0.0
        context, skip = network.seen[0, :width, :width], network.seen[0, :width, width + label]
        pull = skip + context @ (network.out[0, :, label] * inner)
        size = end - start
        hidden = np.zeros((size, width), np.float32)
        hidden[self._hidden[start:end, 0].argmax(axis=0), np.arange(width)] = pull
        second = (self._second[start:end, :1] > 0.0) * hidden[:, None]
        drawn = product(second, network.far[:1].transpose(0, 2, 1))[:, 0]
        first = hidden.copy()
        for column, offset in enumerate(FAR):
            _shift_onto(first, drawn[:, column * width : (column + 1) * width], offset)
        first *= self._first[start:end, 0] > 0.0
        shares = np.zeros(size, np.float32)
        added = network.forms.of(self._forms[start:end])
        for column, offset in enumerate(NEAR):
            block = added[:, column, 0]
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
