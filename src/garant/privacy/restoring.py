"""Bringing the originals back into what a model answered, at once or as it streams."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from garant.privacy.false_values import HOLD_BACK as FALSE_HOLD_BACK
from garant.privacy.false_values import MARK, FalseValues, false_value
from garant.privacy.placeholder import HOLD_BACK, LOOK_BEHIND, Name, forms, read
from garant.privacy.unfinished import Unfinished, unfinished

Change = tuple[int, int, str]

_SHORTEST_STEP, _LONGEST_STEP = 64, 1 << 16  # characters of a text that are restored at once
_DIGIT = re.compile("[0-9０-９]")


def restore(text: str, mapping: Mapping[str, str], encode: Callable[[str], str] | None = None) -> str:
    """`text` with each placeholder of `mapping` replaced by its original, in any form that a model gives it.

    What is not in `mapping` stays as it stands. `encode` transforms a value before it is inserted (a JSON
    escape, for example).
    """
    if not mapping or not _may_hold(text, mapping):
        return text
    return Originals(mapping, encode).restored(text, 0, len(text))[0]


def restoring_changes(text: str, mapping: Mapping[str, str]) -> list[Change]:
    """What `restore` does to `text`: (start, end, original), sorted."""
    if not mapping or not _may_hold(text, mapping):
        return []
    return Originals(mapping, None).changes(text, 0, len(text))


def _may_hold(text: str, mapping: Mapping[str, str]) -> bool:
    """A placeholder bears digits; a false value may bear none."""
    return _DIGIT.search(text) is not None or any(key.endswith(MARK) for key in mapping)


class RestoredTooLong(ValueError):
    """A text that names a long value many times over: ten megabytes may hold, once restored, a thousand gigabytes."""


def restore_within(text: str, mapping: Mapping[str, str], most: int) -> tuple[str, int]:
    """What `restore` gives, and how many values came back. Raises RestoredTooLong beyond `most` characters, early."""
    restorer = StreamRestorer(mapping)
    longest = max(map(len, mapping.values()), default=0)
    step = max(_SHORTEST_STEP, min(_LONGEST_STEP, most // (longest + 1)))
    pieces: list[str] = []
    left = most
    for at in range(0, len(text), step):
        pieces.append(restorer.feed(text[at : at + step]))
        left -= len(pieces[-1])
        if left < 0:
            raise RestoredTooLong
    pieces.append(restorer.close())
    if len(pieces[-1]) > left:
        raise RestoredTooLong
    return "".join(pieces), restorer.restored


class StreamRestorer:
    """`restore` for a text that arrives in pieces: the same result wherever the stream is cut.

    Withholds at most `hold_back` characters, and only what may be the beginning of something of this mapping: an
    opening bracket, the beginning of a placeholder's word ("pers", where it holds persons) or of a false value.
    """

    def __init__(self, mapping: Mapping[str, str], encode: Callable[[str], str] | None = None) -> None:
        self._originals = Originals(mapping, encode) if mapping else None
        self._seen = ""  # what was passed on last, as it came: whether a word begins here
        self._held = ""

    def feed(self, piece: str) -> str:
        """What can be passed on once `piece` has arrived."""
        if self._originals is None or not piece:
            return piece
        text = self._seen + self._held + piece
        floor = len(self._seen)
        end = self._originals.unfinished_from(text, floor)
        restored, end = self._originals.restored(text, floor, end)
        self._held = text[end:]
        self._seen = text[max(0, end - LOOK_BEHIND) : end]
        return restored

    def close(self) -> str:
        """What was still withheld: call it once, when the stream has ended."""
        text, floor = self._seen + self._held, len(self._seen)
        self._seen = self._held = ""
        return self._originals.restored(text, floor, len(text))[0] if self._originals is not None else ""

    @property
    def hold_back(self) -> int:
        """The most that is ever withheld, in characters: a constant, larger where the mapping holds false values."""
        return self._originals.hold_back if self._originals is not None else 0

    @property
    def restored(self) -> int:
        """How many placeholders were brought back so far."""
        return self._originals.count if self._originals is not None else 0


class Originals:
    """Finds the original behind each tolerated form; more can be added as a request goes on."""

    def __init__(self, mapping: Mapping[str, str], encode: Callable[[str], str] | None = None) -> None:
        self._values: dict[Name, str] = {}
        self._false: dict[str, str] = {}
        self._numbers: set[str] = set()
        self._finder = FalseValues()
        self.count = 0
        for placeholder, original in mapping.items():
            self.add(placeholder, original if encode is None else encode(original))

    def add(self, placeholder: str, original: str) -> None:
        name = read(placeholder)
        if name is not None:
            self._values[name] = original
            self._numbers.add(name.number)
            return
        value = false_value(placeholder)
        if value is None:
            raise ValueError("a key of the mapping is not a placeholder")
        self._false[placeholder] = original
        self._finder.add(value)

    @property
    def hold_back(self) -> int:
        return max(HOLD_BACK, FALSE_HOLD_BACK) if self._false else HOLD_BACK

    @cached_property
    def _unfinished(self) -> Unfinished:
        return unfinished(frozenset(name.word for name in self._values))

    def unfinished_from(self, text: str, floor: int) -> int:
        """Where what the end of `text` cuts off may start."""
        end = self._unfinished.start(text, floor)
        return min(end, self._finder.unfinished_from(text, floor)) if self._false else end

    def changes(self, text: str, start: int, end: int) -> list[Change]:
        """What stands for an original and starts in start..end."""
        found: list[Change] = []
        if _DIGIT.search(text, start, end) is not None:
            for form in forms(text, self._numbers, start):
                if form.start >= end:
                    break
                original = self._values.get(form.name)
                if original is not None:
                    found.append((form.start, form.end, original))
        return self._with_false_values(found, text, start, end) if self._false else found

    def _with_false_values(self, found: list[Change], text: str, start: int, end: int) -> list[Change]:
        for value in self._finder.find(text, start):
            if value.start >= end:
                break
            found.append((value.start, value.end, self._false[value.written]))
        apart: list[Change] = []
        for change in sorted(found):
            if not apart or change[0] >= apart[-1][1]:
                apart.append(change)
        return apart

    def restored(self, text: str, start: int, end: int) -> tuple[str, int]:
        """`text` from `start` with its originals, and where that ends: at `end`, or after a form that goes over it."""
        pieces: list[str] = []
        for first, last, original in self.changes(text, start, end):
            self.count += 1
            pieces += (text[start:first], original)
            start = last
        end = max(start, end)
        if not pieces:
            return text[start:end], end
        pieces.append(text[start:end])
        return "".join(pieces), end
