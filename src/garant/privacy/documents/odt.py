"""OpenDocument text: body, tables, frames, headers, footers, notes, comments, tracked changes, properties, links."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree  # type: ignore[import-untyped]

from garant.privacy.documents.errors import DocumentEncrypted
from garant.privacy.documents.office import Office, Piece
from garant.privacy.documents.xmltext import Element, Paragraph, Slot
from garant.privacy.labels import Label

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"

_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_PEOPLE = frozenset(
    {f"{_DC}creator", f"{_META}initial-creator", f"{_META}printed-by", f"{_META}creator-initials"}
)
_LONE_TEXTS = frozenset(
    {
        f"{_SVG}title",
        f"{_SVG}desc",
        f"{_DC}title",
        f"{_DC}subject",
        f"{_DC}description",
        f"{_META}keyword",
        f"{_META}user-defined",
    }
)
_VALUES = ("string-value", "description", "help")  # of fields
_NOBODY = frozenset({"", "auteur", "author", "inconnu", "unknown"})
_THUMBNAIL = "Thumbnails/thumbnail.png"

_TEXT_ENTRY = re.compile(r"(?:content|styles|meta)\.xml$|META-INF/manifest\.xml$")
_PICTURE = re.compile(r"(?:Pictures|media)/.")
_HARMLESS = re.compile(
    r"mimetype$|settings\.xml$|manifest\.rdf$|Configurations2/|Thumbnails/|layout-cache$|Fonts/|Basic/script-lc\.xml$|.*/$|META-INF/documentsignatures\.xml$"
)


class Odt(Office):
    suffix = ".odt"

    @classmethod
    def main(cls) -> str:
        return r"content\.xml$"

    def is_text(self, entry: str) -> bool:
        return _TEXT_ENTRY.match(entry) is not None

    def is_picture(self, entry: str) -> bool:
        return _PICTURE.match(entry) is not None

    def is_harmless(self, entry: str) -> bool:
        return _HARMLESS.match(entry) is not None

    def pieces_of(self, entry: str, root: Element) -> Iterator[Piece]:
        if entry == "META-INF/manifest.xml":
            if next(root.iter(f"{_MANIFEST}encryption-data"), None) is not None:
                raise DocumentEncrypted(file=self.name)
            return
        for element in root.iter(etree.Element):
            if element.tag in _PARAGRAPHS:
                slots = list(_slots(element, whole=True))
                if any(slot.where != "fixed" for slot in slots):
                    yield Piece(slots, glue=_glue(element))
            elif element.tag in _PEOPLE and element.text and element.text.strip().lower() not in _NOBODY:
                yield Piece([Slot(element, "text", element.text)], Label.PERSON)
            elif element.tag in _LONE_TEXTS and element.text:
                yield Piece([Slot(element, "text", element.text)])
            for name, value in element.attrib.items():
                local = name.rpartition("}")[2]
                link = name == _XLINK_HREF and ":" in value
                if value and (link or (local in _VALUES and name.startswith("{"))):
                    yield Piece([Slot(element, name, value)])

    def settle(self, slots: Paragraph) -> None:
        return  # a placeholder begins and ends without a space, and originals hold single ones

    def left_out(self) -> Sequence[str]:
        if _THUMBNAIL not in self.entries:
            return ()
        manifest = self.roots.get("META-INF/manifest.xml")
        if manifest is not None:
            for listed in list(manifest):
                if listed.get(f"{_MANIFEST}full-path") == _THUMBNAIL:
                    manifest.remove(listed)
        return (_THUMBNAIL,)


# What hangs on a place of the paragraph without being part of its text: read on its own.
_ASIDE = frozenset(
    {
        f"{_TEXT}note",
        "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
        "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}frame",
    }
)


def _slots(element: Element, whole: bool = False) -> Iterator[Slot]:
    """The text of a paragraph, in order: spaces, tabs and line breaks that are elements can't be written to."""
    if not whole and element.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
        if element.tag == f"{_TEXT}s":
            yield Slot(element, "fixed", " " * max(1, min(64, _number(element.get(f"{_TEXT}c")))))
        else:
            yield Slot(element, "fixed", "\t" if element.tag == f"{_TEXT}tab" else "\n")
    elif whole or (element.tag not in _ASIDE and element.tag not in _PARAGRAPHS):
        if element.text:
            yield Slot(element, "text", element.text)
        for child in element.iterchildren():
            if isinstance(child.tag, str):
                yield from _slots(child)
            if child.tail:
                yield Slot(child, "tail", child.tail)


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 4 else 1


def _glue(paragraph: Element) -> str:
    cell = paragraph.getparent()
    if cell is None or cell.tag != f"{_TABLE}table-cell" or paragraph.getnext() is not None:
        return "\n"
    following = cell.getnext()
    return "\t" if following is not None and following.tag == f"{_TABLE}table-cell" else "\n"
