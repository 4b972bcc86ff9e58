"""The text of an XML part as paragraphs, and changes written back into the runs that hold it.

A name may be split over several runs (bold, spelling marks, an edit): a paragraph is read as one text, and a
change is written into the run where it begins and taken out of the others, so that the layout stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from lxml import etree  # type: ignore[import-untyped]

from garant.privacy.documents.errors import DocumentDamaged
from garant.privacy.pseudonyms import Change

Element = Any

_MARKS_OF_WORDS = (" ", "@", "\\", "://", "[", "°")
_UNQUOTED = "".join(map(chr, range(32, 127))).replace("%", "").replace(" ", "")


@dataclass(slots=True)
class Slot:
    """A stretch of text that the file holds in one place: an element's text, its tail, or an attribute."""

    element: Element
    # "text", "tail", "fixed" (a tab, a line break: read, never written), else an attribute's name, which a "@" may
    # go before: one may be called "text".
    where: str
    text: str


Paragraph = list[Slot]


def parse(content: bytes, name: str) -> Element:
    """The root of an XML part: no entities, no network, no DTD, and none of the comments within."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentDamaged(file=name) from error
    if root.getroottree().docinfo.doctype:
        raise DocumentDamaged(file=name)
    return root


def has_comments(content: bytes) -> bool:
    """Whether `parse` left something out: comments and instructions to programs, which no reader shows."""
    plain = content.replace(b"\0", b"")  # UTF-16 too
    return b"<!--" in plain or plain.count(b"<?") > 1


def says_something(value: str) -> bool:
    """Whether the value of an attribute may be somebody's words, an address, a path or a pseudonym: not "rId4"."""
    return any(mark in value for mark in _MARKS_OF_WORDS) and any(map(str.isalpha, value))


def link(element: Element, name: str) -> Slot:
    """The address that an attribute holds, as a person reads it: `?subject=Mme%20Benali` says a name."""
    return Slot(element, name, unquote(element.get(name)))


def write_link(slot: Slot, text: str) -> None:
    slot.text = text
    slot.element.set(slot.where, quote(text, safe=_UNQUOTED))


def serialise(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def text_of(paragraph: Paragraph) -> str:
    return "".join(slot.text for slot in paragraph)


def write(paragraph: Paragraph, changes: Sequence[Change]) -> None:
    """Replaces ranges of the paragraph's text. Changes are sorted and don't overlap."""
    starts = []
    position = 0
    for slot in paragraph:
        starts.append(position)
        position += len(slot.text)
    for start, end, text in reversed(changes):  # from the end, so that earlier positions stay true
        held = [
            (slot, max(start - at, 0), min(end - at, len(slot.text)))
            for slot, at in zip(paragraph, starts, strict=True)
            if slot.where != "fixed" and at < end and start < at + len(slot.text)
        ]
        for rank, (slot, low, high) in enumerate(held):
            slot.text = slot.text[:low] + (text if rank == 0 else "") + slot.text[high:]
    for slot in paragraph:
        if slot.where == "text":
            slot.element.text = slot.text
        elif slot.where == "tail":
            slot.element.tail = slot.text
        elif slot.where != "fixed":
            slot.element.set(slot.where.removeprefix("@"), slot.text)


def attributes(root: Element, names: Sequence[str]) -> Iterator[Paragraph]:
    """Each attribute of these names as a paragraph of its own."""
    for element in root.iter(etree.Element):
        for name in names:
            value = element.get(name)
            if value:
                yield [Slot(element, name, value)]
