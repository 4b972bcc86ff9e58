"""The engine: texts in, their personal data out.

Block by block, through the stages (stages.py); then what needs the whole document: a name found once is masked
everywhere.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from garant.privacy import names
from garant.privacy.blocks import blocks
from garant.privacy.detectors import DETECTORS
from garant.privacy.folded import Folded, fold
from garant.privacy.gathered import gathered
from garant.privacy.indirect import places
from garant.privacy.labels import Label
from garant.privacy.overlap import strongest
from garant.privacy.own import NOTHING, Own
from garant.privacy.reading import CERTAIN_FROM, Reading
from garant.privacy.sensitive import internal_in_text
from garant.privacy.span import Span
from garant.privacy.stages import Found, found_in
from garant.privacy.statement import Statement
from garant.words import DataClass

_TOGETHER = 131_072  # characters of texts that go through the stages together: with more, little is won and more is held


def detect(text: str, own: Own = NOTHING) -> tuple[Span, ...]:
    """What is personal in `text`: sorted, non-overlapping spans, offsets in characters (code points).

    The same text gives the same spans, in any thread. Accepts any str. No network, nothing is kept.
    """
    return read(text, own, only_spans=True).spans


def read(text: str, own: Own = NOTHING, *, only_spans: bool = False) -> Reading:
    """All that is found in `text`, as `detect` promises it, with what an organisation adds (`own`).

    `only_spans` leaves statements and indirect data out.
    """
    return next(read_each([text], own, only_spans=only_spans))


def read_each(texts: Iterable[str], own: Own = NOTHING, *, only_spans: bool = False) -> Iterator[Reading]:
    """What `read` finds in each of the texts, in order.

    Short ones are taken from `texts` some at a time and go through each stage together: half as fast again as one text
    after another, whose stages push one another out of the processor's cache.
    """
    for some in gathered(texts, _TOGETHER, len):
        yield from _read(some, own, only_spans)


@dataclass(slots=True)
class _Text:
    """A text on its way: what was found in its blocks, and where it stands in the text."""

    text: str
    folded: Folded
    spans: list[Span] = field(default_factory=list)
    elected: list[Span] = field(default_factory=list)
    public: frozenset[str] = frozenset()
    statements: list[Statement] = field(default_factory=list)

    def add(self, found: Found, offset: int) -> None:
        """What was found in the block that begins at `offset`."""
        self.spans += _moved(found.spans, offset)
        self.elected += _moved(found.elected, offset)
        self.public |= found.public
        self.statements += (_placed(each, offset, self.folded) for each in found.statements)


def _read(texts: Sequence[str], own: Own, only_spans: bool) -> list[Reading]:
    readings = [Reading()] * len(texts)
    numbers = [at for at, text in enumerate(texts) if text and not text.isspace()]
    several = [_Text(texts[at], fold(texts[at])) for at in numbers]
    parts = ((text, *part) for text in several for part in blocks(text.folded))
    for some in gathered(parts, _TOGETHER, lambda part: len(part[2].text)):
        of_blocks = found_in([block for _, _, block in some], only_spans=only_spans)
        for (text, offset, _), found in zip(some, of_blocks, strict=True):
            text.add(found, offset)
    read = [_over_document(text, own) for text in several]
    if not only_spans:
        whole = [internal_in_text(text.text, text.folded) for text in several]
        indirect = [
            tuple(_indirect(text.folded, of_text.spans)) for text, of_text in zip(several, read, strict=True)
        ]
        read = [_with_the_rest(*each) for each in zip(read, several, whole, indirect, strict=True)]
    for at, reading in zip(numbers, read, strict=True):
        readings[at] = reading
    return readings


def _over_document(text: _Text, own: Own) -> Reading:
    """The spans of a text, certain and uncertain, and the names that act in public."""
    folded, found = text.folded, text.spans
    if own.is_empty:
        kept = strongest(names.over_document(folded, found, text.public), folded.text)
    else:
        kept = strongest(_with_own(folded, found, text.public, own), folded.text)
    in_public = _uncovered([*text.elected, *(span for span in found if span.label is Label.PERSON)], kept)
    if not folded.has_identity:
        kept = tuple(Span(*folded.origin(s.start, s.end), s.label, s.score) for s in kept)
        in_public = tuple(Span(*folded.origin(s.start, s.end), s.label, s.score) for s in in_public)
    return Reading(
        spans=tuple(span for span in kept if span.score >= CERTAIN_FROM),
        uncertain=tuple(span for span in kept if span.score < CERTAIN_FROM),
        public=in_public,
    )


def _with_the_rest(
    read: Reading, text: _Text, whole: Statement | None, indirect: tuple[Span, ...]
) -> Reading:
    """The reading with what the sentences of a text say, what the text is as a `whole`, and the indirect data."""
    stated = sorted(text.statements if whole is None else (*text.statements, whole))
    return Reading(
        spans=read.spans,
        statements=tuple(each for each in stated if each.score >= CERTAIN_FROM),
        indirect=indirect,
        uncertain=(*read.uncertain, *(each for each in stated if each.score < CERTAIN_FROM)),
        public=read.public,
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
