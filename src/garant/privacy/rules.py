"""The rules: the detectors, compiled, their shapes looked for together, what these find judged by each detector."""

from collections.abc import Iterator, Sequence
from functools import cache

from garant.privacy.context import ContextWords, Nearness
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.detectors import DETECTORS
from garant.privacy.folded import Folded
from garant.privacy.matcher import Matcher
from garant.privacy.reading import SEEN_FROM
from garant.privacy.span import Span


class Rules:
    """The detectors, compiled: shapes that several detectors share are looked for once."""

    def __init__(self, detectors: tuple[Detector, ...]) -> None:
        self._detectors = detectors
        self._shapes = tuple(dict.fromkeys(shape for detector in detectors for shape in detector.shapes))
        patterns = list(dict.fromkeys((shape.pattern, shape.cased) for shape in self._shapes))
        self._matcher = Matcher([Shape(pattern, 0.0, cased=cased) for pattern, cased in patterns])
        self._users: list[list[tuple[int, Shape]]] = [[] for _ in patterns]
        for number, detector in enumerate(detectors):
            for shape in detector.shapes:
                self._users[patterns.index((shape.pattern, shape.cased))].append((number, shape))
        self._context = ContextWords(detectors)

    def candidates(self, block: Folded) -> Iterator[Span]:
        """What the detectors find, each by itself."""
        return (span for span in self.judged(block) if span.score >= SEEN_FROM)

    def judged(self, block: Folded) -> list[Span]:
        """All that has the form of a datum, what its detector refuses too: with a score under SEEN_FROM."""
        return self.judged_in_each([block])[0]

    def judged_in_each(self, blocks: Sequence[Folded]) -> list[list[Span]]:
        """The same of each of several blocks."""
        encoded = [block.text.encode("ascii") for block in blocks]
        present = self._matcher.present_in_each(encoded)
        return [
            list(self._judged(block, text, shapes)) if shapes else []
            for block, text, shapes in zip(blocks, encoded, present, strict=True)
        ]

    def _judged(self, block: Folded, encoded: bytes, present: Sequence[int]) -> Iterator[Span]:
        nearness = self._context.find(block)
        for pattern in present:
            users = [
                (number, shape)
                for number, shape in self._users[pattern]
                if not shape.needs_context or nearness.any(number)
            ]
            if not users:
                continue
            for start, end in self._matcher.locate(pattern, encoded):
                for number, shape in users:
                    span = self._checked(number, shape, block, nearness, start, end)
                    if span is not None:
                        yield span

    def _checked(
        self, number: int, shape: Shape, block: Folded, nearness: Nearness, start: int, end: int
    ) -> Span | None:
        detector = self._detectors[number]
        near = nearness.of(number, True, start, end, detector.reach)
        if shape.needs_context and not near:
            return None
        against = nearness.of(number, False, start, end, detector.reach)
        candidate = Candidate(block, start, end, shape, near, against)
        if detector.bounds is not None:
            bounds = detector.bounds(candidate)
            if bounds != (start, end):
                start, end = bounds
                # Not `replace`, which costs ten times as much, once for each candidate.
                candidate = Candidate(block, start, end, shape, near, against)
        return Span(start, end, detector.label, min(1.0, detector.check(candidate)))


@cache
def rules() -> Rules:
    """Those of all detectors, compiled at first use, shared by all threads."""
    return Rules(DETECTORS)
