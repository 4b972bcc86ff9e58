"""What is written is read back the same, as CSV and as ODS."""

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from garant.tables import Column, normal, read_table, to_csv, to_ods

COLUMNS = (
    Column(key="name", title="Intitulé", required=True),
    Column(key="count", title="Nombre de personnes", kind="number"),
    Column(key="since", title="Depuis le", kind="date"),
    Column(key="open", title="Ouvert", kind="boolean"),
    Column(key="basis", title="Base légale", kind="choice", choices=(("e", "Mission d’intérêt public"), ("c", "Obligation légale"))),
    Column(key="recipients", title="Destinataires", kind="list"),
    Column(key="criteria", title="Critères", kind="list", choices=(("a", "Évaluation"), ("b", "Croisement"))),
)  # fmt: skip
ROW = {
    "name": "Places en crèche ; « été »",
    "count": 1250,
    "since": date(2026, 3, 1),
    "open": True,
    "basis": "e",
    "recipients": ("Direction de l’enfance", "CAF ; MSA"),
    "criteria": ("a", "b"),
}

texts = st.text(max_size=60).map(normal)
items = st.text(max_size=20).map(lambda text: " ".join(normal(text).split())).filter(bool)
rows = st.fixed_dictionaries(
    {
        "name": texts.filter(bool),
        "count": st.none()
        | st.integers(-(10**12), 10**12)
        | st.floats(-1e9, 1e9).map(lambda number: round(number, 4) + 0.0),
        "since": st.none() | st.dates(),
        "open": st.none() | st.booleans(),
        "basis": st.none() | st.sampled_from(["e", "c"]),
        "recipients": st.lists(items, max_size=4).map(tuple),
        "criteria": st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True).map(tuple),
    }
)


@pytest.mark.parametrize("kind", ["csv", "ods"])
@settings(max_examples=60)
@given(some=st.lists(rows, min_size=1, max_size=5))
def test_rows_come_back_identical(kind, some):
    data = to_csv(COLUMNS, some) if kind == "csv" else to_ods(COLUMNS, some, "Registre")
    reading = read_table(data, f"registre.{kind}", COLUMNS)
    assert reading.problems == ()
    assert [row.values for row in reading.rows] == some


@pytest.mark.parametrize("text", ["=1+1", "+33 4 92", "-5 %", "@somme", "'=déjà", "''-deux", "＝plein"])
def test_a_formula_is_shielded_in_the_file_and_comes_back_bare(text):
    data = to_csv(COLUMNS, [ROW | {"name": text}])
    written = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert written[1][0] == f"'{text}"
    assert read_table(data, "r.csv", COLUMNS).rows[0].values["name"] == text


@pytest.mark.parametrize("text", ["'quatre-vingts'", "l’an = 12 mois", "a-b"])
def test_a_text_that_is_no_formula_is_left_alone(text):
    assert f"{text};".encode() in to_csv(COLUMNS, [ROW | {"name": text}])
    assert (
        read_table(to_csv(COLUMNS, [ROW | {"name": text}]), "r.csv", COLUMNS).rows[0].values["name"] == text
    )


def test_a_negative_number_stays_a_number():
    data = to_csv(COLUMNS, [ROW | {"count": -5}])
    assert b";-5;" in data
    assert read_table(data, "r.csv", COLUMNS).rows[0].values["count"] == -5


def test_the_csv_is_what_french_spreadsheets_open():
    data = to_csv(COLUMNS, [ROW])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") >= 2
    assert data.decode("utf-8-sig").splitlines()[0].count(";") == len(COLUMNS) - 1


def test_the_ods_holds_dates_as_dates_and_styles_that_exist():
    data = to_ods(COLUMNS, [ROW], "Registre des traitements")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.namelist()[0] == "mimetype"
        content = etree.fromstring(package.read("content.xml"))
    space = {k: v for k, v in content.nsmap.items() if k}
    assert content.xpath("//@office:date-value", namespaces=space) == ["2026-03-01"]
    assert content.xpath("string(//table:table/@table:name)", namespaces=space) == "Registre des traitements"
    named = set(content.xpath("//office:automatic-styles//@style:name", namespaces=space))
    assert set(content.xpath("//table:table//@table:style-name", namespaces=space)) <= named
    assert set(content.xpath("//@style:data-style-name", namespaces=space)) <= named


def test_a_cell_that_several_lines_fill_keeps_them():
    text = "Première ligne\n\n  puis   une autre\tet la fin"
    for name, data in (
        ("r.csv", to_csv(COLUMNS, [ROW | {"name": text}])),
        ("r.ods", to_ods(COLUMNS, [ROW | {"name": text}], "R")),
    ):
        assert read_table(data, name, COLUMNS).rows[0].values["name"] == text
