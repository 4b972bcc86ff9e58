"""The pieces of a document as one text, and the way back."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from garant.privacy import Label, Span, merge
from garant.privacy.documents import Document, cut


class Layout:
    """Offsets in `text` are those of the pieces of the document, one after another, with what stands between them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for number, piece in enumerate(document.pieces):
            self._starts.append(length)
            parts += (document.view(number, piece), document.glue(number))
            length += len(piece) + len(parts[-1])
        self.text = "".join(parts)

    def whole_pieces(self) -> Iterator[Span]:
        """The pieces that the format itself says to be a datum: the author of a comment."""
        for number, start in enumerate(self._starts):
            piece, label = self._document.pieces[number], self._document.label(number)
            if label is not None and piece.strip():
                yield Span(start, start + len(piece), label)

    def of_pieces(self, spans: Iterable[Span]) -> list[list[Span]]:
        """The spans of each piece, by offsets within it, cut where a replacement may not go on."""
        pieces = self._document.pieces
        shared: list[list[Span]] = [[] for _ in pieces]
        for span in merge(spans, len(self.text)):
            at = max(0, bisect_right(self._starts, span.start) - 1)
            while at < len(pieces) and self._starts[at] < span.end:
                first = self._starts[at]
                start, end = max(span.start - first, 0), min(span.end - first, len(pieces[at]))
                if start < end:
                    shared[at].append(Span(start, end, span.label, span.score))
                at += 1
        return [self._replaceable(number, found) for number, found in enumerate(shared)]

    def _replaceable(self, number: int, spans: list[Span]) -> list[Span]:
        if spans and self._document.is_whole(number):
            return [Span(0, len(self._document.pieces[number]), Label.USERNAME)]
        cells = self._document.cells(number)
        return spans if cells is None else list(cut(spans, cells))
