"""A few re2 passes, each for several shapes, say which of them stand in a text; only those are then located.

A set has no positions, and an alternation would let one shape hide another that overlaps it. Measured
(`benchmarks/privacy`), the sets and the few located shapes cost less than the alternation with its groups.

The automaton of a set has a state for each way in which its shapes may have begun, made when a text first needs it. One
set of all shapes has more of them than any memory holds: on texts never read before it spent 2.7 µs a byte on making
states, and made them again after each time its memory was full. Sets of a few shapes soon have all of theirs: 0.35 µs.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import re2

from garant.privacy.detector import Shape

_TOGETHER = 8  # shapes of one set
_SHORT = 4_096  # bytes: the automaton of so short a text stays small, whatever the text
_ANYWHERE = re2._Anchor.UNANCHORED
_DIGITS, _BLANKS = b"0123456789", b" \t\r\n"


def _is_noise(text: bytes) -> bool:
    """Whether a text is made of numbers or has hardly a blank.

    Over random digits an automaton needs a new state for nearly each byte, at 3 µs a byte. One shape after the other
    costs 0.2 µs a byte there, as everywhere.
    """
    size = len(text)
    return (
        size - len(text.translate(None, _DIGITS)) > size // 4
        or size - len(text.translate(None, _BLANKS)) < size // 20
    )


def _options(memory: int) -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = memory
    return options


class Matcher:
    """Compiled shapes. Safe to share between threads; linear in the length of the text."""

    def __init__(self, shapes: Sequence[Shape], set_memory: int = 4 << 20) -> None:
        """`set_memory` is the most that each set may take for its automaton, in bytes."""
        options = _options(8 << 20)
        self._patterns: list[tuple[Any, int]] = []  # how to look for one, and the group that is its datum
        self._sets: list[tuple[Any, range]] = []  # with the numbers of its shapes
        for first in range(0, len(shapes), _TOGETHER):
            together: Any = re2.Set.SearchSet(_options(set_memory))
            # Where a set runs out of memory it answers "nothing": the end of the text, which is always there and has
            # the number 0, tells that silence apart, and then each of its shapes is looked for on its own. Not the
            # empty pattern: it stands at every byte, and each of them would be noted.
            together.Add(rb"\z")
            for shape in shapes[first : first + _TOGETHER]:
                pattern = (shape.pattern if shape.cased else f"(?i){shape.pattern}").encode("ascii")
                together.Add(pattern)
                compiled = re2.compile(pattern, options)
                # What `finditer` calls: its own work in Python, for each match and each end, costs more than re2's.
                self._patterns.append((compiled._regexp.Match, compiled.groupindex.get(b"value", 0)))
            together.Compile()
            self._sets.append((together, range(first, len(self._patterns))))

    def present_in_each(self, texts: Sequence[bytes]) -> list[list[int]]:
        """For each text the shapes that stand somewhere in it, in order; or all of them, where looking costs more than
        trying. One set after the other for all texts: each has an automaton of its own to be fetched from memory.
        """
        present: list[list[int]] = [[] for _ in texts]
        looked = []
        for text, found in zip(texts, present, strict=True):
            if len(text) > _SHORT and _is_noise(text):
                found += range(len(self._patterns))
            else:
                looked.append((text, found))
        for together, numbers in self._sets:
            match = together.Match
            for text, found in looked:
                said = match(text)
                if not said:
                    found += numbers
                elif len(said) > 1:
                    found += sorted([numbers[at - 1] for at in said if at])
        return present

    def locate(self, shape: int, text: bytes) -> Iterator[tuple[int, int]]:
        """Where one shape matches in the folded text, from left to right, none overlapping another."""
        match, group = self._patterns[shape]
        at, size = 0, len(text)
        while at <= size:
            spans = match(_ANYWHERE, text, at, size)
            start, end = spans[0]
            if start < 0:
                return
            yield spans[group] if spans[group][0] >= 0 else (start, end)
            at = max(end, at + 1)
