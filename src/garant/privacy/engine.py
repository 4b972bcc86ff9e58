"""The engine: one text in, its personal data out.

block by block (a cache by paragraph can stand around `_in_block`): one pass for all shapes, context words and
checks on what was found, names; then what needs the whole document: a name found once is masked everywhere.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from garant.privacy import columns, learned, names
from garant.privacy.blocks import blocks
from garant.privacy.context import ContextWords, Nearness
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.detectors import DETECTORS
from garant.privacy.detectors.spoken import dictated
from garant.privacy.folded import Folded, fold
from garant.privacy.indirect import places
from garant.privacy.labels import Label
from garant.privacy.matcher import Matcher
from garant.privacy.overlap import strongest
from garant.privacy.own import NOTHING, Own
from garant.privacy.reading import CERTAIN_FROM, SEEN_FROM, Reading
from garant.privacy.sensitive import internal_in_text, statements_in
from garant.privacy.span import Span
from garant.privacy.statement import Statement
from garant.privacy.tagged import Tagged
from garant.privacy.tagger import Tokens, tokens
from garant.words import DataClass


def detect(text: str, own: Own = NOTHING) -> tuple[Span, ...]:
    """What is personal in `text`: sorted, non-overlapping spans, offsets in characters (code points).

    The same text gives the same spans, in any thread. Accepts any str. No network, nothing is kept.
    """
    return read(text, own, only_spans=True).spans


def read(text: str, own: Own = NOTHING, *, only_spans: bool = False) -> Reading:
    """All that is found in `text`, as `detect` promises it, with what an organisation adds (`own`).

    `only_spans` leaves statements and indirect data out.
    """
    if not text or text.isspace():
        return Reading()
    folded = fold(text)
    found: list[Span] = []
    elected: list[Span] = []
    public: frozenset[str] = frozenset()
    stated: list[Statement] = []
    for offset, block in blocks(folded):
        cut = tokens(block.text)
        spans, roles, named = _in_block(block, cut)
        found += _moved(spans, offset)
        elected += _moved(named, offset)
        public |= roles
        if not only_spans:
            stated += (_placed(each, offset, folded) for each in statements_in(block, cut))
    if own.is_empty:
        kept = strongest(names.over_document(folded, found, public), folded.text)
    else:
        kept = strongest(_with_own(folded, found, public, own), folded.text)
    in_public = _uncovered([*elected, *(span for span in found if span.label is Label.PERSON)], kept)
    if not folded.has_identity:
        kept = tuple(Span(*folded.origin(s.start, s.end), s.label, s.score) for s in kept)
        in_public = tuple(Span(*folded.origin(s.start, s.end), s.label, s.score) for s in in_public)
    certain = tuple(span for span in kept if span.score >= CERTAIN_FROM)
    uncertain: tuple[Span | Statement, ...] = tuple(span for span in kept if span.score < CERTAIN_FROM)
    if only_spans:
        return Reading(certain, uncertain=uncertain, public=in_public)
    whole = internal_in_text(text, folded)
    stated = sorted(stated if whole is None else (*stated, whole))
    return Reading(
        spans=certain,
        statements=tuple(each for each in stated if each.score >= CERTAIN_FROM),
        indirect=tuple(_indirect(folded, certain)),
        uncertain=(*uncertain, *(each for each in stated if each.score < CERTAIN_FROM)),
        public=in_public,
    )


def _moved(spans: Sequence[Span], offset: int) -> Sequence[Span]:
    if not offset:
        return spans
    return [Span(s.start + offset, s.end + offset, s.label, s.score) for s in spans]


def _uncovered(spans: Sequence[Span], kept: Sequence[Span]) -> tuple[Span, ...]:
    """Those of `spans` that none of `kept` (sorted, apart) overlaps, each once: names that were left to the public."""
    starts = [span.start for span in kept]
    left = set()
    for span in spans:
        at = bisect_right(starts, span.start)
        if (at and kept[at - 1].end > span.start) or (at < len(starts) and starts[at] < span.end):
            continue
        left.add(span)
    return tuple(sorted(left))


def _indirect(folded: Folded, certain: Sequence[Span]) -> Iterator[Span]:
    """Places, bodies and dates, but where a datum stands."""
    starts = [span.start for span in certain]
    for span in places(folded):
        start, end = folded.origin(span.start, span.end)
        at = bisect_right(starts, start)
        if (at and certain[at - 1].end > start) or (at < len(starts) and starts[at] < end):
            continue
        yield Span(start, end, span.label, span.score)


def recognised_classes() -> frozenset[DataClass]:
    """The classes of data that this engine can find. The others are a promise that nothing here keeps yet."""
    labels = {detector.label for detector in DETECTORS} | {Label.PERSON, Label.LOCATION}
    labels |= {label for label in Label if label.is_statement}
    return frozenset(label.data_class for label in labels)


def _with_own(folded: Folded, found: list[Span], public: frozenset[str], own: Own) -> list[Span]:
    """`names.over_document`, with what the organisation knows to be a datum, and without what it knows to be none."""
    found = [*found, *own.found(folded)]
    nobodys = own.nobodys(folded, found)
    spans = names.over_document(folded, [span for span in found if span not in set(nobodys)], public)
    return [
        span
        for span in spans
        if not any(other.start <= span.start and span.end <= other.end for other in nobodys)
    ]


def _placed(each: Statement, offset: int, folded: Folded) -> Statement:
    """A statement of the block that begins at `offset`, as the original text has it."""
    words = tuple(folded.origin(start + offset, end + offset) for start, end in each.words)
    start, end = folded.origin(each.start + offset, each.end + offset)
    return Statement(start, end, each.label, each.score, words)


def _in_block(block: Folded, cut: Tokens) -> tuple[list[Span], frozenset[str], tuple[Span, ...]]:
    """The spans of a block on its own; the words of the names that it shows in a public role, and those names."""
    tagged = Tagged(cut)
    people = names.read(block, tagged)
    judged = [*_engine().judged(block), *people.spans, *columns.read(block)]
    if (in_digits := dictated(block)) is not None:
        heard = [*_engine().judged(in_digits.folded), *columns.read(in_digits.folded)]
        judged += in_digits.origin(heard)
    judged = learned.weighed(block, tagged, judged)
    spans = [span for span in judged if span.score >= SEEN_FROM]
    spans += learned.read(block, tagged, judged)
    return spans, people.public, people.elected


class _Engine:
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

    def judged(self, block: Folded) -> Iterator[Span]:
        """All that has the form of a datum, what its detector refuses too: with a score under SEEN_FROM."""
        encoded = block.text.encode("ascii")
        present = self._matcher.present(encoded)
        if not present:
            return
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
def _engine() -> _Engine:
    return _Engine(DETECTORS)
