"""An Excel file keeps its sheets, formulas and layout, and loses every datum, typed as text or as a number."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from garant.privacy.documents import DocumentDamaged, DocumentWithObjects, masked, open_bytes, restored

KEY = b"k" * 32
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "Dossier Karima Benali"
SECRETS = [
    "Zorbak", "Benali", "Karima", "612345679", "285030411202545", "06 98 76 54 32", "31118", "Marchand", "Lefèvre",
    "karima.benali@orange.fr",
]  # fmt: skip


def workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet.append(["Nom", "Prénom", "Tél", "NIR", "Date de naissance", "Montant"])
    sheet.append(["Zorbak", "Rose", 612345679, 285030411202545, dt.date(1985, 3, 12), 1250.5])
    sheet.append(["Benali", None, "06 98 76 54 32", None, dt.date(1990, 1, 2), 12])
    sheet["H2"] = '="Mme "&"Benali"'
    sheet["I2"] = f"='{SHEET}'!A2"
    sheet["A2"].comment = Comment("Rappeler Mme Benali", "Sophie Marchand")
    sheet["H5"].hyperlink = "mailto:karima.benali@orange.fr"
    sheet["H5"] = "écrire"
    sheet.oddHeader.center.text = "Dossier de Mme Karima Benali"
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    choice = DataValidation(type="list", formula1='"Rose Zorbak,Karima Benali"')
    sheet.add_data_validation(choice)
    choice.add("H9")
    sheet.add_table(Table(displayName="Liste", ref="A1:F3"))
    hidden = book.create_sheet("Masquée")
    hidden.sheet_state = "veryHidden"
    hidden["B2"] = "Mme Karima Benali"
    hidden["C2"] = f"='{SHEET}'!A2"
    book.defined_names["Salaire_Benali"] = DefinedName("Salaire_Benali", attr_text=f"'{SHEET}'!$A$2")
    book.properties.creator = "Jean Lefèvre"
    book.properties.title = "Suivi Benali"
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def shared(data: bytes) -> bytes:
    """The same workbook as Excel writes it: the texts of cells in a table of their own, each once."""
    texts: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return f'{found[1]} t="s"><v>{texts.setdefault(found[2], len(texts))}</v></c>'

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                pattern = r'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="inlineStr"><is>(.*?)</is></c>'
                content = re.sub(pattern, number, content.decode()).encode()
            elif name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                content = content.replace(
                    b"</Types>",
                    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode(),
                )
            elif name == "xl/_rels/workbook.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
                content = content.replace(
                    b"</Relationships>",
                    f'<Relationship Id="rIdTexts" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'.encode(),
                )
            new.writestr(name, content)
        items = "".join(f"<si>{text}</si>" for text in texts)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')
    return out.getvalue()


BOTH = pytest.mark.parametrize("form", [lambda data: data, shared], ids=["inline", "shared"])
Form = Callable[[bytes], bytes]


def with_entry(data: bytes, name: str, content: bytes | str) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@BOTH
def test_nothing_that_was_found_is_left_in_any_part(form: Form) -> None:
    data = form(saved(workbook()))
    before = everything(data)
    assert all(secret in before for secret in SECRETS)
    after = everything(masked(open_bytes(data, "a.xlsx"), KEY).data)
    assert [secret for secret in SECRETS if secret in after] == []


def test_numbers_and_days_that_are_data_become_texts_and_amounts_stay_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(masked(open_bytes(saved(workbook()), "a.xlsx"), KEY).data))
    row = [cell.value for cell in book.worksheets[0][2]]
    assert str(row[2]).startswith("[TELEPHONE_")
    assert str(row[3]).startswith("[NIR_")
    assert str(row[4]).startswith("[NAISSANCE_")
    assert row[5] == 1250.5
    assert [cell.value for cell in book.worksheets[0][1]][:6] == [
        "Nom", "Prénom", "Tél", "NIR", "Date de naissance", "Montant",
    ]  # fmt: skip


def test_a_sheet_and_a_range_that_bear_a_name_are_renamed_wherever_they_are_used() -> None:
    book = openpyxl.load_workbook(io.BytesIO(masked(open_bytes(saved(workbook()), "a.xlsx"), KEY).data))
    title = book.worksheets[0].title
    assert title.startswith("IDENTIFIANT_")
    assert len(title) <= 31
    assert book.worksheets[0]["I2"].value == f"='{title}'!A2"
    assert book.worksheets[1].sheet_state == "veryHidden"
    assert book.worksheets[1]["C2"].value == f"='{title}'!A2"
    (name,) = book.defined_names.values()
    assert name.name.startswith("IDENTIFIANT_")
    assert name.attr_text == f"'{title}'!$A$2"


@BOTH
def test_a_workbook_comes_back_with_its_days_and_formulas(form: Form) -> None:
    data = form(saved(workbook()))
    result = masked(open_bytes(data, "a.xlsx"), KEY)
    back, number = restored(open_bytes(result.data, "a.xlsx"), result.mapping, "a.xlsx")
    assert number > 15
    assert open_bytes(back, "a.xlsx").pieces == open_bytes(data, "a.xlsx").pieces
    book = openpyxl.load_workbook(io.BytesIO(back))
    assert book.worksheets[0].title == SHEET
    assert book.worksheets[0]["E2"].value == dt.datetime(1985, 3, 12)
    assert book.worksheets[0]["I2"].value == f"='{SHEET}'!A2"


def test_parts_where_nothing_was_found_stay_to_the_byte() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    sheet = book.active
    assert sheet is not None
    sheet.append(["Budget", "Montant"])
    sheet.append(["Voirie", 12000])
    data = saved(book)
    result = masked(open_bytes(data, "a.xlsx"), KEY)
    assert not result.mapping
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(result.data)) as new:
        assert old.namelist() == new.namelist()
        assert all(old.read(name) == new.read(name) for name in old.namelist())


@BOTH
def test_a_text_shared_by_two_cells_is_replaced_in_both(form: Form) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(2):
        sheet.append(["Mme Karima Benali est venue."])
    hidden = masked(open_bytes(form(saved(book)), "a.xlsx"), KEY).data
    assert "Benali" not in everything(hidden)
    rows = openpyxl.load_workbook(io.BytesIO(hidden)).worksheets[0]
    assert rows["A1"].value == rows["A2"].value
    assert str(rows["A1"].value).startswith("Mme [PERSONNE_")


@pytest.mark.parametrize(
    "entry",
    ["xl/pivotCache/pivotCacheDefinition1.xml", "xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin"],
)  # fmt: skip
def test_what_can_not_be_vouched_for_is_refused(entry: str) -> None:
    with pytest.raises(DocumentWithObjects):
        open_bytes(with_entry(saved(workbook()), entry, "<a/>"), "a.xlsx")


def test_the_name_of_a_printer_is_dropped() -> None:
    data = with_entry(
        saved(workbook()), "xl/printerSettings/printerSettings1.bin", "IMPRIMANTE-BENALI".encode("utf-16-le")
    )
    result = masked(open_bytes(data, "a.xlsx"), KEY)
    assert (
        "xl/printerSettings/printerSettings1.bin" not in zipfile.ZipFile(io.BytesIO(result.data)).namelist()
    )


def test_a_cell_that_points_nowhere_is_damage() -> None:
    data = shared(saved(workbook()))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, f'<sst xmlns="{MAIN}"/>' if name == "xl/sharedStrings.xml" else old.read(name))
    with pytest.raises(DocumentDamaged):
        open_bytes(out.getvalue(), "a.xlsx")
