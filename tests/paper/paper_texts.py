"""What the three formats say again, read with other eyes than those that wrote them."""

import io
import zipfile

import docx
from lxml import etree, html

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def odt_part(file: bytes, name: str = "content.xml"):
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))


def odt_text(element) -> str:
    """The words of an element as a reader of OpenDocument shows them: white space in the file is folded first."""
    text = element.text or ""
    for child in element:
        match child.tag:
            case t if t == f"{TEXT}s":
                text += " " * int(child.get(f"{TEXT}c", "1"))
            case t if t == f"{TEXT}tab":
                text += "\t"
            case t if t == f"{TEXT}line-break":
                text += "\n"
            case _:
                text += odt_text(child)
        text += child.tail or ""
    return text


def odt_paragraphs(file: bytes) -> list[str]:
    root = odt_part(file)
    return [odt_text(each) for each in root.iter(f"{TEXT}p", f"{TEXT}h")]


def docx_paragraphs(file: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(file)).paragraphs]


def html_texts(page: str, tag: str) -> list[str]:
    root = html.document_fromstring(page)
    found = []
    for each in root.iter(tag):
        for line in each.iter("br"):
            line.tail = "\n" + (line.tail or "")
        found.append(each.text_content())
    return found
