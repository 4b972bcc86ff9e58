"""Text, CSV, ODT and PDF files: what stays, what goes, what is refused."""

import csv
import io
import json
import stat
import zipfile
from pathlib import Path

import odfdo
import pypdfium2
import pytest

from garant.privacy import Span, detect
from garant.privacy.documents import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentTooLarge,
    DocumentUnknown,
    DocumentWithObjects,
    FileExists,
    FileUnreadable,
    KeyDamaged,
    NothingToRestore,
    finding,
    masked,
    open_document,
    read_key,
    restored,
    write_new,
)
from garant.privacy.documents.masking import reading_of
from garant.privacy.documents.opening import read_bytes

KEY = b"k" * 32
TEXT = "Mme Karima Benali, 06 12 34 56 78,\r\nnée le 12 mars 1985. Élève à l’école.\r\n"


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def round_trip(path: Path) -> tuple[bytes, bytes]:
    """The pseudonymised bytes, and the bytes that come back from them."""
    result = masked(open_document(path), KEY)
    other = written(path.with_name("masque" + path.suffix), result.data)
    return result.data, restored(open_document(other), result.mapping, other.name)[0]


@pytest.mark.parametrize("name", ["lettre.txt", "liste.csv"])
def test_what_was_read_of_a_document_is_not_read_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    document = open_document(written(tmp_path / name, f"Nom;Tél.\n{TEXT.replace(',', ';')}".encode()))
    alone = masked(document, KEY)
    reading = reading_of(document)
    asked: list[str] = []

    def counted(text: str) -> tuple[Span, ...]:
        asked.append(text)
        return detect(text)

    monkeypatch.setattr(finding, "detect", counted)
    assert masked(document, KEY, reading=reading) == alone
    assert asked, "what is left is still read, as the proof"
    assert not any("Benali" in text for text in asked)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("cp1252", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_a_text_comes_back_to_the_byte_in_its_encoding(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = written(tmp_path / "lettre.txt", mark + TEXT.encode(encoding))
    hidden, back = round_trip(path)
    assert back == path.read_bytes()
    assert hidden.startswith(mark)
    text = hidden.removeprefix(mark).decode(encoding)
    assert "Benali" not in text
    assert "06 12" not in text
    assert text.endswith("Élève à l’école.\r\n")


TABLE = (
    'Nom;Prénom;Téléphone;Note\r\n"BENALI";"Karima";0612345678;"Appeler Mme Benali; puis ""M. Roux"""\r\n'
    "Petit;Rose;06 98 76 54 32;été\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_keeps_its_rows_its_cells_and_its_quotes(tmp_path: Path, encoding: str, separator: str) -> None:
    content = TABLE.replace(";", separator)
    path = written(tmp_path / "liste.csv", content.encode(encoding))
    hidden, back = round_trip(path)
    assert back == path.read_bytes()
    rows = list(csv.reader(io.StringIO(hidden.decode(encoding), newline=""), delimiter=separator))
    originals = list(csv.reader(io.StringIO(content, newline=""), delimiter=separator))
    assert [len(row) for row in rows] == [len(row) for row in originals]
    assert rows[0] == originals[0]
    assert all(cell.startswith("[") for cell in rows[1][:3] + rows[2][:3])
    assert "Roux" not in rows[1][3]
    assert rows[2][3] == "été"


def letter(tmp_path: Path) -> Path:
    document = odfdo.Document("text")
    body = document.body
    body.clear()
    split = odfdo.Paragraph("Je soussignée Mme Kar")
    split.append(odfdo.Span("ima Ben"))
    split.append("ali, tél. 06 12 34 56 78.")
    body.append(split)
    body.append(odfdo.Header(1, "Dossier de Mme Karima Benali"))
    table = odfdo.Table("liste", width=2, height=2)
    for row, values in enumerate([["Nom", "Téléphone"], ["Samira Cherif", "06 98 76 54 32"]]):
        for column, value in enumerate(values):
            table.set_value((column, row), value)
    body.append(table)
    noted = odfdo.Paragraph("Voir la note.")
    noted.insert_note(after="note", note_id="n1", citation="1", body="Rappeler Karima Benali")
    noted.insert_annotation(after="Voir", body="Vu avec Mme Cherif", creator="Sophie Marchand")
    body.append(noted)
    document.meta.creator = "Jean Lefèvre"
    document.meta.title = "Lettre de Mme Karima Benali"
    path = tmp_path / "lettre.odt"
    document.save(str(path))
    return path


def archive_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_an_odt_loses_every_datum_and_keeps_its_layout(tmp_path: Path) -> None:
    path = letter(tmp_path)
    before = archive_text(path.read_bytes())
    secrets = ["Cherif", "Marchand", "Lefèvre", "06 12 34 56 78", "06 98 76 54 32", "Karima Benali"]
    assert all(secret in before for secret in secrets)
    result = masked(open_document(path), KEY)
    after = archive_text(result.data)
    assert [secret for secret in [*secrets, "Karima", "Benali"] if secret in after] == []
    again = odfdo.Document(io.BytesIO(result.data))
    assert again.get_type() == "text"
    assert str(again.body.get_paragraphs()[0]).startswith("Je soussignée Mme [PERSONNE_")
    assert "Thumbnails/thumbnail.png" not in zipfile.ZipFile(io.BytesIO(result.data)).namelist()


def test_an_odt_comes_back(tmp_path: Path) -> None:
    path = letter(tmp_path)
    _, back = round_trip(path)
    assert open_document(written(tmp_path / "rendu.odt", back)).pieces == open_document(path).pieces


def test_the_type_of_an_odt_stays_its_first_entry_and_unpacked(tmp_path: Path) -> None:
    result = masked(open_document(letter(tmp_path)), KEY)
    first = zipfile.ZipFile(io.BytesIO(result.data)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_an_odt_with_a_password_or_an_object_is_refused(tmp_path: Path) -> None:
    locked = tmp_path / "verrou.odt"
    with zipfile.ZipFile(locked, "w") as archive:
        archive.writestr("content.xml", "<a/>")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:manifest>',
        )
    with pytest.raises(DocumentEncrypted):
        open_document(locked)
    path = letter(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Object 1/content.xml", "<a/>")
    with pytest.raises(DocumentWithObjects):
        open_document(path)


def pdf(text: str, *, empty: bool = False) -> bytes:
    """A PDF of one page, by hand: no library of ours writes one."""
    stream = b"" if empty else f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("cp1252")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += str(number).encode() + b" 0 obj\n" + part + b"\nendobj\n"
    table = b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    return (
        out
        + f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode()
        + table
        + f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def test_a_pdf_without_text_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(DocumentEmpty):
        open_document(written(tmp_path / "scan.pdf", pdf("", empty=True)))


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4 rien", b"pas un pdf", pdf("bonjour")[:60]], ids=["torn", "text", "cut"]
)
def test_a_damaged_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DocumentDamaged):
        open_document(written(tmp_path / "faux.pdf", content))


def test_pdfium_is_what_reads(tmp_path: Path) -> None:
    assert len(pypdfium2.PdfDocument(pdf("bonjour"))) == 1


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("photo.psd", b"8BPS", DocumentUnknown),
        ("sans-extension", b"texte", DocumentUnknown),
        ("vide.txt", b"", DocumentEmpty),
        ("blanc.txt", b" \n\n ", DocumentEmpty),
        ("binaire.txt", b"PK\x03\x04\0\0\0", DocumentDamaged),
        ("octets.txt", b"\x81\x8d\x8f\x90\x9d", DocumentDamaged),
        ("utf16.txt", b"\xff\xfe\x00\xd8\x00\xd8", DocumentDamaged),
    ],
)
def test_what_can_not_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        open_document(written(tmp_path / name, content))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "dossier.txt").mkdir()
    for name in ("absent.txt", "dossier.txt"):
        with pytest.raises(FileUnreadable):
            open_document(tmp_path / name)


def test_an_enormous_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "gros.txt", b"x" * 2001)
    with pytest.raises(DocumentTooLarge):
        read_bytes(path, most=2000)
    assert len(read_bytes(path, most=2001)) == 2001


def test_nothing_is_overwritten_and_a_key_is_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.cle.json"
    write_new(path, b"un", private=True)
    with pytest.raises(FileExists):
        write_new(path, b"deux", private=True)
    assert path.read_bytes() == b"un"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.cle.json"]


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lien.txt").symlink_to(tmp_path / "ailleurs.txt")
    with pytest.raises(FileExists):
        write_new(tmp_path / "lien.txt", b"x")
    assert not (tmp_path / "ailleurs.txt").exists()


GOOD = {"format": "garant-cle", "version": 1, "sha256": "0" * 64, "mapping": {"[PERSONNE_1000]": "Karim"}}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b"[]",
        json.dumps({**GOOD, "version": 2}).encode(),
        json.dumps({**GOOD, "format": "autre"}).encode(),
        json.dumps({**GOOD, "mapping": {"Karim": "x"}}).encode(),
        json.dumps({**GOOD, "mapping": {"[PERSONNE_1]": 3}}).encode(),
        json.dumps({"format": "garant-cle", "version": 1}).encode(),
    ],
)
def test_a_damaged_key_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(KeyDamaged):
        read_key(written(tmp_path / "x.cle.json", content))


def test_a_good_key_is_read(tmp_path: Path) -> None:
    key = read_key(written(tmp_path / "x.cle.json", json.dumps(GOOD).encode()))
    assert key.mapping == GOOD["mapping"]


def test_the_wrong_key_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "lettre.txt", b"Bonjour [PERSONNE_2222]")
    with pytest.raises(NothingToRestore):
        restored(open_document(path), GOOD["mapping"], "lettre.txt")  # type: ignore[arg-type]


T = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
FORM = 'xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"'
HIDING_PLACES = {
    "bookmark": f'<text:p {T}><text:bookmark-start text:name="Dossier_Zorbak"/>Mme Zorbak<text:bookmark-end text:name="Dossier_Zorbak"/></text:p>',
    "variable": f'<text:p {T}><text:user-field-get text:name="x" office:string-value="Mme Zorbak">Mme Zorbak</text:user-field-get></text:p>',
    "condition": f'<text:p {T}>Mme Zorbak<text:hidden-text text:condition="1" text:string-value="Mme Zorbak"/></text:p>',
    "form": f'<text:p {T}>Mme Zorbak<form:text {FORM} form:current-value="Mme Zorbak"/></text:p>',
    "deleted": f'<text:tracked-changes {T}><text:changed-region><text:deletion><office:change-info><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Rose Zorbak</dc:creator></office:change-info><text:p>Mme Zorbak</text:p></text:deletion></text:changed-region></text:tracked-changes>',
}  # fmt: skip


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_no_place_of_an_odt_hides_a_name(tmp_path: Path, place: str) -> None:
    path = letter(tmp_path)
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "content.xml":
                content = content.replace(
                    b"</office:text>", HIDING_PLACES[place].encode() + b"</office:text>"
                )
            target.writestr(info, content)
    path.write_bytes(out.getvalue())
    original = open_document(path)
    texts = list(original.pieces)
    assert sum("orbak" in text for text in texts) >= 1
    result = masked(original, KEY)
    assert "orbak" not in archive_text(result.data).lower()
    back, _ = restored(open_document(written(tmp_path / "m.odt", result.data)), result.mapping, "m.odt")
    assert list(open_document(written(tmp_path / "r.odt", back)).pieces) == texts


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx"])
def test_entities_in_any_office_file_are_refused(tmp_path: Path, name: str) -> None:
    main = {"a.docx": "word/document.xml", "a.odt": "content.xml", "a.xlsx": "xl/workbook.xml"}[name]
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;">]><a>&c;&c;</a>'
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr(main, bomb)
    with pytest.raises(DocumentDamaged):
        open_document(tmp_path / name)
