"""A PDF is redacted for real: no pixel, no letter, no property of what was found is left."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from garant.privacy.documents import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    FlatNotRestorable,
    Remark,
    ScanUnreadable,
    ScanWithoutReader,
    files,
    masked,
    ocr,
    open_bytes,
    restore_file,
    restored,
)

KEY = b"k" * 32
LINES = ["Mme Karima Benali, 06 12 34 56 78,", "demeure 12 rue Hugo, 04100 Manosque.", "Le budget est voté."]
SECRETS = ["Karima", "Benali", "06 12", "12 rue Hugo"]
WITH_READER = pytest.mark.skipif(not ocr.is_there(), reason="tesseract with French is not installed")


def pdf(
    lines: list[str], *extra: bytes, page: bytes = b"", catalogue: bytes = b"", info: bytes = b""
) -> bytes:
    """A PDF of one page, by hand; `extra` objects are numbered from 7 on."""
    drawn = "BT /F1 14 Tf 72 720 Td 18 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    stream = drawn.encode("cp1252")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /Im 7 0 R >> >> "
        + page
        + b" >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< " + info + b" >>",
        *extra,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
        + table
        + b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(parts) + 1, len(out))
    )


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def drawn(data: bytes, scale: float = 2) -> Image.Image:
    return pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil().convert("RGB")


def scan(lines: list[str], size: tuple[int, int] = (1240, 900)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text(
        (80, 80), "\n".join(lines), fill="black", font=ImageFont.load_default(size=40), spacing=24
    )
    return image


def as_pdf(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PDF", resolution=150)
    return out.getvalue()


def test_no_letter_and_no_property_of_what_was_found_is_left() -> None:
    data = pdf(LINES, info=b"/Author (Karima Benali) /Title (Dossier Benali)")
    assert b"Benali" in data
    result = masked(open_bytes(data, "lettre.pdf"), KEY)
    assert result.suffix == ".pdf"
    text = text_of(result.data)
    assert [secret for secret in SECRETS if secret in text or secret.encode() in result.data] == []
    assert text.startswith("Mme [PERSONNE_")
    assert "Le budget est voté." in text
    assert not any(pypdfium2.PdfDocument(result.data).get_metadata_dict().values())
    assert pypdfium2.PdfDocument(result.data)[0].get_size() == (612, 792)


@pytest.mark.parametrize(
    "page", [b"", b"/Rotate 90", b"/Rotate 180", b"/Rotate 270", b"/CropBox [40 300 500 780]"]
)
def test_the_pixels_of_what_was_found_are_gone_however_the_page_lies(page: bytes) -> None:
    """Two pages that differ in their datum alone, under one pseudonym, become the same picture."""
    one, two = (pdf([f"Mme {name}, venue hier."], page=page) for name in ("Karima Benali", "Karima Benila"))
    assert drawn(one).tobytes() != drawn(two).tobytes()
    changes = [[(4, 17, "[PERSONNE_1]")]]
    pictures = [
        drawn(open_bytes(data, "a.pdf").rewritten(["Mme [PERSONNE_1], venue hier."], changes))
        for data in (one, two)
    ]
    assert pictures[0].tobytes() == pictures[1].tobytes()
    assert pictures[0].size == drawn(one).size


def test_comments_and_forms_are_read_and_what_only_programs_see_is_left_behind() -> None:
    comment = b"<< /Type /Annot /Subtype /FreeText /Rect [72 500 400 520] /DA (/Helv 12 Tf) /Contents (Vu avec Mme Zorbak) /AP << /N 8 0 R >> >>"
    shown = b"BT /F1 12 Tf 2 5 Td (Vu avec Mme Zorbak) Tj ET"
    appearance = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 328 20] /Resources << /Font << /F1 5 0 R >> >> /Length %d >>\nstream\n"
        % len(shown)
        + shown
        + b"\nendstream"
    )
    script = b"<< /S /JavaScript /JS (app.alert\\('Benali'\\)) >>"
    data = pdf(LINES, comment, appearance, script, page=b"/Annots [7 0 R]", catalogue=b"/OpenAction 9 0 R")
    document = open_bytes(data, "lettre.pdf")
    assert "Vu avec Mme Zorbak" in document.pieces[0]
    result = masked(document, KEY)
    text = text_of(result.data)
    assert "Zorbak" not in text
    assert "Vu avec Mme [PERSONNE_" in text
    assert b"JavaScript" not in result.data
    assert b"Annot" not in result.data


def test_its_text_alone_can_be_restored_and_its_pixels_can_not(tmp_path: Path) -> None:
    source = tmp_path / "lettre.pdf"
    source.write_bytes(pdf(LINES))
    flat = files.pseudonymise_file(source, None, KEY)
    assert flat.is_flat
    with pytest.raises(FlatNotRestorable):
        restore_file(flat.out, flat.key, None)
    with pytest.raises(FlatNotRestorable):
        restored(open_bytes(flat.out.read_bytes(), "a.pdf"), {}, "a.pdf")
    text = files.pseudonymise_file(source, tmp_path / "lettre.md", KEY)
    assert "Benali" not in text.out.read_text(encoding="utf-8")
    back = restore_file(text.out, text.key, tmp_path / "retour.md")
    assert "Mme Karima Benali, 06 12 34 56 78," in back.out.read_text(encoding="utf-8")


def picture_on_a_page(lines: list[str]) -> bytes:
    content = io.BytesIO()
    scan(lines, (800, 300)).save(content, "JPEG")
    jpeg = content.getvalue()
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 800 /Height 300 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n"
        % len(jpeg)
        + jpeg
        + b"\nendstream"
    )
    return pdf(LINES[2:], image).replace(b"ET\nendstream", b"ET q 400 0 0 150 72 400 cm /Im Do Q\nendstream").replace(
        b"/Length %d >>\nstream\nBT" % len("BT /F1 14 Tf 72 720 Td 18 TL (Le budget est votx.) Tj T* ET"),
        b"/Length %d >>\nstream\nBT" % (len("BT /F1 14 Tf 72 720 Td 18 TL (Le budget est votx.) Tj T* ET") + len(" q 400 0 0 150 72 400 cm /Im Do Q")),
    )  # fmt: skip


def without_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "command", lambda: None)


def test_without_a_reader_a_picture_on_a_page_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    without_reader(monkeypatch)
    data = picture_on_a_page(["Mme Karima Benali"])
    box = (150, 500, 900, 750)  # where the picture stands, at 2 pixels for a point
    low, high = drawn(data).crop(box).convert("L").getextrema()
    assert high - low > 100
    result = masked(open_bytes(data, "a.pdf"), KEY)
    assert result.remarks == {Remark.PICTURE_REMOVED: 1}
    low, high = drawn(result.data).crop(box).convert("L").getextrema()
    assert high - low < 12
    assert "Le budget est voté." in text_of(result.data)


def test_without_a_reader_a_scan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    without_reader(monkeypatch)
    with pytest.raises(ScanWithoutReader):
        open_bytes(as_pdf(scan(LINES)), "scan.pdf")
    content = io.BytesIO()
    scan(LINES).save(content, "PNG")
    with pytest.raises(ScanWithoutReader):
        open_bytes(content.getvalue(), "scan.png")


@WITH_READER
def test_a_scan_is_read_and_painted_over() -> None:
    result = masked(open_bytes(as_pdf(scan(LINES)), "scan.pdf"), KEY)
    text = text_of(result.data)
    assert "[PERSONNE_" in text
    assert "budget" in text
    read = " ".join(word.text for word in ocr.read(drawn(result.data, 2)) or ())
    assert not any(secret in read for secret in ("Karima", "Benali", "12 34"))
    assert "budget" in read


@WITH_READER
@pytest.mark.parametrize(("suffix", "kind"), [("png", "PNG"), ("tiff", "TIFF")])
def test_a_picture_is_painted_over_and_loses_what_the_camera_wrote(suffix: str, kind: str) -> None:
    image = scan(LINES)
    exif = Image.Exif()
    exif[0x013B] = "Karima Benali"  # the artist
    content = io.BytesIO()
    image.save(content, kind, exif=exif)
    assert b"Karima" in content.getvalue()
    result = masked(open_bytes(content.getvalue(), f"scan.{suffix}"), KEY)
    assert b"Karima" not in result.data
    painted = Image.open(io.BytesIO(result.data))
    assert painted.format == kind
    assert painted.size == image.size
    assert not painted.getexif().get(0x013B)
    read = " ".join(word.text for word in ocr.read(painted.convert("RGB")) or ())
    assert "Benali" not in read


@WITH_READER
def test_a_picture_without_words_is_refused() -> None:
    image = Image.effect_noise((600, 400), 90).convert("RGB")
    content = io.BytesIO()
    image.save(content, "PNG")
    with pytest.raises(ScanUnreadable):
        open_bytes(content.getvalue(), "photo.png")


def test_a_pdf_with_a_password_is_refused() -> None:
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    data = pdf(LINES, lock).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 7 0 R /ID [<00><00>]")
    with pytest.raises(DocumentEncrypted):
        open_bytes(data, "verrou.pdf")


def test_a_blank_page_is_empty_and_a_torn_picture_damaged() -> None:
    with pytest.raises(DocumentEmpty):
        open_bytes(pdf([]), "vide.pdf")
    with pytest.raises(DocumentDamaged):
        open_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "photo.png")
