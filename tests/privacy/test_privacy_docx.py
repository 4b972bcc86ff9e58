"""A Word file keeps its layout and loses every datum, wherever it stands."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word

from garant.privacy.documents import (
    DocumentDamaged,
    DocumentEncrypted,
    DocumentNotClean,
    DocumentTooLarge,
    DocumentWithObjects,
    masked,
    open_document,
    restored,
)

KEY = b"k" * 32


def letter() -> Word:
    word = docx.Document()
    word.core_properties.author = "Jean Lefèvre"
    word.core_properties.title = "Lettre de Mme Karima Benali"
    word.sections[0].header.paragraphs[0].text = "Suivi de Mme Karima Benali"
    word.sections[0].footer.paragraphs[0].text = "Contact : karima.benali@orange.fr"
    split = word.add_paragraph("Je soussignée Mme Kar")
    split.add_run("ima Ben").bold = True
    split.add_run("ali, NIR 2 85 03 04 112")
    split.add_run(" 025 45, demeure loin de là.").italic = True
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["Nom", "Téléphone", "Samira Cherif", "06 12 34 56 78"],
        strict=True,
    ):
        cell.text = text
    word.add_comment(split.runs[0], text="Rappeler Karima", author="Sophie Marchand", initials="SM")
    return word


def saved(word: Word, path: Path) -> Path:
    word.save(str(path))
    return path


def all_text(data: bytes) -> str:
    """Everything that the archive holds, tags and all: nothing may hide in an attribute."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


SECRETS = [
    "Karima",
    "Benali",
    "025 45",
    "benali@orange.fr",
    "Cherif",
    "06 12 34 56 78",
    "Lefèvre",
    "Marchand",
    '"SM"',
]


def test_nothing_that_was_found_is_left_in_any_part(tmp_path: Path) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    before = all_text(path.read_bytes())
    assert all(secret in before for secret in SECRETS if secret not in {"Karima", "Benali", "025 45"})
    result = masked(open_document(path), KEY)
    after = all_text(result.data)
    assert [secret for secret in SECRETS if secret in after] == []


def test_a_name_split_over_runs_is_masked_and_the_layout_stays(tmp_path: Path) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    word = docx.Document(io.BytesIO(masked(open_document(path), KEY).data))
    paragraph = word.paragraphs[0]
    assert paragraph.text.startswith("Je soussignée Mme [PERSONNE_")
    assert paragraph.text.endswith("], demeure loin de là.")
    assert [run.italic for run in paragraph.runs][-1] is True
    assert len(word.tables[0].rows) == 2
    assert word.tables[0].cell(0, 0).text == "Nom"


def test_a_word_file_comes_back_as_it_was(tmp_path: Path) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    original = open_document(path)
    result = masked(original, KEY)
    (tmp_path / "masque.docx").write_bytes(result.data)
    data, number = restored(open_document(tmp_path / "masque.docx"), result.mapping, "masque.docx")
    (tmp_path / "rendu.docx").write_bytes(data)
    assert number >= 8
    assert open_document(tmp_path / "rendu.docx").pieces == open_document(path).pieces


def test_a_word_file_without_personal_data_keeps_its_text(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.author = ""
    word.add_paragraph("Le budget primitif est voté.\tIl s’élève à 12 000 €.")
    path = saved(word, tmp_path / "budget.docx")
    result = masked(open_document(path), KEY)
    assert not result.mapping
    assert docx.Document(io.BytesIO(result.data)).paragraphs[0].text == word.paragraphs[0].text


def test_pictures_are_counted_because_nobody_reads_them(tmp_path: Path) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    assert open_document(path).unread == 0
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG")
    assert open_document(path).unread == 1


def test_an_embedded_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/embeddings/classeur.xlsx", b"PK")
    with pytest.raises(DocumentWithObjects):
        open_document(path)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bombe.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (400 << 20))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(DocumentTooLarge):
        open_document(path)


@pytest.mark.parametrize(
    "content",
    [b"ceci n'est pas une archive", b"PK\x03\x04 tronque", b"\0" * 100],
    ids=["text", "torn", "zeros"],
)
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "faux.docx"
    path.write_bytes(content)
    with pytest.raises(DocumentDamaged):
        open_document(path)


def test_a_torn_word_file_is_refused(tmp_path: Path) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(DocumentDamaged):
        open_document(path)


def test_a_file_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    with pytest.raises(DocumentEncrypted):
        open_document(path)


def test_an_entity_in_the_xml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xxe.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        )
    with pytest.raises(DocumentDamaged):
        open_document(path)


def rewritten_entry(data: bytes, entry: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == entry:
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            target.writestr(info, content)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HIDING_PLACES = {
    "deleted": "<w:p><w:del w:id='1' w:author='Sophie Zorbak'><w:r><w:delText>Mme Zorbak</w:delText></w:r></w:del></w:p>",
    "hidden": "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Mme Zorbak</w:t></w:r></w:p>",
    "field": "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"mailto:rose.zor</w:instrText></w:r>"
    "<w:r><w:instrText>bak@free.fr\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>Mme Zorbak</w:t></w:r></w:p>",
    "bookmark": "<w:p><w:bookmarkStart w:id='1' w:name='Dossier_Zorbak'/><w:r><w:t>Mme Zorbak</w:t></w:r><w:bookmarkEnd w:id='1'/></w:p>",
    "list": "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='Mme Zorbak' w:value='1'/></w:dropDownList></w:sdtPr>"
    "<w:sdtContent><w:p><w:r><w:t>Mme Zorbak</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    "form": "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput><w:default w:val='Mme Zorbak'/></w:textInput></w:ffData></w:fldChar></w:r></w:p>",
    "picture": "<w:p><w:r><w:drawing><wp:docPr xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' id='9' name='photo Zorbak.jpg' descr='Photo de Mme Zorbak'/></w:drawing></w:r></w:p>",
    "box": "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Mme Zorbak</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_no_place_of_a_word_file_hides_a_name(tmp_path: Path, place: str) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    content = HIDING_PLACES[place]
    path.write_bytes(
        rewritten_entry(path.read_bytes(), "word/document.xml", "<w:sectPr", content + "<w:sectPr")
    )
    original = open_document(path)
    texts = list(original.pieces)
    assert any("orbak" in text for text in texts)
    result = masked(original, KEY)
    assert "orbak" not in all_text(result.data).lower().replace("</w:instrtext></w:r><w:r><w:instrtext>", "")
    (tmp_path / "masque.docx").write_bytes(result.data)
    data, _ = restored(open_document(tmp_path / "masque.docx"), result.mapping, "masque.docx")
    (tmp_path / "rendu.docx").write_bytes(data)
    assert list(open_document(tmp_path / "rendu.docx").pieces) == texts


def test_an_empty_cell_keeps_the_columns_in_line(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=3)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["Nom", "Prénom", "Téléphone", "Zyrbak", "", "0612345678"],
        strict=True,
    ):
        cell.text = text
    document = open_document(saved(word, tmp_path / "liste.docx"))
    text = "".join(piece + document.glue(number) for number, piece in enumerate(document.pieces))
    assert "Nom\tPrénom\tTéléphone\nZyrbak\t\t0612345678\n" in text
    assert b"Zyrbak" not in masked(document, KEY).data


def test_parts_where_nothing_was_found_stay_to_the_byte(tmp_path: Path) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    result = masked(open_document(path), KEY)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(result.data)) as new:
        for name in ("word/styles.xml", "word/theme/theme1.xml", "word/fontTable.xml"):
            assert old.read(name) == new.read(name)
        assert "docProps/thumbnail.jpeg" not in new.namelist()
        assert "thumbnail" not in new.read("_rels/.rels").decode()
        assert old.read("word/document.xml") != new.read("word/document.xml")


def test_a_value_that_hides_in_a_part_nobody_reads_stops_the_file(tmp_path: Path) -> None:
    path = saved(letter(), tmp_path / "lettre.docx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/fonts/police1.odttf", b"\0\0Karima Benali\0")
    with pytest.raises(DocumentNotClean):
        masked(open_document(path), KEY)
