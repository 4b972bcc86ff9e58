"""What .docx, .odt and .xlsx share: an archive of XML parts, each with pieces of text."""

import re
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from lxml import etree  # type: ignore[import-untyped]

from garant.privacy.documents import xmltext
from garant.privacy.documents.archive import repack, unpack
from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import DocumentDamaged, DocumentNotClean, DocumentWithObjects
from garant.privacy.documents.remark import Remark
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change, spliced

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ABOUT = re.compile(r"docProps/|customXml/|meta\.xml|settings\.xml|(?:.*/)?_rels/")
_TYPES = "[Content_Types].xml"
_HEAD = 65_536  # bytes of a picture that are searched: what programs write of its author stands there


@dataclass(slots=True)
class Piece:
    """A paragraph, or one attribute. `label` says what it is as a whole, where the format tells."""

    slots: xmltext.Paragraph
    label: Label | None = None
    glue: str = "\n"
    entry: str = ""

    @property
    def text(self) -> str:
        return xmltext.text_of(self.slots)

    def cells(self) -> list[tuple[int, int]]:
        """What stands between tabs and line breaks: those are elements of their own and stay."""
        ranges: list[tuple[int, int]] = []
        start = at = 0
        for slot in self.slots:
            if slot.where == "fixed":
                ranges.append((start, at))
                start = at + len(slot.text)
            at += len(slot.text)
        ranges.append((start, at))
        return [(low, high) for low, high in ranges if low < high]

    @property
    def is_whole(self) -> bool:
        return False

    def view(self, text: str) -> str:
        return text

    def write(self, changes: Sequence[Change]) -> None:
        xmltext.write(self.slots, changes)

    def after(self, text: str) -> str:
        """How the new text of the piece is written where it changed."""
        return text


class Identifier(Piece):
    """A name that formulas, links or fields use: no brackets, no spaces. Restoring reads the bare form as well."""

    __slots__ = ()

    @property
    def is_whole(self) -> bool:
        return True

    def view(self, text: str) -> str:
        return text.replace("_", " ")

    def write(self, changes: Sequence[Change]) -> None:
        xmltext.write(self.slots, [(start, end, self.after(new)) for start, end, new in changes])

    def after(self, text: str) -> str:
        return text.replace("[", "").replace("]", "")


class Link(Piece):
    """An address, from `xmltext.link`: spaces and accents are written as bytes."""

    __slots__ = ()

    def write(self, changes: Sequence[Change]) -> None:
        xmltext.write_link(self.slots[0], spliced(self.text, changes))


@dataclass
class Office(Document):
    """One office file, parsed. Parts that hold no text of ours, or where nothing changes, stay as they are."""

    data: bytes
    name: str
    entries: dict[str, bytes]
    counted: Counter[Remark] = field(default_factory=Counter)
    roots: dict[str, xmltext.Element] = field(default_factory=dict)
    parts: list[Piece] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)  # entries that are written anew

    kind = ""

    @classmethod
    def read(cls, data: bytes, name: str) -> Self:
        entries = unpack(data, name)
        if not any(re.match(cls.main(), entry) for entry in entries):
            raise DocumentDamaged(file=name)
        document = cls(data, name, entries)
        for entry, content in entries.items():
            if document.is_text(entry):
                document.roots[entry] = xmltext.parse(content, name)
                if xmltext.has_comments(content):
                    document.touched.add(entry)
            elif document.is_picture(entry):
                document.counted[Remark.PICTURE] += 1
            elif not (document.is_harmless(entry) or document.is_dropped(entry)):
                raise DocumentWithObjects(file=name)
        for entry in document.order():
            for piece in document.pieces_of(entry, document.roots[entry]):
                piece.entry = entry
                document.parts.append(piece)
            if document.parts:
                document.parts[-1].glue = "\n\n"  # a part says nothing of the next
        document._drop()
        return document

    @property
    def suffix(self) -> str:
        return self.kind

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return self.counted

    def order(self) -> Iterable[str]:
        """The parts with text, in the order in which they are read: what the file says of itself comes last."""
        return sorted(
            self.roots, key=lambda entry: (not re.match(self.main(), entry), bool(_ABOUT.match(entry)))
        )

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

    def is_dropped(self, entry: str) -> bool:
        """Whether the new file does without this entry: a picture of its first page, the name of a printer."""
        return False

    def forget(self, gone: Sequence[str]) -> None:
        """Takes out the mentions of entries that are dropped."""
        for entry, root in self.roots.items():
            if not entry.endswith(".rels"):
                continue
            folder = entry.rpartition("_rels/")[0]
            for relation in list(root.iter(_RELATIONSHIP)):
                if relation.get("TargetMode") != "External" and _target(folder, relation) in gone:
                    self.unlinked(folder + entry.rpartition("/")[2].removesuffix(".rels"), relation.get("Id"))
                    root.remove(relation)
                    self.touched.add(entry)

    def unlinked(self, entry: str, relation: str | None) -> None:
        """After the relation of a part to a dropped one is gone: what the part says of it goes too."""

    def settle(self, piece: Piece) -> None:
        """After a change: what the format wants (spaces kept)."""

    @property
    def pieces(self) -> Sequence[str]:
        return [piece.text for piece in self.parts]

    def label(self, piece: int) -> Label | None:
        return self.parts[piece].label

    def glue(self, piece: int) -> str:
        return self.parts[piece].glue

    def is_whole(self, piece: int) -> bool:
        return self.parts[piece].is_whole

    def view(self, piece: int, text: str) -> str:
        return self.parts[piece].view(text)

    def cells(self, piece: int) -> Sequence[tuple[int, int]]:
        return self.parts[piece].cells()

    def finish(self) -> None:
        """After all changes: what must follow from them elsewhere in the file."""

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        try:
            for piece, changes in zip(self.parts, changed, strict=True):
                if changes:
                    piece.write(changes)
                    self.settle(piece)
                    self.touched.add(piece.entry)
        except ValueError as error:  # a character that XML can't hold, brought by a key
            raise DocumentNotClean(file=self.name) from error
        self.finish()
        rewritten = repack(self.data, {entry: self._content(entry) for entry in self.entries})
        # The proof: read anew, each piece is what it was meant to become.
        expected = [
            piece.after(text) if changes else text
            for piece, text, changes in zip(self.parts, pieces, changed, strict=True)
        ]
        if list(type(self).read(rewritten, self.name).pieces) != expected:
            raise DocumentNotClean(file=self.name)
        return rewritten

    def _content(self, entry: str) -> bytes:
        return xmltext.serialise(self.roots[entry]) if entry in self.touched else self.entries[entry]

    def _drop(self) -> None:
        gone = [entry for entry in self.entries if self.is_dropped(entry)]
        if gone:
            self.forget(gone)
            for entry in gone:
                del self.entries[entry]
            self._untype(gone)
            self.counted[Remark.PART_REMOVED] += len(gone)

    def _untype(self, gone: Sequence[str]) -> None:
        """The list of content types names no part that is not there."""
        types = self.entries.get(_TYPES)
        if types is not None:
            root = xmltext.parse(types, self.name)
            for override in list(root):
                if str(override.get("PartName", "")).lstrip("/") in gone:
                    root.remove(override)
            self.entries[_TYPES] = xmltext.serialise(root)

    @classmethod
    def raw_texts(cls, data: bytes) -> Iterator[str]:
        for entry, content in unpack(data, "").items():
            yield entry
            if content and entry.endswith((".xml", ".rels", ".rdf", ".vml")):
                yield from _said(content)
            else:
                yield content[:_HEAD].decode("latin-1")


def _said(content: bytes) -> Iterator[str]:
    """All texts of an XML part, then all its attributes."""
    try:
        root = xmltext.parse(content, "")
    except DocumentDamaged:  # a part that nobody parses
        yield content.decode("utf-8", "replace")
        return
    yield "".join(root.itertext())
    yield "\n".join(value for element in root.iter(etree.Element) for value in element.attrib.values())


def _target(folder: str, relation: xmltext.Element) -> str:
    """The entry that a relation of a part in `folder` leads to."""
    target = str(relation.get("Target", ""))
    path = target.lstrip("/") if target.startswith("/") else folder + target
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
