"""What .docx and .odt share: an archive of XML parts, each with paragraphs."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from garant.privacy.documents import xmltext
from garant.privacy.documents.archive import repack, unpack
from garant.privacy.documents.errors import DocumentDamaged, DocumentNotClean, DocumentWithObjects
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change


@dataclass(slots=True)
class Piece:
    """A paragraph, or one attribute. `label` says what it is as a whole, where the format tells."""

    slots: xmltext.Paragraph
    label: Label | None = None
    glue: str = "\n"


@dataclass
class Office(ABC):
    """One office file, parsed. Parts that hold no text of ours are copied as they are."""

    data: bytes
    name: str
    unread: int
    entries: dict[str, bytes]
    roots: dict[str, xmltext.Element] = field(default_factory=dict)
    parts: list[Piece] = field(default_factory=list)

    suffix = ""

    @classmethod
    def read(cls, data: bytes, name: str) -> Self:
        entries = unpack(data, name)
        if not any(re.match(cls.main(), entry) for entry in entries):
            raise DocumentDamaged(file=name)
        document = cls(data, name, 0, entries)
        for entry, content in entries.items():
            if document.is_text(entry):
                root = xmltext.parse(content, name)
                document.roots[entry] = root
                document.parts += document.pieces_of(entry, root)
            elif document.is_picture(entry):
                document.unread += 1
            elif not document.is_harmless(entry):
                raise DocumentWithObjects(file=name)
        return document

    @classmethod
    @abstractmethod
    def main(cls) -> str:
        """A pattern of the entry that every such file has."""

    @abstractmethod
    def is_text(self, entry: str) -> bool: ...

    @abstractmethod
    def is_picture(self, entry: str) -> bool: ...

    @abstractmethod
    def is_harmless(self, entry: str) -> bool:
        """Whether an entry can't hold what a person wrote: styles, fonts, types. What is unknown is refused."""

    @abstractmethod
    def pieces_of(self, entry: str, root: xmltext.Element) -> Iterator[Piece]: ...

    def left_out(self) -> Sequence[str]:
        """Entries that the new file does without: the picture of its first page. Takes their mention out too."""
        return ()

    @abstractmethod
    def settle(self, slots: xmltext.Paragraph) -> None:
        """After a change: what the format wants (spaces kept)."""

    @property
    def pieces(self) -> Sequence[str]:
        return [xmltext.text_of(piece.slots) for piece in self.parts]

    def label(self, piece: int) -> Label | None:
        return self.parts[piece].label

    def glue(self, piece: int) -> str:
        return self.parts[piece].glue

    def cells(self, piece: int) -> Sequence[tuple[int, int]]:
        """What stands between tabs and line breaks: those are elements of their own and stay."""
        ranges: list[tuple[int, int]] = []
        start = at = 0
        for slot in self.parts[piece].slots:
            if slot.where == "fixed":
                ranges.append((start, at))
                start = at + len(slot.text)
            at += len(slot.text)
        ranges.append((start, at))
        return [(low, high) for low, high in ranges if low < high]

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        for piece, changes in zip(self.parts, changed, strict=True):
            if changes:
                xmltext.write(piece.slots, changes)
                self.settle(piece.slots)
        entries = dict(self.entries)
        for gone in self.left_out():
            entries.pop(gone, None)
        for entry, root in self.roots.items():
            entries[entry] = xmltext.serialise(root)
        rewritten = repack(self.data, entries)
        # The proof: read anew, each piece is what it was meant to become.
        if list(type(self).read(rewritten, self.name).pieces) != list(pieces):
            raise DocumentNotClean(file=self.name)
        return rewritten
