"""The reader of sentences at run time: a convolution over the words of a text, then the strongest sign of each sentence,
then a memory that runs over the sentences in both directions.

Trained by training/sensitive, which tells on what and how well (data/CARD.md). A sentence is read with the words around it,
with what the sentences before it and after it have shown, and with what its text is about.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from garant.privacy.labels import Label
from garant.privacy.tagger.layers import (
    Floats,
    Forms,
    apart,
    convolved,
    joined,
    marked,
    product,
    rectified,
    table,
)

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
FAR_BACK: Final = tuple(-offset for offset in FAR)
BEFORE: Final = (1.0, 0.85, 0.7, 0.55)  # how much of the sentences before is seen, the nearest first
_BETWEEN: Final = max(*NEAR, *FAR)  # forms of nothing between two parts: no layer sees one from the other
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
        # The way back through the second layer of the first network.
        of_offsets = self.far[0].reshape(len(FAR), self.width, self.width)
        self.far_back: Floats = np.ascontiguousarray(of_offsets.swapaxes(1, 2)).reshape(1, -1, self.width)
        # What is made of the surroundings of a sentence, side by side: its inner layer, and at once what is said.
        self.seen = np.concatenate([table(weights, "context"), table(weights, "skip")], axis=2)
        self.memory = Memory(weights)

    def read(self, parts: Sequence[Part]) -> "Read":
        """What their sentences say, each part read by itself; each has at least one."""
        return Read(self, parts)


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

    def over(self, sentences: Floats, parts: Sequence[int]) -> Floats:
        """For each sentence (sentences × networks × width) what is remembered from its left, then from its right.

        `parts`: how many sentences each part has, in order.
        """
        number, networks, _ = sentences.shape
        given = product(sentences, self._of_input)
        given += self._bias
        np.tanh(given, out=given)
        both = given.reshape(number, networks, 2, 2, self._size)
        order = _order(tuple(parts))
        # Sentences × what is kept, what is added × directions × networks × size, in the order of each direction.
        steps: Floats = np.empty((number, 2, 2, networks, self._size), np.float32)
        for way, places in enumerate(order.ways):
            steps[:, :, way] = both[:, :, way].take(places, 0).swapaxes(1, 2)
        kept, added = steps[:, 0], steps[:, 1]
        kept += 1.0
        kept *= 0.5
        added -= added * kept
        first, before = 0, None
        for together, times in order.runs:
            after = first + together * times
            shape = (times, together, *kept.shape[1:])
            for share, more in zip(
                kept[first:after].reshape(shape), added[first:after].reshape(shape), strict=True
            ):
                if before is not None:
                    share *= before[:together]
                    more += share
                before = more
            first = after
        back = [added[:, way].take(places, 0) for way, places in enumerate(order.back)]
        return np.concatenate(back, axis=2)


class _Order(NamedTuple):
    """How a memory goes through the sentences of some parts: first those that open each part, the longest part first, then
    those that come second … in the other direction first those that close each.
    """

    ways: tuple[NDArray[np.intp], NDArray[np.intp]]  # for each direction its sentences
    back: tuple[NDArray[np.intp], NDArray[np.intp]]  # where each sentence stands there
    runs: tuple[tuple[int, int], ...]  # so many at a time, so many times


@lru_cache(256)
def _order(parts: tuple[int, ...]) -> _Order:
    longest_first = np.argsort(-np.array(parts), kind="stable")
    sizes, ends = np.array(parts)[longest_first], np.cumsum(parts)[longest_first]
    steps = np.arange(max(parts))[:, None]
    real = steps < sizes
    ways = ((ends - sizes + steps)[real], (ends - 1 - steps)[real])
    together = real.sum(axis=1).tolist()
    runs = tuple((each, len(list(run))) for each, run in groupby(together))
    return _Order(ways, (ways[0].argsort(), ways[1].argsort()), runs)


class Read:
    """Some parts, read: how likely each of their sentences says each thing, and by which words.

    `likely`: a row for each sentence, those of the first part first.
    """

    def __init__(self, network: Network, parts: Sequence[Part]) -> None:
        self._network = network
        row = joined([part.forms for part in parts], _BETWEEN)
        self._tokens = row.forms  # as the texts have them …
        self._forms = list(row.forms)  # … and as the lists mark them
        self._sentences: list[tuple[int, int]] = []
        for part, first in zip(parts, row.starts, strict=True):
            self._sentences += [(first + start, first + end) for start, end in part.sentences]
            for start, end, group in part.hits:
                for at in range(first + start, first + end):
                    self._forms[at] = marked(self._forms[at], group)
        first_layer = network.forms.around(self._forms)
        first_layer += network.near_bias
        self._first = rectified(first_layer, row.gaps)
        second = convolved(self._first, network.far, FAR)
        second += network.far_bias
        self._second = rectified(second)
        self._hidden = self._first + self._second
        self._seen = self._surroundings([len(part.sentences) for part in parts])
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

    def _surroundings(self, parts: Sequence[int]) -> Floats:
        """The sentences, what those before them show, the mean of all, and what is remembered of those on both sides.

        `parts`: how many sentences each has. None sees those of another.
        """
        hidden, width = self._hidden, self._network.width
        number, before = len(self._sentences), len(BEFORE)
        seen: Floats = np.empty((number, self._network.number, self._network.seen.shape[1]), np.float32)
        # Rows of nothing stand before each part: what those before its first sentences show.
        apart: Floats = np.zeros((number + before * len(parts), self._network.number, width), np.float32)
        places = np.arange(number) + np.arange(before, before * len(parts) + 1, before).repeat(parts)
        for at, (start, end) in zip(places.tolist(), self._sentences, strict=True):
            np.maximum.reduce(hidden[start:end], 0, None, apart[at])
        shown = apart[before - 1 : -1] * np.float32(BEFORE[0])
        for distance, share in enumerate(BEFORE[1:], 2):
            np.maximum(shown, apart[before - distance : -distance] * np.float32(share), out=shown)
        strongest = apart.take(places, 0)
        seen[:, :, :width] = strongest
        seen[:, :, width : 2 * width] = shown.take(places - before, 0)
        first = 0
        for of_part in parts:
            mean = np.add.reduce(strongest[first : first + of_part]) / np.float32(of_part)
            seen[first : first + of_part, :, 2 * width : 3 * width] = mean
            first += of_part
        seen[:, :, 3 * width :] = self._network.memory.over(strongest, parts)
        return seen

    def telling(self, said: Sequence[tuple[int, int]]) -> list[list[int]]:
        """For each sentence and label the tokens, counted from the sentence's first, that made it say so: those whose share
        of the score is the largest (gradient by input). As the first of the networks has it.
        """
        if not said:
            return []
        network = self._network
        places = [self._sentences[sentence] for sentence, _ in said]
        row = joined([self._forms[start:end] for start, end in places], _BETWEEN)
        at = np.zeros(len(row.forms), np.intp)
        hidden: Floats = np.zeros((len(row.forms), network.width), np.float32)
        columns = np.arange(network.width)
        for (start, end), own, pull in zip(places, row.starts, self._pulls(said), strict=True):
            at[own : own + end - start] = np.arange(start, end)
            hidden[own + self._hidden[start:end, 0].argmax(axis=0), columns] = pull
        second = (self._second[at, :1] > 0.0) * hidden[:, None]
        first = hidden + convolved(second, network.far_back, FAR_BACK)[:, 0]
        first *= self._first[at, 0] > 0.0
        first[row.gaps] = 0.0
        shares: Floats = np.zeros(len(at), np.float32)
        for added, offset in zip(network.forms.of(row.forms, 0), NEAR, strict=True):
            seeing, seen = apart(len(at), offset)
            shares[seen] += np.einsum("ij,ij->i", added[seen], first[seeing])
        return [
            self._largest(shares[own : own + end - start].tolist(), start)
            for (start, end), own in zip(places, row.starts, strict=True)
        ]

    def _pulls(self, said: Sequence[tuple[int, int]]) -> Floats:
        """For each sentence and label how much more is said where the sentence shows more of each of its signs."""
        network, width = self._network, self._network.width
        rows = [sentence for sentence, _ in said]
        labels = [label for _, label in said]
        inner = (self._inner[rows, 0] > 0.0) * network.out[0].T[labels]
        context, skip = network.seen[0, :width, :width], network.seen[0, :width, width:]
        pulls: Floats = skip.T[labels] + product(inner[:, None], context.T[None])[:, 0]
        return pulls

    def _largest(self, shares: Sequence[float], start: int) -> list[int]:
        """The words, of those from token `start` on, that have the largest shares."""
        chosen: list[int] = []
        least = 0.0
        for at in sorted(range(len(shares)), key=lambda one: -shares[one]):
            if shares[at] <= 0.0 or shares[at] < least or len(chosen) == _FEW:
                break
            form = self._tokens[start + at]
            if len(form) > 1 and form.isalpha() and self._network.forms.knows(form):
                least = least or _TELLING * shares[at]
                chosen.append(at)
        return sorted(chosen)


@cache
def network() -> Network:
    """Loaded at first use, shared by all threads."""
    with (
        as_file(files("garant.privacy.sensitive") / "data" / WEIGHTS) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        return Network({name: stored[name] for name in stored.files})
