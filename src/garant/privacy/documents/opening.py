"""From a path to a document: what it is, whether it can be read, its pieces of text."""

import os
import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import (
    DocumentEmpty,
    DocumentMisnamed,
    DocumentTooLarge,
    DocumentUnknown,
    FileNotRegular,
    FileUnreadable,
)

MOST_BYTES = 100 << 20
DEEPEST = 4  # attachments within messages within messages

# Suffix → module and class of its reader, loaded when such a file comes.
_READERS = {
    ".txt": "plain:Plain", ".md": "plain:Plain", ".csv": "plain:Csv", ".tsv": "plain:Csv",
    ".docx": "docx:Docx", ".odt": "odt:Odt", ".xlsx": "xlsx:Xlsx",
    ".eml": "eml:Eml", ".html": "html:Html", ".htm": "html:Html", ".rtf": "rtf:Rtf", ".pdf": "pdf:Pdf",
    ".png": "picture:Picture", ".jpg": "picture:Picture", ".jpeg": "picture:Picture",
    ".tif": "picture:Picture", ".tiff": "picture:Picture",
}  # fmt: skip
SUFFIXES = tuple(_READERS)
TEXT_SUFFIXES = (".txt", ".md", ".csv", ".tsv")  # read as a stream where they are large
NESTING = frozenset({".eml"})

# First bytes → what a file is, and the suffixes that it may bear.
_MAGIC: tuple[tuple[bytes, str, frozenset[str]], ...] = (
    (b"%PDF-", "PDF", frozenset({".pdf"})),
    (b"{\\rtf", "RTF", frozenset({".rtf"})),
    (b"\x89PNG\r\n\x1a\n", "PNG", frozenset({".png"})),
    (b"\xff\xd8\xff", "JPEG", frozenset({".jpg", ".jpeg"})),
    (b"II*\0", "TIFF", frozenset({".tif", ".tiff"})),
    (b"MM\0*", "TIFF", frozenset({".tif", ".tiff"})),
    (b"PK\x03\x04", "archive ou document bureautique", frozenset({".docx", ".odt", ".xlsx"})),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien document Office", frozenset({".docx", ".odt", ".xlsx"})),
)


def open_document(path: Path) -> Document:
    """Reads a document whole. Raises one error of this package for whatever can't be read."""
    check_there(path)
    _reader(path.name)
    return open_bytes(read_bytes(path), path.name)


def open_bytes(data: bytes, name: str, depth: int = 0) -> Document:
    """The same from memory; `name` tells the kind. `depth` counts the messages around an attachment."""
    read = _reader(name)
    if not data:
        raise DocumentEmpty(file=name)
    suffix = suffix_of(name)
    for magic, kind, suffixes in _MAGIC:
        if data.startswith(magic) and suffix not in suffixes:
            raise DocumentMisnamed(file=name, suffix=kind)
    document: Document = read(data, name, depth) if suffix in NESTING else read(data, name)
    if not any(map(str.strip, document.pieces)) and not document.is_flat:
        raise DocumentEmpty(file=name)
    return document


def suffix_of(name: str) -> str:
    return Path(name).suffix.lower()


def _reader(name: str) -> Callable[..., Document]:
    reader = _READERS.get(suffix_of(name))
    if reader is None:
        raise DocumentUnknown(file=name, suffix=Path(name).suffix or "aucune")
    module, _, kind = reader.partition(":")
    found: Any = getattr(import_module(f"garant.privacy.documents.{module}"), kind)
    read: Callable[..., Document] = found.read
    return read


def reader_class(name: str) -> type[Document]:
    """The class that reads files of this name."""
    kind: type[Document] = getattr(_reader(name), "__self__")  # noqa: B009 - a bound class method
    return kind


def is_folder(path: Path) -> bool:
    """False, and no error, for a name that no file can have."""
    return os.path.isdir(path)  # noqa: PTH112 - `is_dir` raises for a name that is too long


def check_there(path: Path) -> None:
    """Raises FileUnreadable for what is not there, FileNotRegular for a folder: its suffix is not what is wrong."""
    if is_folder(path):
        raise FileNotRegular(file=path.name or str(path))
    if not os.path.lexists(path):
        raise FileUnreadable(file=path.name)


def open_regular(path: Path) -> int:
    """A descriptor on a regular file, never through a link: a pipe would hang, a device never end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if os.path.islink(path) or is_folder(path):  # noqa: PTH114 - `is_symlink` raises for a name that is too long
            raise FileNotRegular(file=path.name) from error
        raise FileUnreadable(file=path.name) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotRegular(file=path.name)
    return descriptor


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file, up to `most`."""
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise FileUnreadable(file=path.name) from error
    if len(data) > most:
        raise DocumentTooLarge(file=path.name, megabytes=most >> 20)
    return data
