"""Text, Markdown and CSV: encoding, line ends and dialect stay as they are, to the byte."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

from garant.privacy.documents.errors import DocumentDamaged
from garant.privacy.labels import Label
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
class Plain:
    """One piece: the whole text."""

    text: str
    encoding: str
    mark: bytes
    suffix: str
    unread: int = 0

    @classmethod
    def read(cls, data: bytes, name: str) -> "Plain":
        text, encoding, mark = decode(data, name)
        return cls(text, encoding, mark, "." + name.rpartition(".")[2].lower())

    @property
    def pieces(self) -> Sequence[str]:
        return (self.text,)

    def label(self, piece: int) -> Label | None:
        return None

    def glue(self, piece: int) -> str:
        return "\n"

    def cells(self, piece: int) -> Sequence[tuple[int, int]] | None:
        return None

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        return self.mark + pieces[0].encode(self.encoding)


@dataclass(frozen=True)
class Csv(Plain):
    """Text whose cells are never crossed: a placeholder holds no separator and no quote, so the dialect stays."""

    def cells(self, piece: int) -> Sequence[tuple[int, int]]:
        """The inside of each cell, without its quotes."""
        separator = separator_of(self.text)
        found: list[tuple[int, int]] = []
        start = at = 0
        quoted = False
        text = self.text
        while at < len(text):
            character = text[at]
            if quoted:
                if character == '"':
                    if text[at + 1 : at + 2] == '"':
                        at += 1
                    else:
                        quoted = False
                        found.append((start, at))
                        start = at + 1
            elif character == '"' and not text[start:at].strip(" "):
                quoted, start = True, at + 1
            elif character == separator or character in "\r\n":
                found.append((start, at))
                start = at + 1
            at += 1
        found.append((start, len(text)))
        return [cell for cell in found if cell[0] < cell[1]]


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
