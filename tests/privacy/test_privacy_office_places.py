"""The places of an office file that no reader shows on the page, and that say a name all the same."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import openpyxl
import pytest

from garant.privacy.documents import masked, open_bytes, restored

KEY = b"k" * 32
WHO = "Mme Karima Benali"
AC = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def edited(data: bytes, entry: str, edit: Callable[[str], str]) -> bytes:
    """The archive with another content of one entry, which may be new."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, edit(content.decode()) if name == entry else content)
        if entry not in source.namelist():
            target.writestr(entry, edit(""))
    return written.getvalue()


def parts(data: bytes) -> Mapping[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def saved(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def word(body: str) -> bytes:
    paper = docx.Document()
    paper.add_paragraph("Note sur la voirie.")
    return edited(
        saved(paper), "word/document.xml", lambda text: text.replace("<w:sectPr", body + "<w:sectPr", 1)
    )


def odt(body: str) -> bytes:
    written = io.BytesIO()
    spaces = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table", "meta"))
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return written.getvalue()


IN_WORD = [
    f'<w:p><w:hyperlink w:anchor="a" w:tooltip="Écrire à {WHO}"><w:r><w:t>ici</w:t></w:r></w:hyperlink></w:p>',
    f'<w:p><w:hyperlink w:anchor="a" w:docLocation="Fiche de {WHO}"><w:r><w:t>ici</w:t></w:r></w:hyperlink></w:p>',
    f'<w:tbl><w:tblPr><w:tblCaption w:val="Suivi de {WHO}"/><w:tblDescription w:val="Suivi de {WHO}"/></w:tblPr></w:tbl>',
    f'<w:p><w:sdt><w:sdtPr><w:comboBox><w:listItem w:displayText="1" w:value="{WHO}"/></w:comboBox></w:sdtPr></w:sdt></w:p>',
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:x-vml" href="mailto:karima.benali@orange.fr"/></w:pict></w:r></w:p>',
    f"<!-- relu par {WHO} --><?memo {WHO}?>",
    "<w:p><w:r><w:t>Vu avec Mme Karima <!-- -->Benali</w:t></w:r></w:p>",
    '<w:p><w:r><w:instrText>HYPERLINK "mailto:a@b.fr?subject=Dossier%20de%20Mme%20Karima%20Benali"</w:instrText></w:r></w:p>',
]


@pytest.mark.parametrize("body", IN_WORD)
def test_no_place_of_a_word_file_hides_a_name(body: str) -> None:
    original = word(body)
    assert "enali" in parts(original)["word/document.xml"]
    result = masked(open_bytes(original, "note.docx"), KEY)
    assert "enali" not in "".join(parts(result.data).values())
    docx.Document(io.BytesIO(result.data))  # Word's own reader opens it


def test_the_day_that_a_control_keeps_goes_with_the_one_that_it_shows() -> None:
    control = (
        '<w:p><w:r><w:t xml:space="preserve">{} </w:t></w:r><w:sdt><w:sdtPr><w:date w:fullDate="1975-03-12T00:00:00Z"/>'
        "</w:sdtPr><w:sdtContent><w:r><w:t>12/03/1975</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    birth = masked(open_bytes(word(control.format("Date de naissance :")), "n.docx"), KEY)
    assert "1975" not in parts(birth.data)["word/document.xml"]
    sitting = masked(open_bytes(word(control.format("Séance du")), "n.docx"), KEY)
    assert "1975-03-12T" in parts(sitting.data)["word/document.xml"]


def test_the_subject_of_a_link_is_read_and_comes_back() -> None:
    target = "mailto:voirie@lyon.fr?subject=Dossier%20de%20Mme%20H%C3%A9l%C3%A8ne%20Benali&amp;cc=a%40b.fr"
    relation = f'<Relationship Id="rId90" Type="t" Target="{target}" TargetMode="External"/></Relationships>'
    entry = "word/_rels/document.xml.rels"
    original = edited(word(""), entry, lambda text: text.replace("</Relationships>", relation))
    result = masked(open_bytes(original, "n.docx"), KEY)
    assert "Benali" not in parts(result.data)[entry]
    assert "?subject=Dossier%20de%20Mme%20" in parts(result.data)[entry]
    back, _ = restored(open_bytes(result.data, "n.docx"), result.mapping, "n.docx")
    assert "subject=Dossier%20de%20Mme%20H%C3%A9l%C3%A8ne%20Benali" in parts(back)[entry]


def test_attributes_of_data_beside_the_text_are_read() -> None:
    data = f'<dossier agent="{WHO}" text="{WHO}" tel="06 12 34 56 78"/>'
    result = masked(open_bytes(edited(word(""), "customXml/item9.xml", lambda _: data), "n.docx"), KEY)
    new = parts(result.data)["customXml/item9.xml"]
    assert "Benali" not in new
    assert "34 56" not in new
    assert new.endswith("/>")  # an attribute called "text" is no text


def test_fonts_and_styles_are_no_persons() -> None:
    """The near miss: attributes with spaces that say how a thing looks."""
    original = word(
        '<w:p><w:r><w:rPr><w:rFonts w:ascii="Franklin Gothic" w:hAnsi="Lucida Martin"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    )
    result = masked(open_bytes(original, "n.docx"), KEY)
    assert not [old for old in result.mapping.values() if old in {"Lucida Martin", "Cambria Math"}]
    assert 'w:hAnsi="Lucida Martin"' in parts(result.data)["word/document.xml"]


IN_EXCEL = [
    ("xl/workbook.xml", "<sheets>", f"<!-- {WHO} --><sheets>"),
    (
        "xl/workbook.xml",
        "<sheets>",
        f'<x15ac:absPath xmlns:x15ac="{AC}" url="C:\\Users\\karima.benali\\"/><sheets>',
    ),
    (
        "xl/workbook.xml",
        "</workbook>",
        '<customWorkbookViews><customWorkbookView name="Karima Benali" guid="{00000000-0000-0000-0000-000000000001}" windowWidth="9" windowHeight="9" activeSheetId="1"/></customWorkbookViews></workbook>',
    ),
    (
        "xl/worksheets/sheet1.xml",
        "<pageMargins",
        f'<conditionalFormatting sqref="A1"><cfRule type="containsText" text="{WHO}"/></conditionalFormatting><pageMargins',
    ),
    (
        "xl/worksheets/sheet1.xml",
        "<pageMargins",
        '<scenarios><scenario name="a" user="Mme Karima Benali"/></scenarios><pageMargins',
    ),
    (
        "xl/styles.xml",
        "<fonts",
        f'<numFmts><numFmt numFmtId="170" formatCode="&quot;Dossier {WHO} &quot;0"/></numFmts><fonts',
    ),
]


@pytest.mark.parametrize(("entry", "before", "after"), IN_EXCEL)
def test_no_place_of_a_spreadsheet_hides_a_name(entry: str, before: str, after: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Chaises", 120])
    original = edited(
        saved(book), entry, lambda text: re.sub(r"<numFmts[^>]*/>", "", text).replace(before, after, 1)
    )
    assert "enali" in parts(original)[entry]
    result = masked(open_bytes(original, "t.xlsx"), KEY)
    assert "enali" not in "".join(parts(result.data).values())
    assert openpyxl.load_workbook(io.BytesIO(result.data)).worksheets[0]["B1"].value == 120


def test_a_format_of_numbers_without_a_name_stays() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"] = 12, WHO
    sheet["A1"].number_format = '# ##0" habitants"'
    result = masked(open_bytes(saved(book), "t.xlsx"), KEY)
    assert (
        openpyxl.load_workbook(io.BytesIO(result.data)).worksheets[0]["A1"].number_format
        == '# ##0" habitants"'
    )


def test_a_table_that_bears_a_name_takes_its_formulas_along() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Objet", "Montant"], ["Chaises", 120]):
        sheet.append(row)
    sheet["D1"] = "=SUM(Mme_Karima_Benali[Montant])"
    sheet.add_table(openpyxl.worksheet.table.Table(displayName="Mme_Karima_Benali", ref="A1:B2"))
    result = masked(open_bytes(saved(book), "t.xlsx"), KEY)
    again = openpyxl.load_workbook(io.BytesIO(result.data)).worksheets[0]
    (name,) = again.tables
    assert "Benali" not in "".join(parts(result.data).values())
    assert again["D1"].value == f"=SUM({name}[Montant])"


IN_ODT = [
    f'<text:p><text:drop-down><text:label text:value="{WHO}"/></text:drop-down></text:p>',
    f'<text:p><text:bibliography-mark text:author="{WHO}" text:note="Tél. 06 12 34 56 78">1</text:bibliography-mark></text:p>',
    f'<text:p><text:alphabetical-index-mark text:key1="{WHO}" text:string-value="a"/></text:p>',
    f'<text:section text:name="Dossier de {WHO}"><text:p>x</text:p></text:section>',
    f'<table:table table:name="Suivi de {WHO}"><table:table-row/></table:table>',
    f'<text:p><text:a office:title="Écrire à {WHO}">x</text:a></text:p>',
]


@pytest.mark.parametrize("body", IN_ODT)
def test_no_attribute_of_an_odt_hides_a_name(body: str) -> None:
    result = masked(open_bytes(odt(body), "n.odt"), KEY)
    new = parts(result.data)["content.xml"]
    assert "Benali" not in new
    assert "34 56" not in new


def test_the_day_that_a_cell_of_an_odt_keeps_goes_with_the_one_that_it_shows() -> None:
    def table(heading: str, first: str) -> str:
        return (
            "<table:table><table:table-row>"
            f"<table:table-cell><text:p>Nom</text:p></table:table-cell><table:table-cell><text:p>{heading}</text:p></table:table-cell>"
            f"</table:table-row><table:table-row><table:table-cell><text:p>{first}</text:p></table:table-cell>"
            '<table:table-cell office:value-type="date" office:date-value="1975-03-12"><text:p>12/03/1975</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        )

    birth = parts(masked(open_bytes(odt(table("Date de naissance", WHO)), "n.odt"), KEY).data)["content.xml"]
    assert "1975" not in birth
    assert 'office:value-type="string"' in birth
    sitting = parts(masked(open_bytes(odt(table("Séance", "Budget")), "n.odt"), KEY).data)["content.xml"]
    assert 'office:date-value="1975-03-12"' in sitting
