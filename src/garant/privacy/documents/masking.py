"""A whole document pseudonymised, and brought back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import DocumentNotClean, FlatNotRestorable, NothingToRestore
from garant.privacy.documents.finding import Layout, find, remaining
from garant.privacy.documents.remark import Remark
from garant.privacy.engine import read
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Pseudonyms, spliced
from garant.privacy.reading import Reading
from garant.privacy.restoring import restoring_changes


@dataclass(frozen=True, slots=True)
class MaskedDocument:
    """The new file, what brings the originals back, and how much was found of each kind."""

    data: bytes
    suffix: str
    mapping: Mapping[str, str]
    found: Mapping[Label, int]
    unread: int  # images that nobody looked into
    remarks: Mapping[Remark, int] = field(default_factory=dict)


def reading_of(document: Document) -> Reading:
    """What the whole document says; offsets are those of its pieces with their glue, one after another."""
    return read(Layout(document).text)


def masked(
    document: Document,
    key: bytes,
    name: str = "document",
    *,
    readable: bool = False,
    shift_dates: bool = False,
    reading: Reading | None = None,
) -> MaskedDocument:
    """The document with pseudonyms; its layout, encoding and dialect stay. `readable` and `shift_dates` as `Pseudonyms`
    has them. `reading` is what `reading_of` says of the document, for who has asked already.

    Proved: what is left of the text is read again until nothing personal is found, and the new file is opened again
    and searched. DocumentNotClean where that fails.
    """
    pieces = document.pieces
    found = find(document, name, None if reading is None else reading.spans)
    pseudonyms = Pseudonyms(key, avoid=pieces, readable=readable, shift_dates=shift_dates)
    pseudonyms.meet(zip(pieces, found.spans, strict=True))
    changed = [pseudonyms.changes(piece, spans) for piece, spans in zip(pieces, found.spans, strict=True)]
    texts = [spliced(piece, changes) for piece, changes in zip(pieces, changed, strict=True)]
    data = document.rewritten(texts, changed)
    if remaining(found.values, type(document).raw_texts(data)):
        raise DocumentNotClean(file=name)
    remarks = {remark: number for remark, number in document.remarks.items() if number}
    return MaskedDocument(
        data, document.suffix, dict(pseudonyms.mapping), found.counts, document.unread, remarks
    )


def restored(document: Document, mapping: Mapping[str, str], name: str) -> tuple[bytes, int]:
    """The document with its originals, and how many were brought back: none at all is refused."""
    if document.is_flat:
        raise FlatNotRestorable(file=name)
    pieces = document.pieces
    changed = [
        restoring_changes(piece, mapping) if document.restorable(number) else []
        for number, piece in enumerate(pieces)
    ]
    if mapping and not any(changed):
        raise NothingToRestore(file=name)
    texts = [spliced(piece, changes) for piece, changes in zip(pieces, changed, strict=True)]
    return document.rewritten(texts, changed), sum(map(len, changed))
