"""Documents that people print, sign and send: the same blocks as ODT, DOCX, PDF and HTML. Pure."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from garant.paper.as_docx import to_docx
from garant.paper.as_html import to_html
from garant.paper.as_odt import to_odt
from garant.paper.as_pdf import run_parts, to_pdf, typeset, without_gaps
from garant.paper.bars import Layout, laid_out
from garant.paper.blocks import (
    BarChart,
    Block,
    Choice,
    Facts,
    Field,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    TableBlock,
)
from garant.paper.errors import FormatUnknown, PdfNotTypeset
from garant.paper.marks import Run, literal, runs
from garant.paper.typography import settled

Writer = Callable[[Paper], bytes]


def _html_bytes(paper: Paper) -> bytes:
    return to_html(paper).encode()


# Suffix → content type, writer.
FORMATS: Mapping[str, tuple[str, Writer]] = MappingProxyType(
    {
        "odt": ("application/vnd.oasis.opendocument.text", to_odt),
        "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
        "pdf": ("application/pdf", to_pdf),
        "html": ("text/html; charset=utf-8", _html_bytes),
    }
)


def written(paper: Paper, suffix: str) -> tuple[str, bytes]:
    """The content type and the file; FormatUnknown for a suffix that `FORMATS` lacks."""
    if suffix not in FORMATS:
        raise FormatUnknown(known=", ".join(FORMATS))
    content_type, writer = FORMATS[suffix]
    return content_type, writer(paper)


__all__ = [
    "FORMATS",
    "BarChart",
    "Block",
    "Choice",
    "Facts",
    "Field",
    "FormatUnknown",
    "Heading",
    "Items",
    "Layout",
    "Note",
    "PageBreak",
    "Paper",
    "Paragraph",
    "PdfNotTypeset",
    "Run",
    "Signature",
    "TableBlock",
    "Writer",
    "laid_out",
    "literal",
    "run_parts",
    "runs",
    "settled",
    "to_docx",
    "to_html",
    "to_odt",
    "to_pdf",
    "typeset",
    "without_gaps",
    "written",
]
