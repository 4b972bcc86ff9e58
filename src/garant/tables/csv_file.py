"""CSV as French spreadsheets open it: ";", UTF-8 with its mark, CRLF, no formula."""

import codecs
import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from garant.tables.cells import cell_text, shielded
from garant.tables.column import Column
from garant.tables.errors import TableEncodingUnknown, TableUnreadable
from garant.tables.folding import folded

_SEPARATORS = ";\t,"
_LONGEST_CELL = 1 << 20


def to_csv(columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The rows under the titles of their columns. A key that a row lacks is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([shielded(column.title) for column in columns])
    for row in rows:
        writer.writerow([_written(column, row.get(column.key)) for column in columns])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def read_csv(data: bytes, known: frozenset[str]) -> list[list[str]]:
    """Every record, blank ones too: the number of a line is then the one that the spreadsheet shows.

    Of the possible separators, the one that makes the most titles of the first line `known` (folded).
    """
    text = _decoded(data)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=lambda mark: _titles(first, mark, known))
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise TableUnreadable(where=f", vers la ligne {reader.line_num}") from error


def _written(column: Column, value: object) -> str:
    text = cell_text(column, value)
    # A number may begin with its sign; a text may not.
    return text if isinstance(value, (int, float)) else shielded(text)


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _in(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _in(data, "cp1252")


def _in(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableEncodingUnknown from error


def _titles(line: str, separator: str, known: frozenset[str]) -> tuple[int, int]:
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return 0, 0
    return sum(folded(cell) in known for cell in cells), len(cells)
