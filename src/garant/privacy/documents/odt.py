"""OpenDocument text: body, tables, frames, headers, footers, notes, comments, tracked changes, properties, links."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree  # type: ignore[import-untyped]

from garant.privacy.documents.errors import DocumentEncrypted
from garant.privacy.documents.office import Identifier, Link, Office, Piece
from garant.privacy.documents.xmltext import Element, Slot, link, says_something
from garant.privacy.labels import Label

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
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
# Of fields, of forms, of drawings, by the local part of an attribute's name.
_VALUES = frozenset({"string-value", "string-value-if-true", "string-value-if-false", "description", "help", "condition", "formula"})  # fmt: skip
_VALUES_OF_FORMS = frozenset({"value", "current-value", "label", "title"})
_IDENTIFIERS = frozenset({f"{_TEXT}bookmark", f"{_TEXT}bookmark-start", f"{_TEXT}bookmark-end", f"{_TEXT}reference-mark", f"{_TEXT}reference-mark-start", f"{_TEXT}reference-mark-end"})  # fmt: skip
# Namespaces whose attributes say how a thing looks.
_LAYOUT = re.compile(r"\{urn:oasis:names:tc:opendocument:xmlns:(?:xsl-fo-compatible|style|svg-compatible|datastyle|manifest|config|dr3d)[:}]")  # fmt: skip
_SHAPES = frozenset({"enhanced-path", "text-areas", "transform", "path-stretchpoint-x", "path-stretchpoint-y", "points", "viewBox", "glue-points", "modifiers", "class-names"})  # fmt: skip
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TYPED = tuple(f"{_OFFICE}{what}" for what in ("value", "date-value", "time-value", "boolean-value"))
_PRINTER = frozenset({"PrinterName", "PrinterSetup"})
_NOBODY = frozenset({"", "auteur", "author", "inconnu", "unknown"})
_THUMBNAIL = "Thumbnails/thumbnail.png"

_TEXT_ENTRY = re.compile(r"(?:content|styles|meta|settings)\.xml$|META-INF/manifest\.xml$")
_PICTURE = re.compile(r"(?:Pictures|media)/.")
_HARMLESS = re.compile(
    r"mimetype$|manifest\.rdf$|Configurations2/|layout-cache$|Fonts/|Basic/script-lc\.xml$|.*/$"
)
# The picture of the first page, and signatures, which would not hold any more and name who signed.
_DROPPED = re.compile(r"Thumbnails/.|META-INF/\w*signatures\.xml$")


class Odt(Office):
    kind = ".odt"

    @classmethod
    def main(cls) -> str:
        return r"content\.xml$"

    def is_text(self, entry: str) -> bool:
        return _TEXT_ENTRY.match(entry) is not None

    def is_picture(self, entry: str) -> bool:
        return _PICTURE.match(entry) is not None

    def is_harmless(self, entry: str) -> bool:
        return _HARMLESS.match(entry) is not None

    def is_dropped(self, entry: str) -> bool:
        return _DROPPED.match(entry) is not None

    def pieces_of(self, entry: str, root: Element) -> Iterator[Piece]:
        if entry == "META-INF/manifest.xml":
            if next(root.iter(f"{_MANIFEST}encryption-data"), None) is not None:
                raise DocumentEncrypted(file=self.name)
            return
        if entry == "settings.xml":
            yield from self._settings(entry, root)
            return
        aside: list[Piece] = []  # after the text: what stands between two cells would break their row
        for element in root.iter(etree.Element):
            if element.tag in _PARAGRAPHS:
                slots = list(_slots(element, whole=True))
                glue = _glue(element)
                if any(slot.where != "fixed" for slot in slots) or glue == "\t":
                    yield Piece(slots, glue=glue)
            elif element.tag == f"{_TABLE}table-cell" and len(element) == 0:
                yield Piece([], glue=_glue_of_cell(element))
            elif element.tag in _PEOPLE and element.text and element.text.strip().lower() not in _NOBODY:
                aside.append(Piece([Slot(element, "text", element.text)], Label.PERSON))
            elif element.tag in _LONE_TEXTS and element.text:
                aside.append(Piece([Slot(element, "text", element.text)]))
            aside += _attributes(element)
        yield from aside

    def _settings(self, entry: str, root: Element) -> Iterator[Piece]:
        for item in root.iter(f"{_CONFIG}config-item"):
            if item.get(f"{_CONFIG}name") in _PRINTER and item.text:
                item.text = ""
                self.touched.add(entry)
            elif item.get(f"{_CONFIG}type") == "string" and item.text and _is_a_source(item.text):
                yield Piece([Slot(item, "text", item.text)])

    def settle(self, piece: Piece) -> None:
        """A cell or a field that holds a day or a number besides its text holds a text once that has changed."""
        for slot in piece.slots:
            for element in (slot.element, *slot.element.iterancestors()):
                _forget_value(element)
                if element.tag == f"{_TABLE}table-cell":
                    break

    def forget(self, gone: Sequence[str]) -> None:
        manifest = self.roots.get("META-INF/manifest.xml")
        if manifest is not None:
            for listed in list(manifest):
                if listed.get(f"{_MANIFEST}full-path") in gone:
                    manifest.remove(listed)
                    self.touched.add("META-INF/manifest.xml")


def _forget_value(element: Element) -> None:
    held = [name for name in _TYPED if element.attrib.pop(name, None) is not None]
    if held and element.get(f"{_OFFICE}value-type") is not None:
        element.set(f"{_OFFICE}value-type", "string")
    element.attrib.pop(f"{_TEXT}date-value", None)


def _is_a_source(text: str) -> bool:
    """A data source, a path: not "fr" or "high-resolution"."""
    return any(mark in text for mark in " @/\\")


def _attributes(element: Element) -> Iterator[Piece]:
    for name, value in element.attrib.items():
        if not value.strip():
            continue
        local = name.rpartition("}")[2]
        if name == f"{_XLINK}href":
            if ":" in value:
                yield Link([link(element, name)])
            elif value.startswith("#"):
                yield Identifier([Slot(element, name, value)])
        elif (
            (local in _VALUES and name.startswith("{"))
            or name in {f"{_XLINK}title", f"{_DRAW}name"}
            or (local in _VALUES_OF_FORMS and name.startswith(_FORM))
        ):
            yield Piece([Slot(element, name, value)])
        elif (name == f"{_TEXT}name" and element.tag in _IDENTIFIERS) or name == f"{_TEXT}ref-name":
            yield Identifier([Slot(element, name, value)])
        elif says_something(value) and local not in _SHAPES and _LAYOUT.match(name) is None:
            yield Piece([Slot(element, f"@{name}", value)])


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
    return _glue_of_cell(cell)


def _glue_of_cell(cell: Element) -> str:
    following = cell.getnext()
    return "\t" if following is not None and following.tag == f"{_TABLE}table-cell" else "\n"
