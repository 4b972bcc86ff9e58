"""ODS: dates are dates, numbers are numbers, titles stand out. Read as a stream, within bounds."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from lxml import etree  # type: ignore[import-untyped]
from odfdo import Document, Element, Style

from garant.tables.cells import cell_text
from garant.tables.column import Column
from garant.tables.errors import TableTooLarge, TableTooLong, TableUnreadable

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MOST_UNPACKED = 100 << 20  # bytes of content.xml: a small file may unpack to a very large one
_WIDEST = 200  # cells of a row that are looked at: the rest of a sheet repeats emptiness
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_PLACE = '<table:table table:name="garant-sheet"/>'
_DATE_STYLE = (
    '<number:date-style style:name="garant-date" number:automatic-order="false">'
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/></number:date-style>'
)


def to_ods(columns: Sequence[Column], rows: Iterable[Mapping[str, object]], title: str) -> bytes:
    """A workbook of one sheet named `title`."""
    document = Document("spreadsheet")
    document.body.clear()
    for style in (
        Style("table-column", name="garant-column", width="6cm"),
        _cell_style("garant-title", bold=True),
        _cell_style("garant-cell"),
        _DATE_STYLE,
        _cell_style("garant-day", data_style="garant-date"),
    ):
        document.insert_style(style, automatic=True)
    document.meta.title = title
    document.body.append(Element.from_tag(_PLACE))
    file = io.BytesIO()
    document.save(file)
    return _filled(file, "".join(_sheet(columns, rows, title)).encode())


def _filled(file: io.BytesIO, sheet: bytes) -> bytes:
    """The workbook with its sheet in place. Grafting ten thousand rows node by node takes seconds; text takes none."""
    filled = io.BytesIO()
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as other:
        for part in package.infolist():
            content = package.read(part)
            if part.filename == "content.xml":
                before, _, after = content.partition(_PLACE.encode())
                content = before + sheet + after
            other.writestr(part, content)
    return filled.getvalue()


def read_ods(data: bytes, most_rows: int) -> list[list[str]]:
    """Every row of the first sheet, as the text of its cells; empty rows at the end are left out."""
    rows: list[list[str]] = []
    blank = 0
    for row, times in _rows(_content(data)):
        if not any(row):
            blank += times
            continue
        if len(rows) + blank + times > most_rows:
            raise TableTooLong(rows=most_rows)
        rows.extend([] for _ in range(blank))
        blank = 0
        rows.extend([*row] for _ in range(times))
    return rows


def _cell_style(name: str, *, bold: bool = False, data_style: str = "") -> Style:
    style = Style("table-cell", name=name)
    if data_style:
        style.set_attribute("style:data-style-name", data_style)
    style.set_properties(
        area="table-cell", properties={"fo:wrap-option": "wrap", "style:vertical-align": "top"}
    )
    if bold:
        style.set_properties(
            area="table-cell",
            properties={"fo:background-color": "#f3ecdf", "fo:border-bottom": "1pt solid #231f1a"},
        )
        style.set_properties(area="text", properties={"fo:font-weight": "bold"})
    return style


def _sheet(columns: Sequence[Column], rows: Iterable[Mapping[str, object]], title: str) -> Iterator[str]:
    name = re.sub(r"[\[\]*?:/\\']", " ", title)[:60].strip() or "Registre"
    yield f"<table:table table:name={quoteattr(name)}>"
    yield f'<table:table-column table:style-name="garant-column" table:number-columns-repeated="{len(columns)}"/>'
    yield "<table:table-header-rows><table:table-row>"
    for column in columns:
        yield _string(column.title, "garant-title")
    yield "</table:table-row></table:table-header-rows>"
    for row in rows:
        yield "<table:table-row>"
        for column in columns:
            yield _cell(column, row.get(column.key))
        yield "</table:table-row>"
    yield "</table:table>"


def _cell(column: Column, value: object) -> str:
    text = cell_text(column, value)
    if not text:
        return "<table:table-cell/>"
    if isinstance(value, (date, datetime)):
        return (
            f'<table:table-cell table:style-name="garant-day" office:value-type="date" office:date-value="{text}">'
            f"<text:p>{text[8:10]}/{text[5:7]}/{text[:4]}</text:p></table:table-cell>"
        )
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = text.replace(",", ".")
        return (
            f'<table:table-cell office:value-type="float" office:value="{number}">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )
    return _string(text, "garant-cell")


def _string(text: str, style: str) -> str:
    # A cell of text is never run, whatever it begins with: no quote is needed here.
    paragraphs = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs}</table:table-cell>'


def _spaced(line: str) -> str:
    """Readers of ODF fold plain spaces: every one but a single inner space is written as itself."""
    marked = re.sub(r"^ +| {2,}| +$", lambda run: f'<text:s text:c="{len(run.group())}"/>', escape(line))
    return marked.replace("\t", "<text:tab/>")


def _content(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo("content.xml").file_size > _MOST_UNPACKED:
                raise TableTooLarge(megabytes=_MOST_UNPACKED >> 20)
            with package.open("content.xml") as part:
                content = part.read(_MOST_UNPACKED + 1)
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise TableUnreadable(where="") from error
    if len(content) > _MOST_UNPACKED:
        raise TableTooLarge(megabytes=_MOST_UNPACKED >> 20)
    return content


def _rows(content: bytes) -> Iterator[tuple[list[str], int]]:
    """(cells, how many times) of each row of the first sheet."""
    events = etree.iterparse(
        io.BytesIO(content), events=("end",), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in events:
            if element.tag == f"{_TABLE}table-row":
                yield _cells(element), _times(element, "number-rows-repeated")
                element.clear()
            elif element.tag == f"{_TABLE}table":
                return
    except etree.XMLSyntaxError as error:
        raise TableUnreadable(where="") from error


def _cells(row: etree._Element) -> list[str]:
    found: list[str] = []
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        text = _text_of(cell)
        found.extend([text] * min(_times(cell, "number-columns-repeated"), _WIDEST - len(found)))
        if len(found) >= _WIDEST:
            break
    while found and not found[-1]:
        found.pop()
    return found


def _times(element: etree._Element, name: str) -> int:
    written = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(written)) if written.isascii() and written.isdigit() else 1


def _text_of(cell: etree._Element) -> str:
    match cell.get(f"{_OFFICE}value-type"):
        case "date":
            return str(cell.get(f"{_OFFICE}date-value", ""))
        case "float" | "currency" | "percentage":
            return _plain_number(str(cell.get(f"{_OFFICE}value", "")))
        case "boolean":
            return "oui" if cell.get(f"{_OFFICE}boolean-value") == "true" else "non"
    return "\n".join(_paragraph(each) for each in cell if each.tag in {f"{_TEXT}p", f"{_TEXT}h"})


def _plain_number(written: str) -> str:
    try:
        number = Decimal(written)
    except ArithmeticError:
        return written
    if not number.is_finite() or abs(number.adjusted()) > 40:
        return written
    return format(
        number.normalize() if number != number.to_integral_value() else number.to_integral_value(), "f"
    )


def _paragraph(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        match child.tag:
            case t if t == f"{_TEXT}s":
                written = child.get(f"{_TEXT}c", "1")
                parts.append(" " * min(int(written) if written.isdecimal() else 1, 1_000))
            case t if t == f"{_TEXT}tab":
                parts.append("\t")
            case t if t == f"{_TEXT}line-break":
                parts.append("\n")
            case str() as t if not t.startswith(_OFFICE):  # not what someone noted beside the cell
                parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)
