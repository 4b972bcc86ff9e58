"""Text, Markdown and CSV: encoding, line ends and dialect stay as they are, to the byte."""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import DocumentDamaged
from garant.privacy.documents.remark import Remark
from garant.privacy.pseudonyms import Change

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str) -> tuple[str, str, bytes]:
    """Text, encoding and byte order mark. UTF-8, UTF-16 with its mark, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding, mark
            except UnicodeDecodeError as error:
                raise DocumentDamaged(file=name) from error
    if b"\0" in data:
        raise DocumentDamaged(file=name)
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding, b""
        except UnicodeDecodeError:
            continue
    raise DocumentDamaged(file=name)


@dataclass(frozen=True)
class Plain(Document):
    """One piece: the whole text."""

    text: str
    encoding: str
    mark: bytes
    kind: str

    @classmethod
    def read(cls, data: bytes, name: str) -> "Plain":
        text, encoding, mark = decode(data, name)
        return cls(text, encoding, mark, "." + name.rpartition(".")[2].lower())

    @property
    def suffix(self) -> str:
        return self.kind

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return {}

    @property
    def pieces(self) -> Sequence[str]:
        return (self.text,)

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        return self.mark + pieces[0].encode(self.encoding, "replace")

    @classmethod
    def raw_texts(cls, data: bytes) -> Iterator[str]:
        yield decode(data, "")[0]


@dataclass(frozen=True)
class Csv(Plain):
    """Text whose cells are never crossed: a placeholder holds no separator and no quote, so the dialect stays."""

    def cells(self, piece: int) -> Sequence[tuple[int, int]]:
        return cells_of(self.text, separator_of(self.text))


def cells_of(text: str, separator: str, quoted: bool = False) -> list[tuple[int, int]]:
    """The inside of each cell, without its quotes. `quoted`: the text begins within quotes."""
    found: list[tuple[int, int]] = []
    start = done = 0
    for mark in re.finditer(f'["\r\n{re.escape(separator)}]', text):
        at = mark.start()
        if at < done:
            continue
        if mark[0] != '"':
            if not quoted:
                found.append((start, at))
                start = at + 1
        elif not quoted:
            if _is_blank(text, start, at):
                quoted, start = True, at + 1
        elif text[at + 1 : at + 2] == '"':
            done = at + 2
        else:
            quoted = False
            found.append((start, at))
            start = at + 1
    found.append((start, len(text)))
    return [cell for cell in found if cell[0] < cell[1]]


def _is_blank(text: str, start: int, end: int) -> bool:
    return end - start < 64 and not text[start:end].strip(" ")


def separator_of(text: str) -> str:
    """The separator that the first lines share; a semicolon, as French spreadsheets write, where none tells."""
    lines = [line for line in text[:65_536].splitlines()[:20] if line.strip()]
    best, most = ";", 0
    for separator in (";", ",", "\t", "|"):
        counts = [line.count(separator) for line in lines]
        if counts and min(counts) > 0:
            steady = sum(count == counts[0] for count in counts) * 10 + counts[0]
            if steady > most:
                best, most = separator, steady
    return best
