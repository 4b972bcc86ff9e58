"""Reading what someone gives: by its content, within bounds, one sentence for each bad cell."""

import io
import time
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.tables import (
    MOST_ROWS,
    Column,
    TableEmpty,
    TableEncodingUnknown,
    TableKindRefused,
    TableLies,
    TableTooLarge,
    TableTooLong,
    TableUnreadable,
    folded,
    read_table,
    to_csv,
    to_ods,
)
from garant.words import GarantError, say

COLUMNS = (
    Column(key="name", title="Intitulé", required=True, longest=200),
    Column(key="due", title="Échéance", kind="date"),
    Column(key="count", title="Nombre", kind="number"),
    Column(key="open", title="Ouvert", kind="boolean"),
    Column(key="level", title="Niveau", kind="choice", choices=(("low", "Faible"), ("high", "Élevé"))),
)


def read(text, name="r.csv", encoding="utf-8", **more):
    return read_table(text.encode(encoding), name, COLUMNS, **more)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encoding_and_separator_are_found(encoding, separator):
    reading = read(f"Intitulé{separator}Niveau\nCrèche{separator}élevé\n", encoding=encoding)
    assert reading.problems == ()
    assert reading.rows[0].values == {"name": "Crèche", "level": "high"}


@pytest.mark.parametrize("title", ["INTITULE", " intitulé ", "Intitulé :", "name"])
def test_titles_are_matched_without_case_accents_or_punctuation(title):
    assert read(f"{title};Nombre\nCrèche;3\n").rows[0].values["name"] == "Crèche"


def test_an_unknown_title_is_said_and_an_ignored_one_is_not():
    reading = read("Intitulé;État;Couleur\nCrèche;ouvert;bleu\n", ignored=("Etat",))
    assert [(problem.line, problem.column) for problem in reading.problems] == [(1, "Couleur")]
    assert len(reading.rows) == 1


def test_a_missing_required_column_stops_the_whole_file():
    reading = read("Nombre\n3\n")
    assert reading.rows == ()
    assert "« Intitulé » manque" in reading.problems[0].sentence


def test_a_title_twice_is_said():
    reading = read("Intitulé;intitule\nA;B\n")
    assert reading.rows[0].values["name"] == "A"
    assert "deux fois" in reading.problems[0].sentence


@pytest.mark.parametrize(
    ("title", "cell", "value"),
    [
        ("Échéance", "31/12/2026", date(2026, 12, 31)),
        ("Échéance", "2026-12-31", date(2026, 12, 31)),
        ("Échéance", "1.2.2027", date(2027, 2, 1)),
        ("Nombre", "1 234,5", 1234.5),
        ("Nombre", "1\u202f234", 1234),
        ("Nombre", "-3.0", -3),
        ("Ouvert", "OUI", True),
        ("Ouvert", "faux", False),
        ("Niveau", "eleve", "high"),
        ("Niveau", "low", "low"),
        ("Niveau", "", None),
    ],
)
def test_cells_are_read_as_people_write_them(title, cell, value):
    reading = read(f"Intitulé;{title}\nA;{cell}\n")
    assert reading.problems == ()
    found = [each for key, each in reading.rows[0].values.items() if key != "name"]
    assert found == [value]
    assert type(found[0]) is type(value)


@pytest.mark.parametrize(
    ("title", "cell", "sentence"),
    [
        ("Échéance", "31/02/2026", "n’existe pas"),
        ("Échéance", "demain", "pas une date"),
        ("Échéance", "1/2/26", "pas une date"),
        ("Nombre", "douze", "pas un nombre"),
        ("Nombre", "NaN", "pas un nombre"),
        ("Nombre", "1e999999999", "pas un nombre"),
        ("Ouvert", "peut-être", "« oui » ou « non »"),
        ("Niveau", "moyen", "« Faible », « Élevé »"),
    ],
)
def test_a_bad_cell_is_one_sentence_and_its_row_is_kept_out(title, cell, sentence):
    reading = read(f"Intitulé;{title}\nA;{cell}\nB;\n")
    assert [(problem.line, problem.column) for problem in reading.problems] == [(2, title)]
    assert sentence in reading.problems[0].sentence
    assert [row.line for row in reading.rows] == [3]


def test_an_empty_required_cell_and_a_long_one_are_said():
    reading = read(f"Intitulé;Nombre\n;3\n{'x' * 201};3\n")
    assert reading.wrong_lines == 2
    assert "obligatoire" in reading.problems[0].sentence
    assert "201 caractères" in reading.problems[1].sentence


def test_lines_are_numbered_as_the_spreadsheet_shows_them():
    reading = read('Intitulé;Nombre\n"sur\ndeux lignes";1\n\nB;deux\nC;3\n')
    assert [row.line for row in reading.rows] == [2, 5]
    assert reading.problems[0].line == 4


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("r.csv", b"%PDF-1.7 ...", "PDF"),
        ("r.ods", b"\xd0\xcf\x11\xe0rest", "ancien fichier Office"),
        ("r.csv", b"\x89PNG\r\n", "image"),
        ("r.csv", b"a\0b", "pas du texte"),
        ("r.csv", b"<html><body>Intitul", "page web"),
        ("r.csv", b'{"Intitul": 1}', "JSON"),
        ("r.ods", b"PK\x03\x04 torn", "archive"),
    ],
)
def test_what_is_neither_csv_nor_ods_is_refused_and_named(name, data, found):
    with pytest.raises(TableKindRefused) as refused:
        read_table(data, name, COLUMNS)
    assert found in say(refused.value)


def test_an_excel_workbook_is_refused_and_named():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(TableKindRefused) as refused:
        read_table(file.getvalue(), "r.xlsx", COLUMNS)
    assert "Excel" in say(refused.value)


@pytest.mark.parametrize("name", ["r.ods", "r.xlsx", "r.pdf"])
def test_a_csv_under_another_name_is_refused(name):
    with pytest.raises(TableLies):
        read("Intitulé\nA\n", name=name)


def test_an_ods_called_csv_is_refused_and_one_without_extension_is_read():
    data = to_ods(COLUMNS, [{"name": "A"}], "R")
    with pytest.raises(TableLies):
        read_table(data, "r.csv", COLUMNS)
    assert read_table(data, "registre", COLUMNS).rows[0].values["name"] == "A"


def test_bounds_hold():
    with pytest.raises(TableTooLarge):
        read_table(b"x" * 10_000_001, "r.csv", COLUMNS)
    text = "Intitulé\n" + "A\n" * MOST_ROWS
    assert len(read(text).rows) == MOST_ROWS
    with pytest.raises(TableTooLong):
        read(text + "A\n")


def test_a_sheet_that_repeats_its_rows_without_end_is_refused_and_one_that_ends_empty_is_read():
    data = to_ods(COLUMNS, [{"name": "A"}], "R")

    def with_rows(more):
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(file, "w") as other:
            for each in package.infolist():
                content = package.read(each)
                if each.filename == "content.xml":
                    content = content.replace(b"</table:table>", more + b"</table:table>")
                other.writestr(each, content)
        return file.getvalue()

    empty = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert len(read_table(with_rows(empty), "r.ods", COLUMNS).rows) == 1
    full = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell></table:table-row>'
    with pytest.raises(TableTooLong):
        read_table(with_rows(full), "r.ods", COLUMNS)


@pytest.mark.parametrize("text", ["", "\n\n", " ; ;\n"])
def test_a_file_without_titles_is_refused(text):
    with pytest.raises(TableEmpty):
        read(text)


def test_a_quote_never_closed_is_told_with_its_line():
    with pytest.raises(TableUnreadable) as damaged:
        read('Intitulé;Nombre\nA;1\n"B;2\nC;3\n')
    assert "ligne 4" in say(damaged.value)


def test_bytes_that_no_encoding_reads_are_refused():
    with pytest.raises(TableEncodingUnknown):
        read_table(b"Intitul\xe9\n\x81\x8d\n", "r.csv", COLUMNS)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_reading_or_one_of_our_errors(data):
    for start in (b"", b"Intitul\xc3\xa9;Nombre\n", b"PK\x03\x04"):
        with suppress(GarantError):  # anything else would fail
            read_table(start + data, "r", COLUMNS)


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_ten_thousand_lines_with_three_wrong_ones_say_the_three(kind):
    texts = tuple(Column(key=column.key, title=column.title) for column in COLUMNS)
    rows = [
        {"name": f"Ligne {n}", "due": "2026-12-31", "count": "3", "open": "oui", "level": "Faible"}
        for n in range(10_000)
    ]
    rows[10]["due"], rows[5_000]["count"], rows[9_999]["level"] = "hier", "beaucoup", "inconnu"
    data = to_csv(texts, rows) if kind == "csv" else to_ods(texts, rows, "R")
    began = time.process_time()
    reading = read_table(data, f"r.{kind}", COLUMNS)
    spent = time.process_time() - began
    assert [problem.line for problem in reading.problems] == [12, 5_002, 10_001]
    assert len(reading.rows) == 9_997
    assert spent < 20  # a bound against something quadratic: it takes about half a second


def test_folding_forgets_case_accents_and_punctuation_and_nothing_else():
    assert folded("  Base LÉGALE (œuvre) n° 3 ") == "base legale oeuvre no 3"
    assert folded("créche") == folded("creche")
    assert folded("crèches") != folded("crèche")
