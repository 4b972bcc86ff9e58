"""A document as ODT: named styles and real headings, so that LibreOffice's navigator finds its way."""

import io
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from odfdo import Document

from garant.paper.archive import repacked
from garant.paper.bars import ROW, WIDTH, Measure, described, svg
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
from garant.paper.marks import Run, runs

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_WIDTH_CM = 17
# One space is a character; those after it, tabs and ends of line are elements.
_SPACING = re.compile(r"\n|\t|(?:^| ) +|^ | $", re.MULTILINE)
_SPANS = {
    (True, False): "Strong_20_Emphasis",
    (False, True): "Emphasis",
    (True, True): "Garant_20_Strong_20_Emphasis",
}
_UNWANTED = ("Thumbnails/", "Configurations2/", "manifest.rdf", "settings.xml")


def to_odt(paper: Paper) -> bytes:
    """The same paper gives the same bytes: the file says no time."""
    container = Document("text").container
    assert container is not None  # only a document that is closed has none
    for name, part in (("content.xml", _content(paper)), ("styles.xml", _styles(paper)), ("meta.xml", _meta(paper))):  # fmt: skip
        container.set_part(name, etree.tostring(part, xml_declaration=True, encoding="UTF-8"))
    charts = [block for block in paper.blocks if isinstance(block, BarChart)]
    for rank, chart in enumerate(charts, start=1):
        drawing = svg(chart.title, chart.rows, ink="#231f1a", fill="#9a3b16", font="Liberation Sans")
        container.set_part(_picture(rank), drawing.encode())
    manifest = etree.fromstring(container.get_part("META-INF/manifest.xml"))
    for entry in list(manifest):
        if any(str(path).startswith(_UNWANTED) for path in entry.attrib.values()):
            manifest.remove(entry)
    for rank in range(1, len(charts) + 1):
        entry = etree.SubElement(manifest, f"{{{_MANIFEST}}}file-entry")
        entry.set(f"{{{_MANIFEST}}}full-path", _picture(rank))
        entry.set(f"{{{_MANIFEST}}}media-type", "image/svg+xml")
    container.set_part(
        "META-INF/manifest.xml", etree.tostring(manifest, xml_declaration=True, encoding="UTF-8")
    )
    out = io.BytesIO()
    container.save(out)
    return repacked(out.getvalue(), without=_UNWANTED)


def _content(paper: Paper) -> Any:
    root = etree.Element(_name("office:document-content"), nsmap=_SPACES)
    root.set(_name("office:version"), "1.4")
    automatic = _under(root, "office:automatic-styles")
    text = _under(_under(root, "office:body"), "office:text")
    if paper.organisation:
        _paragraph(text, "Garant_20_Over", paper.organisation)
    _paragraph(text, "Title", paper.title)
    if paper.subtitle:
        _paragraph(text, "Subtitle", paper.subtitle)
    if paper.date_line:
        _paragraph(text, "Garant_20_Over", paper.date_line)
    for block in paper.blocks:
        _write(text, automatic, block)
    return root


def _write(text: Any, automatic: Any, block: Block) -> None:
    match block:
        case Heading(level, words):
            heading = _under(text, "text:h", style_name=f"Heading_20_{level}", outline_level=str(level))
            _put(heading, words)
        case Paragraph(words):
            _marked(text, "Text_20_body", words)
        case Items(texts, ordered):
            if texts:
                kept = _under(text, "text:list", style_name="Numbering_20_1" if ordered else "List_20_1")
                for words in texts:
                    _marked(_under(kept, "text:list-item"), "List_20_Bullet", words)
        case Facts(pairs):
            for name, value in pairs:
                paragraph = _paragraph(text, "Garant_20_Fact", "")
                _span(paragraph, Run(name, bold=True))
                _put(paragraph, f"\t{value}")
        case TableBlock():
            _paragraph(text, "Caption", block.caption)
            _table(text, automatic, block)
        case BarChart(title, rows):
            _drawing(text, title, rows)
        case Note(words):
            _marked(text, "Garant_20_Note", words)
        case Field(label, help_text, lines):
            _paragraph(text, "Garant_20_Label", label)
            if help_text:
                _paragraph(text, "Garant_20_Help", help_text)
            _paragraph(text, "Garant_20_Blank", "\n" * (max(lines, 1) - 1))
        case Choice(label, options):
            _paragraph(text, "Garant_20_Label", label)
            for option in options:
                _paragraph(text, "Garant_20_Tick", f"☐ {option}")
        case Signature(name, role):
            _paragraph(text, "Garant_20_Label", name)
            _paragraph(text, "Garant_20_Help", "\n".join(filter(None, [role, "Date et signature"])))
            _paragraph(text, "Garant_20_Blank", "\n\n")
        case PageBreak():
            _paragraph(text, "Garant_20_Break", "")
        case _:
            raise TypeError(f"no ODT for {type(block).__name__}")


def _drawing(text: Any, title: str, rows: Sequence[Measure]) -> None:
    """A picture in its own paragraph, with its title and its words for who does not see it."""
    paragraph = _paragraph(text, "Text_20_body", "")
    rank = len(text.findall(f".//{_name('draw:frame')}")) + 1
    frame = _under(paragraph, "draw:frame")
    frame.set(_name("draw:name"), f"Graphique {rank}")
    frame.set(_name("text:anchor-type"), "as-char")
    frame.set(_name("svg:width"), f"{_WIDTH_CM}cm")
    frame.set(_name("svg:height"), f"{_WIDTH_CM * max(1, len(rows)) * ROW / WIDTH:.2f}cm")
    image = _under(frame, "draw:image")
    image.set(_name("xlink:href"), _picture(rank))
    image.set(_name("xlink:type"), "simple")
    image.set(_name("xlink:show"), "embed")
    image.set(_name("xlink:actuate"), "onLoad")
    _under(frame, "svg:title").text = title
    _under(frame, "svg:desc").text = described(rows)


def _picture(rank: int) -> str:
    return f"Pictures/graphique-{rank}.svg"


def _table(text: Any, automatic: Any, block: TableBlock) -> None:
    rank = len(text.findall(_name("table:table"))) + 1
    table = _under(text, "table:table")
    table.set(_name("table:name"), f"Tableau {rank}")
    for at, share in enumerate(block.shares):
        style = _under(automatic, "style:style")
        style.set(_name("style:name"), f"T{rank}.{at}")
        style.set(_name("style:family"), "table-column")
        _under(style, "style:table-column-properties").set(
            _name("style:column-width"), f"{share * _WIDTH_CM:.3f}cm"
        )
        _under(table, "table:table-column").set(_name("table:style-name"), f"T{rank}.{at}")
    if rank == 1:
        _cell_styles(automatic)
    _row(_under(table, "table:table-header-rows"), block.columns, "Table_20_Heading", "TH")
    for row in block.rows:
        _row(table, row, "Table_20_Contents", "TC")
    _paragraph(text, "Standard", "")


def _cell_styles(automatic: Any) -> None:
    for name, background in (("TH", "#f3ecdf"), ("TC", "transparent")):
        style = _under(automatic, "style:style")
        style.set(_name("style:name"), name)
        style.set(_name("style:family"), "table-cell")
        properties = _under(style, "style:table-cell-properties")
        properties.set(_name("fo:border"), "0.5pt solid #8b7f6e")
        properties.set(_name("fo:padding"), "0.1cm")
        properties.set(_name("fo:background-color"), background)


def _row(parent: Any, cells: Sequence[str], paragraph_style: str, cell_style: str) -> None:
    row = _under(parent, "table:table-row")
    for words in cells:
        cell = _under(row, "table:table-cell")
        cell.set(_name("table:style-name"), cell_style)
        cell.set(_name("office:value-type"), "string")
        _paragraph(cell, paragraph_style, words)


def _styles(paper: Paper) -> Any:
    root = etree.fromstring(_styles_file())
    for found in root.iter(_name("style:text-properties")):
        if found.get(_name("fo:language")) is not None:
            found.set(_name("fo:language"), paper.language)
            if paper.language != "fr":
                found.attrib.pop(_name("fo:country"))
    footer = next(root.iter(_name("style:footer")))[0]
    _put(footer, " · ".join(filter(None, [paper.organisation, paper.title])) + " · page ")
    _under(footer, "text:page-number").set(_name("text:select-page"), "current")
    return root


@cache
def _styles_file() -> bytes:
    return files("garant.paper").joinpath("odt_styles.xml").read_bytes()


def _meta(paper: Paper) -> Any:
    root = etree.Element(_name("office:document-meta"), nsmap=_SPACES)
    root.set(_name("office:version"), "1.4")
    meta = _under(root, "office:meta")
    for name, value in (
        ("meta:generator", "Garant"),
        ("dc:title", paper.title),
        ("dc:creator", paper.organisation),
        ("dc:language", "fr-FR" if paper.language == "fr" else paper.language),
    ):
        if value:
            _under(meta, name).text = value
    return root


def _paragraph(parent: Any, style: str, words: str) -> Any:
    paragraph = _under(parent, "text:p", style_name=style)
    _put(paragraph, words)
    return paragraph


def _marked(parent: Any, style: str, words: str) -> None:
    paragraph = _under(parent, "text:p", style_name=style)
    for run in runs(words):
        _span(paragraph, run)


def _span(paragraph: Any, run: Run) -> None:
    if run.link:
        link = _under(paragraph, "text:a", style_name="Internet_20_link")
        link.set(_name("xlink:type"), "simple")
        link.set(_name("xlink:href"), run.link)
        paragraph = link
    style = _SPANS.get((run.bold, run.italic))
    _put(paragraph if style is None else _under(paragraph, "text:span", style_name=style), run.text)


def _put(element: Any, words: str) -> None:
    """Text as OpenDocument keeps it: what a reader would fold is written as elements."""
    done = 0
    for match in _SPACING.finditer(words):
        _say(element, words[done : match.start()])
        done = match.end()
        found = match[0]
        if found == "\n":
            _under(element, "text:line-break")
        elif found == "\t":
            _under(element, "text:tab")
        else:
            _under(element, "text:s").set(_name("text:c"), str(len(found)))
    _say(element, words[done:])


def _say(element: Any, words: str) -> None:
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _under(parent: Any, name: str, **text: str) -> Any:
    made = etree.SubElement(parent, _name(name))
    for attribute, value in text.items():
        made.set(_name(f"text:{attribute.replace('_', '-')}"), value)
    return made


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"
