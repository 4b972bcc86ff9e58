"""A whole document pseudonymised, and brought back."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from garant.privacy.documents.errors import NothingToRestore
from garant.privacy.documents.opening import Document
from garant.privacy.engine import detect, read
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Pseudonyms, spliced
from garant.privacy.reading import Reading
from garant.privacy.restoring import restoring_changes
from garant.privacy.span import Span


@dataclass(frozen=True, slots=True)
class MaskedDocument:
    """The new file, what brings the originals back, and how much was found of each kind."""

    data: bytes
    suffix: str
    mapping: Mapping[str, str]
    found: Mapping[Label, int]
    unread: int  # images that nobody looked into


def reading_of(document: Document) -> Reading:
    """What the whole document says; offsets are those of its pieces with their glue, one after another."""
    return read(
        "".join(part for n, piece in enumerate(document.pieces) for part in (piece, document.glue(n)))
    )


def find(document: Document) -> tuple[list[list[Span]], Counter[Label]]:
    """Spans of each piece, found with the whole document as context, and how many there are of each label."""
    pieces = document.pieces
    starts: list[int] = []
    length = 0
    glued: list[str] = []
    for number, piece in enumerate(pieces):
        starts.append(length)
        glued += (piece, document.glue(number))
        length += len(piece) + len(glued[-1])
    spans = list(detect("".join(glued)))
    found = Counter(span.label for span in spans)
    of_pieces: list[list[Span]] = [[] for _ in pieces]
    for span in spans:
        at = bisect_right(starts, span.start) - 1
        while at < len(pieces) and starts[at] < span.end:
            start, end = max(span.start, starts[at]) - starts[at], min(span.end - starts[at], len(pieces[at]))
            if start < end:
                of_pieces[at].append(Span(start, end, span.label, span.score))
            at += 1
    for number, piece in enumerate(pieces):
        label = document.label(number)
        if label is not None:
            of_pieces[number] = [Span(0, len(piece), label)]
            found[label] += 1
        cells = document.cells(number)
        if cells is not None:
            of_pieces[number] = list(_within(of_pieces[number], cells))
    return of_pieces, found


def masked(document: Document, key: bytes) -> MaskedDocument:
    """The document with pseudonyms; its layout, encoding and dialect stay."""
    pieces = document.pieces
    spans, found = find(document)
    pseudonyms = Pseudonyms(key, avoid=pieces)
    changed = [pseudonyms.changes(piece, of_piece) for piece, of_piece in zip(pieces, spans, strict=True)]
    texts = [spliced(piece, changes) for piece, changes in zip(pieces, changed, strict=True)]
    data = document.rewritten(texts, changed)
    return MaskedDocument(data, document.suffix, dict(pseudonyms.mapping), found, document.unread)


def restored(document: Document, mapping: Mapping[str, str], name: str) -> tuple[bytes, int]:
    """The document with its originals, and how many were brought back: none at all is refused."""
    pieces = document.pieces
    changed = [restoring_changes(piece, mapping) for piece in pieces]
    if mapping and not any(changed):
        raise NothingToRestore(file=name)
    texts = [spliced(piece, changes) for piece, changes in zip(pieces, changed, strict=True)]
    return document.rewritten(texts, changed), sum(map(len, changed))


def _within(spans: Iterable[Span], cells: Sequence[tuple[int, int]]) -> Iterable[Span]:
    """Spans cut at the borders of cells."""
    starts = [start for start, _ in cells]
    for span in spans:
        at = max(0, bisect_right(starts, span.start) - 1)
        while at < len(cells) and cells[at][0] < span.end:
            start, end = max(span.start, cells[at][0]), min(span.end, cells[at][1])
            if start < end:
                yield Span(start, end, span.label, span.score)
            at += 1
