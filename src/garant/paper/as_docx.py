"""A document as DOCX: real styles and headings, so that Word's navigation and an accessibility check find them."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from garant.paper.archive import repacked
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

_INK = RGBColor(0x23, 0x1F, 0x1A)
_WIDTH_TWIPS = 9638  # A4 less two margins of 2 cm
_BORDERS = ("top", "left", "bottom", "right")


def to_docx(paper: Paper) -> bytes:
    """The same paper gives the same bytes: the file says no time."""
    document = docx.Document()
    _set_up(document, paper)
    if paper.organisation:
        document.add_paragraph(paper.organisation, style="Garant Over")
    document.add_paragraph(paper.title, style="Title")
    if paper.subtitle:
        document.add_paragraph(paper.subtitle, style="Subtitle")
    if paper.date_line:
        document.add_paragraph(paper.date_line, style="Garant Over")
    for block in paper.blocks:
        _write(document, block)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _write(document: Any, block: Block) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(text, level)
        case Paragraph(text):
            _marked(document.add_paragraph(style="Body Text"), text)
        case Items(texts, ordered):
            number = _new_numbering(document) if ordered else None
            for text in texts:
                paragraph = document.add_paragraph(style="List Number" if ordered else "List Bullet")
                if number is not None:
                    _restart(paragraph, number)
                _marked(paragraph, text)
        case Facts(pairs):
            for name, value in pairs:
                paragraph = document.add_paragraph(style="Garant Fact")
                paragraph.add_run(name).bold = True
                paragraph.add_run(f"\t{value}")
        case TableBlock():
            document.add_paragraph(block.caption, style="Caption")
            _table(document, block)
        case BarChart():
            pass  # Word draws no SVG by itself: the table beside says the same
        case Note(text):
            _marked(document.add_paragraph(style="Garant Note"), text)
        case Field(label, help_text, lines):
            document.add_paragraph(label, style="Garant Label")
            if help_text:
                document.add_paragraph(help_text, style="Garant Help")
            document.add_paragraph("\n" * (max(lines, 1) - 1), style="Garant Blank")
        case Choice(label, options):
            document.add_paragraph(label, style="Garant Label")
            for option in options:
                document.add_paragraph(f"☐ {option}", style="Garant Tick")
        case Signature(name, role):
            document.add_paragraph(name, style="Garant Label")
            document.add_paragraph("\n".join(filter(None, [role, "Date et signature"])), style="Garant Help")
            document.add_paragraph("\n\n", style="Garant Blank")
        case PageBreak():
            document.add_page_break()
        case _:
            raise TypeError(f"no DOCX for {type(block).__name__}")


def _marked(paragraph: Any, text: str) -> None:
    for run in runs(text):
        if run.link:
            _link(paragraph, run)
            continue
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None


def _link(paragraph: Any, run: Run) -> None:
    relation = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    written = paragraph.add_run(run.text, style="Garant Link")
    written.bold, written.italic = run.bold or None, run.italic or None
    link.append(written._r)
    paragraph._p.append(link)


def _new_numbering(document: Any) -> int:
    """Each ordered list starts at 1: Word would go on from the one before."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    shared = style.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == shared).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _restart(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _table(document: Any, table: TableBlock) -> None:
    """Written row by row: python-docx reads the whole grid again for each cell, hours for a long register."""
    widths = [round(share * _WIDTH_TWIPS) for share in table.shares]
    grid = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    element = grid._tbl
    for column, width in zip(element.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    element.append(_row(table.columns, widths, header=True))
    for row in table.rows:
        element.append(_row(row, widths, header=False))
    document.add_paragraph(style="Garant After")


def _row(cells: Sequence[str], widths: Sequence[int], *, header: bool) -> Any:
    row = parse_xml(
        f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr></w:tr>"
    )
    for text, width in zip(cells, widths, strict=True):
        cell = parse_xml(
            f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{"GarantHeadCell" if header else "GarantCell"}"/></w:pPr></w:p></w:tc>'
        )
        cell.p_lst[0].add_r().text = text
        row.append(cell)
    return row


def _set_up(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    core = document.core_properties
    core.title, core.language = paper.title[:255], paper.language
    core.author = core.last_modified_by = paper.organisation[:255]
    core.comments = core.keywords = ""
    for name in ("created", "modified"):
        for found in core._element.findall(qn(f"dcterms:{name}")):
            core._element.remove(found)
    tongue = f"{paper.language}-FR" if paper.language == "fr" else paper.language
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), tongue)
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del rels[key]  # the picture of the template's own page
    _styles(document)
    _footer(section, paper)


def _styles(document: Any) -> None:
    styles = document.styles
    _font(styles["Normal"], "Liberation Serif", 11)
    for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 13), ("Heading 3", 12), ("Heading 4", 11), ("Heading 5", 11)):  # fmt: skip
        _font(styles[name], "Liberation Sans", size)
        styles[name].font.color.rgb = _INK
    _font(styles["Subtitle"], "Liberation Sans", 13)
    _font(styles["Caption"], "Liberation Serif", 10)
    for name in ("Subtitle", "Caption"):
        styles[name].font.color.rgb = _INK
    styles["Caption"].paragraph_format.keep_with_next = True
    link = styles.add_style("Garant Link", WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = RGBColor(0x9A, 0x3B, 0x16)
    named = ("Over", "Fact", "Note", "Label", "Help", "Blank", "Tick", "After", "Head Cell", "Cell")
    made = {name: styles.add_style(f"Garant {name}", WD_STYLE_TYPE.PARAGRAPH) for name in named}
    for name, style in made.items():
        style.base_style = styles["Normal"]
        style.paragraph_format.space_after = Pt(
            0 if name in {"Label", "Help", "Tick", "Cell", "Head Cell"} else 6
        )
    made["Over"].font.size = made["Help"].font.size = made["Cell"].font.size = Pt(10)
    made["Head Cell"].font.size, made["Head Cell"].font.bold = Pt(10), True
    made["Label"].font.bold = True
    made["Label"].paragraph_format.space_before = Pt(10)
    for name in ("Label", "Help"):
        made[name].paragraph_format.keep_with_next = True
    fact = made["Fact"].paragraph_format
    fact.left_indent, fact.first_line_indent = Cm(6), Cm(-6)
    fact.tab_stops.add_tab_stop(Cm(6))
    _borders(made["Blank"], _BORDERS)
    _borders(made["Note"], ("left",))
    made["Note"].paragraph_format.left_indent = Cm(0.4)


def _font(style: Any, name: str, size: int) -> None:
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.rPr.rFonts
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)  # a theme's font would win over the name


def _borders(style: Any, sides: Sequence[str]) -> None:
    lines = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="8B7F6E"/>' for side in sides)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>"),
        "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc",
    )  # fmt: skip


def _footer(section: Any, paper: Paper) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(" · ".join(filter(None, [paper.organisation, paper.title])) + " · page ")
    for kind in ("begin", "PAGE", "end"):
        run = paragraph.add_run()._r
        if kind == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = kind
        else:
            code = OxmlElement("w:fldChar")
            code.set(qn("w:fldCharType"), kind)
        run.append(code)
