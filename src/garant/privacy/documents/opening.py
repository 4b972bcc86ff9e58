"""From a path to a document: what it is, whether it can be read, its pieces of text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from garant.privacy.documents.errors import DocumentEmpty, DocumentTooLarge, DocumentUnknown, FileUnreadable
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change

MOST_BYTES = 100 << 20


class Document(Protocol):
    """A file as pieces of text (the whole text, or paragraph by paragraph)."""

    @property
    def suffix(self) -> str:
        """Of the file that `rewritten` makes."""
        ...

    @property
    def pieces(self) -> Sequence[str]: ...

    @property
    def unread(self) -> int:
        """How many parts hold no text that we could read: images."""
        ...

    def label(self, piece: int) -> Label | None:
        """What the piece is as a whole (the author of a comment), or None: then its text decides."""
        ...

    def glue(self, piece: int) -> str:
        """What stands between this piece and the next: a tab between two cells of a table, else a line end."""
        ...

    def cells(self, piece: int) -> Sequence[tuple[int, int]] | None:
        """Ranges that a replacement may not cross (cells of a CSV); None where there is no such limit."""
        ...

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        """The same file with other text. `pieces` are the new texts, `changed` what changed in each of them."""
        ...


def _plain(data: bytes, name: str) -> Document:
    from garant.privacy.documents.plain import Plain

    return Plain.read(data, name)


def _csv(data: bytes, name: str) -> Document:
    from garant.privacy.documents.plain import Csv

    return Csv.read(data, name)


def _docx(data: bytes, name: str) -> Document:
    from garant.privacy.documents.docx import Docx

    return Docx.read(data, name)


def _odt(data: bytes, name: str) -> Document:
    from garant.privacy.documents.odt import Odt

    return Odt.read(data, name)


def _pdf(data: bytes, name: str) -> Document:
    from garant.privacy.documents.pdf import Pdf

    return Pdf.read(data, name)


_READERS = {".txt": _plain, ".md": _plain, ".csv": _csv, ".docx": _docx, ".odt": _odt, ".pdf": _pdf}
SUFFIXES = tuple(_READERS)


def open_document(path: Path) -> Document:
    """Reads a document whole. Raises one error of this package for whatever can't be read."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentUnknown(file=path.name, suffix=path.suffix or "aucune")
    data = read_bytes(path)
    if not data:
        raise DocumentEmpty(file=path.name)
    document = reader(data, path.name)
    if not any(map(str.strip, document.pieces)):
        raise DocumentEmpty(file=path.name)
    return document


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file, up to `most`."""
    try:
        if not path.is_file():
            raise FileUnreadable(file=path.name)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise FileUnreadable(file=path.name) from error
    if len(data) > most:
        raise DocumentTooLarge(file=path.name, megabytes=most >> 20)
    return data
