"""Which span prevails where several overlap. The one place that decides it.

Two questions, two rules:

- `strongest`: detectors propose, the engine keeps. The higher score wins; at the same score the longer
  span, then the earlier, then the label in the order of `Label`. A loser that sticks out is cut to the part
  that nobody else holds, unless little is left of it: what was found stays covered.
- `merge`: a caller hands spans over (from a person, another tool, another run). Nothing they cover may be
  left uncovered, so overlapping spans become one, under the label of the longest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter

from garant.privacy.labels import Label
from garant.privacy.span import Span

_ORDER = {label: rank for rank, label in enumerate(Label)}


def strongest(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Sorted, non-overlapping; every span of length > 0 wins or loses by the rule above."""
    kept: list[Span] = []
    ranked = sorted(spans, key=lambda s: (-s.score, s.start - s.end, s.start, _ORDER[s.label]))
    taken = _Taken()
    for span in ranked:  # one that is given twice finds nothing worth keeping the second time
        for start, end in taken.free(span.start, span.end):
            whole = (start, end) == (span.start, span.end)
            if not whole:
                start, end = _trimmed(text, start, end)
                if not _worth_keeping(text[start:end]):
                    continue
            kept.append(span if whole else Span(start, end, span.label, span.score))
            taken.add(start, end)
    return tuple(sorted(kept, key=attrgetter("start")))


def merge(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """Sorted, non-overlapping, within 0..length, covering all that `spans` cover. Touching spans stay apart."""
    inside = (Span(max(0, s.start), min(length, s.end), s.label, s.score) for s in spans)
    ordered = sorted((s for s in inside if s.start < s.end), key=lambda s: (s.start, -s.end, _ORDER[s.label]))
    merged: list[Span] = []
    longest = 0
    for span in ordered:
        if not merged or span.start >= merged[-1].end:
            merged.append(span)
            longest = span.end - span.start
            continue
        last = merged[-1]
        label, score = last.label, last.score
        if span.end - span.start > longest:
            longest, label, score = span.end - span.start, span.label, span.score
        merged[-1] = Span(last.start, max(last.end, span.end), label, score)
    assert all(left.end <= right.start for left, right in pairwise(merged))
    return tuple(merged)


class _Taken:
    """Ranges already held, as a sorted list: a document has few thousand spans, most added near the end."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def free(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of start..end that nothing holds."""
        if start >= end:
            return []
        at = bisect_right(self._starts, start)
        if at and self._ends[at - 1] > start:
            start = self._ends[at - 1]
        parts: list[tuple[int, int]] = []
        while start < end and at < len(self._starts) and self._starts[at] < end:
            if self._starts[at] > start:
                parts.append((start, self._starts[at]))
            start = self._ends[at]
            at += 1
        if start < end:
            parts.append((start, end))
        return parts

    def add(self, start: int, end: int) -> None:
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)


def _worth_keeping(remainder: str) -> bool:
    """A digit or a capital may still say who; "mail" or "tel" beside what was found does not."""
    return len(remainder) > 1 and any(c.isdigit() or c.isupper() for c in remainder)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" \t\r\n,;:.-/()\u00a0\u202f"))
    right = len(piece) - len(piece.rstrip(" \t\r\n,;:.-/()\u00a0\u202f"))
    return (start + left, end - right) if left < len(piece) else (start, start)
