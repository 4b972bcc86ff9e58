"""What a whole document holds: found with all of it as context, known everywhere once found, until nothing is left."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import DocumentNotClean
from garant.privacy.echoes import Finder, Known
from garant.privacy.engine import detect
from garant.privacy.folded import fold
from garant.privacy.labels import Label
from garant.privacy.name_reader import known as known_name
from garant.privacy.overlap import merge
from garant.privacy.span import Span

MOST_ROUNDS = 6  # of reading what is left once more: nearly always one finds nothing

_FEWEST_USES = 5  # of a word as a first name, for the author of a document to be taken for a person
_SHORTEST = 8  # letters and digits of a value that nothing else in a file is likely to be
_SHORTEST_NAME = 6
_SCHEME = "mailto:"  # would be read as the name of who has the address
_BLANK = "\u2588"  # stands for what was found, when the rest is read again


@dataclass
class Found:
    """The spans of each piece, how many there are of each label, and the values that may stand nowhere else."""

    spans: list[list[Span]]
    counts: Counter[Label] = field(default_factory=Counter)
    values: Known = field(default_factory=Known)


class Layout:
    """The pieces of a document as one text for detection, and the way back."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.starts: list[int] = []
        self._lengths: list[int] = []
        glued: list[str] = []
        length = 0
        for number, piece in enumerate(document.pieces):
            self.starts.append(length)
            self._lengths.append(len(piece))
            glued += (seen(document.view(number, piece)), document.glue(number))
            length += len(piece) + len(glued[-1])
        self.text = "".join(glued)

    def shared(self, spans: Iterable[Span]) -> Iterator[tuple[int, Span]]:
        """Each span as parts of pieces: the piece's number, and offsets within it."""
        starts, lengths = self.starts, self._lengths
        for span in spans:
            at = max(0, bisect_right(starts, span.start) - 1)
            while at < len(starts) and starts[at] < span.end:
                start, end = max(span.start - starts[at], 0), min(span.end - starts[at], lengths[at])
                if start < end:
                    yield at, Span(start, end, span.label, span.score)
                at += 1


def find(document: Document, name: str, read: Sequence[Span] | None = None) -> Found:
    """All that a pseudonym must replace. DocumentNotClean where reading what is left finds more without end.

    `read`: what detection said of the document's layout, where it was asked already.
    """
    layout = Layout(document)
    found = Found([[] for _ in document.pieces])
    labelled = _labelled(document, found)
    text = layout.text
    for number in range(MOST_ROUNDS):
        spans = list(detect(text) if number or read is None else read)
        found.values.learn(text, spans)
        echoes = beside(spans, found.values.finder(), text)
        fresh = _fresh(document, layout, [*spans, *echoes], found, labelled)
        if not fresh:
            return found
        found.counts.update(span.label for span in (*spans, *echoes))
        text = blanked(text, fresh)
    raise DocumentNotClean(file=name)


def _labelled(document: Document, found: Found) -> frozenset[int]:
    """The pieces that the format itself says to be somebody's name."""
    labelled: set[int] = set()
    for number, piece in enumerate(document.pieces):
        label = document.label(number)
        if label is not None and piece.strip():
            found.spans[number] = [Span(0, len(piece), label)]
            found.counts[label] += 1
            labelled.add(number)
            if label is not Label.PERSON or _names(piece):
                found.values.learn(piece, [Span(0, len(piece), label)])
    return frozenset(labelled)


def _fresh(
    document: Document, layout: Layout, spans: Iterable[Span], found: Found, labelled: frozenset[int]
) -> list[Span]:
    """Adds what may be replaced and was not yet; returns it by offsets in the whole text."""
    of_pieces: dict[int, list[Span]] = {}
    for number, span in layout.shared(spans):
        if number not in labelled:
            of_pieces.setdefault(number, []).append(span)
    fresh: list[Span] = []
    for number, of_piece in of_pieces.items():
        before = found.spans[number]
        after = _replaceable(document, number, [*before, *of_piece])
        if after != before:
            start = layout.starts[number]
            fresh += (Span(start + span.start, start + span.end, span.label) for span in after)
            found.spans[number] = after
    return fresh


def _replaceable(document: Document, number: int, spans: Iterable[Span]) -> list[Span]:
    """Spans of a piece, none over another, cut at the borders that a replacement may not cross."""
    length = len(document.pieces[number])
    merged = merge(spans, length)
    if merged and document.is_whole(number):
        return [Span(0, length, Label.USERNAME)]
    cells = document.cells(number)
    return list(merged if cells is None else cut(merged, cells))


def beside(spans: Sequence[Span], finder: Finder | None, text: str) -> list[Span]:
    """Where known values stand without the words that told them, and no span covers them."""
    if finder is None:
        return []
    starts = [span.start for span in spans]
    new: list[Span] = []
    for echo in finder.find(text):
        at = bisect_right(starts, echo.start) - 1
        if at < 0 or spans[at].end < echo.end:
            new.append(echo)
    return list(merge(new, len(text)))


def cut(spans: Iterable[Span], cells: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The parts of sorted spans that stand within sorted cells."""
    starts = [start for start, _ in cells]
    for span in spans:
        at = max(0, bisect_right(starts, span.start) - 1)
        while at < len(cells) and cells[at][0] < span.end:
            start, end = max(span.start, cells[at][0]), min(span.end, cells[at][1])
            if start < end:
                yield Span(start, end, span.label, span.score)
            at += 1


def blanked(text: str, spans: Iterable[Span]) -> str:
    """`text` without what was found, of the same length."""
    pieces: list[str] = []
    done = 0
    for span in sorted(spans):
        start = max(done, span.start)
        pieces += (text[done:start], _BLANK * (span.end - start))
        done = max(done, span.end)
    pieces.append(text[done:])
    return "".join(pieces)


def seen(text: str) -> str:
    return text.replace(_SCHEME, " " * len(_SCHEME))


def telling(values: Known) -> Finder | None:
    """Looks for those values that nothing else in a file is likely to be."""
    whole = {
        value: label
        for value, label in values.whole.items()
        if len(value) >= (_SHORTEST_NAME if label is Label.PERSON else _SHORTEST)
    }
    return Known(whole=whole).finder()


def remaining(values: Known, texts: Iterable[str]) -> bool:
    """Whether such a value stands in any of the texts."""
    finder = telling(values)
    return finder is not None and any(next(finder.find(text), None) is not None for text in texts)


def _names(text: str) -> bool:
    """Whether what a file gives as its author is a person's name, rather than a service's."""
    for word in fold(text).lower.replace("-", " ").split():
        first, _, common, town = known_name(word)
        if first >= _FEWEST_USES and not (common or town):
            return True
    return False
