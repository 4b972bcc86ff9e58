"""Word: body, tables, text boxes, headers, footers, notes, comments, tracked changes, properties, links."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree  # type: ignore[import-untyped]

from garant.privacy.documents.office import Office, Piece
from garant.privacy.documents.xmltext import Element, Paragraph, Slot
from garant.privacy.labels import Label

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_PARAGRAPHS = frozenset({f"{_W}p", f"{_A}p"})
_TEXTS = frozenset({f"{_W}t", f"{_W}delText", f"{_A}t"})
_FIXED = {
    f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_A}br": "\n",
    f"{_W}noBreakHyphen": "-",
}  # fmt: skip
# Text outside paragraphs, each on its own: field codes ("HYPERLINK mailto:…"), chart labels.
_LONE_TEXTS = frozenset({f"{_W}instrText", f"{_W}delInstrText", f"{_C}v"})
_PEOPLE = ("author", "initials", "userId")
_PROPERTIES_OF_PEOPLE = frozenset({"creator", "lastModifiedBy", "Manager"})
_NOBODY = frozenset(
    {
        "",
        "auteur",
        "author",
        "microsoft office user",
        "utilisateur windows",
        "windows user",
        "python-docx",
        "none",
    }
)

_TEXT = re.compile(
    r"word/(?!(?:styles|settings|fontTable|webSettings|numbering|stylesWithEffects|theme/.*)\.xml$)[\w/ .-]*\.xml$|word/(?:styles|settings)\.xml$|docProps/[\w.-]+\.xml$|customXml/[\w/.-]+\.xml$|(?:[\w/.-]*/)?_rels/[\w.-]*\.rels$"
)
_PICTURE = re.compile(r"word/(?:\w+/)?media/")
_HARMLESS = re.compile(
    r"\[Content_Types\]\.xml$|word/(?:styles|settings|fontTable|webSettings|numbering|stylesWithEffects)\.xml$|word/(?:\w+/)?theme/|word/fonts/|docProps/thumbnail\.\w+$|.*/$"
)


class Docx(Office):
    suffix = ".docx"

    @classmethod
    def main(cls) -> str:
        return r"word/document\d*\.xml$"

    def is_text(self, entry: str) -> bool:
        return _TEXT.fullmatch(entry) is not None

    def is_picture(self, entry: str) -> bool:
        return _PICTURE.match(entry) is not None

    def is_harmless(self, entry: str) -> bool:
        return _HARMLESS.match(entry) is not None

    def pieces_of(self, entry: str, root: Element) -> Iterator[Piece]:
        if entry.endswith(".rels"):
            yield from _links(root)
        elif entry.startswith(("docProps/", "customXml/")):
            yield from _properties(root)
        else:
            for element in root.iter(etree.Element):
                if element.tag in _PARAGRAPHS:
                    slots = _slots(element)
                    if slots:
                        yield Piece(slots, glue=_glue(element))
                elif element.tag in _LONE_TEXTS and element.text:
                    yield Piece([Slot(element, "text", element.text)])
                yield from _attributes(element)

    def left_out(self) -> Sequence[str]:
        gone = [entry for entry in self.entries if entry.startswith("docProps/thumbnail")]
        if gone:
            for relation in list(self.roots["_rels/.rels"]):
                if str(relation.get("Target", "")).lstrip("/") in gone:
                    self.roots["_rels/.rels"].remove(relation)
        return gone

    def settle(self, slots: Paragraph) -> None:
        for slot in slots:
            if slot.where == "text" and slot.element.tag in (f"{_W}t", f"{_W}delText", f"{_W}instrText"):
                slot.element.set(_XML_SPACE, "preserve")


def _slots(paragraph: Element) -> Paragraph:
    slots: Paragraph = []
    for element in _inside(paragraph):
        if element.tag in _TEXTS:
            if element.text:
                slots.append(Slot(element, "text", element.text))
        elif element.tag in _FIXED:
            slots.append(Slot(element, "fixed", _FIXED[element.tag]))
    return slots if any(slot.where == "text" for slot in slots) else []


def _inside(paragraph: Element) -> Iterator[Element]:
    """Descendants in order, without those of a paragraph within (a text box), which is read on its own."""
    for child in paragraph.iterchildren(etree.Element):
        if child.tag == f"{_W}pPr":
            continue  # its w:tab elements are tab stops
        if child.tag not in _PARAGRAPHS:
            yield child
            yield from _inside(child)


def _glue(paragraph: Element) -> str:
    """A tab after the last paragraph of a cell that is not the last of its row."""
    cell = paragraph.getparent()
    if cell is None or cell.tag != f"{_W}tc" or paragraph.getnext() is not None:
        return "\n"
    following = cell.getnext()
    return "\t" if following is not None and following.tag == f"{_W}tc" else "\n"


def _attributes(element: Element) -> Iterator[Piece]:
    for name, value in element.attrib.items():
        local = name.rpartition("}")[2]
        if local in _PEOPLE and value.strip().lower() not in _NOBODY:
            yield Piece([Slot(element, name, value)], Label.PERSON)
        elif local in {"descr", "title", "alt", "instr"} and value.strip():
            yield Piece([Slot(element, name, value)])
    if element.tag in {
        f"{_W}alias",
        f"{_W}tag",
        f"{_W}default",
        f"{_W}statusText",
        f"{_W}helpText",
        f"{_W}docVar",
    } and element.get(f"{_W}val"):
        yield Piece([Slot(element, f"{_W}val", element.get(f"{_W}val"))])


def _links(root: Element) -> Iterator[Piece]:
    for relation in root.iter(f"{_REL}Relationship"):
        if relation.get("TargetMode") == "External" and relation.get("Target"):
            yield Piece([Slot(relation, "Target", relation.get("Target"))])


def _properties(root: Element) -> Iterator[Piece]:
    for element in root.iter(etree.Element):
        if element.text and element.text.strip() and not _is_date_or_number(element.text):
            local = element.tag.rpartition("}")[2]
            person = local in _PROPERTIES_OF_PEOPLE and element.text.strip().lower() not in _NOBODY
            yield Piece([Slot(element, "text", element.text)], Label.PERSON if person else None)


def _is_date_or_number(text: str) -> bool:
    return re.fullmatch(r"[\d.]+|\d{4}-\d\d-\d\dT[\d:.]+Z?|true|false", text.strip()) is not None
