"""Workbooks as other software writes them, and as someone who means harm does."""

import io
import time
import zipfile
from datetime import date

import pytest

from garant.tables import Column, TableTooLarge, TableUnreadable, read_table

COLUMNS = (
    Column(key="name", title="Intitulé", required=True),
    Column(key="day", title="Jour", kind="date"),
    Column(key="count", title="Nombre", kind="number"),
    Column(key="open", title="Ouvert", kind="boolean"),
)
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (("office", "office"), ("table", "table"), ("text", "text"))
)
TITLES = "<table:table-row>" + "".join(
    f'<table:table-cell office:value-type="string"><text:p>{title}</text:p></table:table-cell>'
    for title in ("Intitulé", "Jour", "Nombre", "Ouvert")
)  # fmt: skip


def workbook(rows, *, doctype="", more=""):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {SPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="F1">{TITLES}</table:table-row>{rows}</table:table>{more}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(content.encode())


def packed(content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
    return file.getvalue()


def row(*cells):
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def text(words):
    return f'<table:table-cell office:value-type="string">{words}</table:table-cell>'


def read(data):
    return read_table(data, "r.ods", COLUMNS)


def test_cells_of_every_type_are_read_by_their_value():
    cells = (
        text("<text:p>Crèche</text:p>"),
        '<table:table-cell office:value-type="date" office:date-value="2026-03-01T00:00:00"><text:p>1 mars 26</text:p></table:table-cell>',
        '<table:table-cell office:value-type="currency" office:value="1250.50"><text:p>1 250,50 €</text:p></table:table-cell>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>',
    )
    reading = read(workbook(row(*cells)))
    assert reading.problems == ()
    assert reading.rows[0].values == {
        "name": "Crèche",
        "day": date(2026, 3, 1),
        "count": 1250.5,
        "open": True,
    }


def test_a_number_in_a_column_of_text_is_what_is_seen():
    cell = '<table:table-cell office:value-type="float" office:value="12.0"><text:p>12</text:p></table:table-cell>'
    assert read(workbook(row(cell))).rows[0].values["name"] == "12"


def test_spaces_tabs_line_ends_and_spans_are_kept_and_notes_are_not():
    words = (
        "<office:annotation><text:p>note de travail</text:p></office:annotation>"
        '<text:p>un<text:s text:c="3"/>deux<text:tab/>trois <text:span>quatre</text:span><text:line-break/>cinq</text:p><text:p>six</text:p>'
    )
    assert read(workbook(row(text(words)))).rows[0].values["name"] == "un   deux\ttrois quatre\ncinq\nsix"


def test_a_cell_that_repeats_stands_in_each_place_and_a_covered_one_is_empty():
    cells = (
        text("<text:p>A</text:p>"),
        '<table:covered-table-cell table:number-columns-repeated="2"/>',
        '<table:table-cell office:value-type="string" table:number-columns-repeated="9999999"><text:p>oui</text:p></table:table-cell>',
    )
    assert read(workbook(row(*cells))).rows[0].values == {
        "name": "A",
        "day": None,
        "count": None,
        "open": True,
    }


def test_only_the_first_sheet_is_read():
    other = f'<table:table table:name="F2">{row(text("<text:p>B</text:p>"))}</table:table>'
    reading = read(workbook(row(text("<text:p>A</text:p>")), more=other))
    assert [each.values["name"] for each in reading.rows] == ["A"]


def test_entities_are_not_expanded():
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    data = workbook(row(text("<text:p>A&b;</text:p>")) + row(text("<text:p>B&f;</text:p>")), doctype=doctype)
    assert [each.values["name"] for each in read(data).rows] == ["A", "B"]


def test_a_small_file_that_unpacks_to_a_very_large_one_is_refused_at_once():
    data = packed(b" " * ((100 << 20) + 1))
    assert len(data) < 1_000_000
    began = time.process_time()
    with pytest.raises(TableTooLarge):
        read(data)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a/", "<a>é</b>".encode()])
def test_a_damaged_workbook_is_told(content):
    with pytest.raises(TableUnreadable):
        read(packed(content))
