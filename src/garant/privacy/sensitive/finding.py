"""Sensitive statements: sentences that say of a person what the law protects most, and the words that say it.

The words of a text and those of the lists that it holds go through a small network (network.py), which gives each
sentence a likelihood for each label. Long texts are read part by part.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from garant.privacy.folded import Folded
from garant.privacy.gathered import gathered
from garant.privacy.labels import Label
from garant.privacy.reading import SEEN_FROM
from garant.privacy.sensitive.ages import ages
from garant.privacy.sensitive.lexicon import NOTHING, Hit, Lexicon, flatten, load, telling, with_common
from garant.privacy.sensitive.network import ADULT, GROUPS, LABELS, YOUNG, Part, network
from garant.privacy.sensitive.sentences import sentences
from garant.privacy.statement import Statement
from garant.privacy.tagger import Tokens

PART = 800  # tokens that are read together, as far as sentences allow

_START = attrgetter("start")
_COMMON = "common"  # the data file of phrases that mean nothing, whatever the label
_FILES = tuple(label.removeprefix("SENSITIVE_").lower() for label in LABELS)


class _Given(NamedTuple):
    """What the network reads of a text at a time."""

    text: int
    hits: Sequence[Hit]
    ranges: Sequence[tuple[int, int]]  # of its sentences
    first: int  # token
    part: Part


def statements_in(texts: Sequence[tuple[Folded, Tokens]]) -> list[list[Statement]]:
    """Those of each of some blocks, whose tokens are cut already; positions in the block."""
    said: list[list[Statement]] = [[] for _ in texts]
    for together in gathered(_given(texts), PART, lambda given: len(given.part.forms)):
        read = network().read([given.part for given in together])
        sentences = [(given, at) for given in together for at in range(len(given.ranges))]
        seen = list(zip(*map(np.ndarray.tolist, (read.likely >= SEEN_FROM).nonzero()), strict=True))
        of_lists = [_words_of(sentences[sentence], LABELS[label]) for sentence, label in seen]
        unlisted = [each for each, words in zip(seen, of_lists, strict=True) if not words]
        told = iter(read.telling(unlisted))
        for (sentence, label), listed in zip(seen, of_lists, strict=True):
            given, at = sentences[sentence]
            words = listed or _tokens_of(texts[given.text][1], given, at, next(told))
            if not words:  # nothing that a person could read tells it
                continue
            score = round(float(read.likely[sentence, label]), 3)
            start, end = given.ranges[at]
            said[given.text].append(Statement(start, end, LABELS[label], score, words))
    return said


def _given(texts: Sequence[tuple[Folded, Tokens]]) -> list[_Given]:
    """The lists are looked through for all texts before a network reads any: each is faster with its tables at hand."""
    hits = [lexicon_hits(block) for block, _ in texts]
    return [
        _Given(number, of_text, ranges, first, part)
        for number, ((block, found), of_text) in enumerate(zip(texts, hits, strict=True))
        for ranges, first, part in parts(block, found, of_text)
    ]


def _tokens_of(
    found: Tokens, given: _Given, sentence: int, told: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Where these tokens of a sentence stand in the block."""
    first = given.first + given.part.sentences[sentence][0]
    return tuple((found.starts[first + at], found.ends[first + at]) for at in told)


def parts(
    block: Folded, found: Tokens, hits: Sequence[Hit]
) -> Iterator[tuple[list[tuple[int, int]], int, Part]]:
    """What the network reads at a time: where the sentences stand, the number of the first token, the tokens."""
    places = _places(block, found, hits)
    kept: list[tuple[int, int]] = []
    cut: list[tuple[int, int]] = []
    for start, end in sentences(block.text):
        first, after = bisect_left(found.starts, start), bisect_left(found.starts, end)
        if first == after:
            continue
        if cut and after - cut[0][0] > PART:
            yield kept, cut[0][0], _part(found, cut, places)
            kept, cut = [], []
        kept.append((start, end))
        cut.append((first, after))
    if cut:
        yield kept, cut[0][0], _part(found, cut, places)


def lexicon_hits(block: Folded) -> list[Hit]:
    """The words of all labels that stand in a block."""
    return _words().hits(block, flatten(block))


def _part(found: Tokens, cut: Sequence[tuple[int, int]], places: Sequence[tuple[int, int, int]]) -> Part:
    first, after = cut[0][0], cut[-1][1]
    inside = places[bisect_left(places, (first,)) : bisect_left(places, (after,))]
    return Part(
        found.forms[first:after],
        [(start - first, end - first) for start, end in cut],
        [(start - first, min(end, after) - first, group) for start, end, group in inside],
    )


def _places(block: Folded, found: Tokens, hits: Sequence[Hit]) -> list[tuple[int, int, int]]:
    """Where words of the lists, ages and births stand among the tokens, each token once for a group; sorted."""
    marks = [
        (hit.start, hit.end, group)
        for hit in hits
        if (group := GROUPS.get((hit.topic, hit.group))) is not None
    ]
    marks += [(start, end, GROUPS["age", YOUNG if young else ADULT]) for start, end, young in ages(block)]
    marks.sort()
    places: list[tuple[int, int, int]] = []
    reached: dict[int, int] = {}
    for start, end, group in marks:
        first = max(bisect_left(found.ends, start + 1), reached.get(group, 0))
        after = bisect_left(found.starts, end)
        if first < after:
            places.append((first, after, group))
            reached[group] = after
    places.sort()
    return places


def _words_of(sentence: tuple[_Given, int], label: Label) -> tuple[tuple[int, int], ...]:
    """The words of the list of a label in a sentence."""
    given, number = sentence
    first, after = (bisect_left(given.hits, at, key=_START) for at in given.ranges[number])
    return telling([hit for hit in given.hits[first:after] if hit.topic == label])


@cache
def _words() -> Lexicon:
    common = load(_COMMON)[_COMMON][NOTHING]
    return Lexicon(with_common(load(*_FILES), common), typos=True)
