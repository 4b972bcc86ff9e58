"""What a file is, read in it."""

import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from garant.trials.attachments import LARGEST, TYPES, checked
from garant.trials.errors import AttachmentRefused


def archive(**entries: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in entries.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


GOOD = {
    "a.pdf": b"%PDF-1.4",
    "a.PNG": b"\x89PNG\r\n\x1a\n...",
    "a.jpeg": b"\xff\xd8\xff\xe0",
    "été.csv": "nom;valeur\né;1".encode(),
    "a.odt": archive(mimetype=TYPES["odt"]),
    "a.ods": archive(mimetype=TYPES["ods"]),
    "a.docx": archive(word__document_xml="<x/>"),
    "a.xlsx": archive(xl__workbook_xml="<x/>"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_what_its_name_says(name):
    assert checked(name, GOOD[name]) in TYPES


# Plain text is a table of one cell: the eight bytes that begin a PDF, alone, are a CSV too.
LIES = [
    (name, other)
    for name in GOOD
    for other in GOOD
    if name != other and (name, other) != ("été.csv", "a.pdf")
]


@pytest.mark.parametrize(("name", "other"), LIES)
def test_no_file_passes_for_another(name, other):
    with pytest.raises(AttachmentRefused):
        checked(name, GOOD[other])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a", b"%PDF-1.4"),
        ("a.pdf.html", b"<html>"),
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b"a;\0"),
        ("a.odt", b"PK\x03\x04"),
        ("a.docx", archive(word__document2_xml="<x/>")),
        ("a.odt", archive(mimetype="x" * 2000)),
        ("a.pdf", b"%PDF-" + b"0" * LARGEST),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_any_other_is_refused(name, content):
    with pytest.raises(AttachmentRefused):
        checked(name, content)


def test_the_largest_is_accepted():
    assert checked("a.pdf", (b"%PDF-" + b"0" * LARGEST)[:LARGEST]) == "pdf"


def accepted(name: str, content: bytes) -> bool:
    """Any error but a refusal fails the test that asks."""
    try:
        checked(name, content)
    except AttachmentRefused:
        return False
    return True


BEGIN = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


@given(st.sampled_from(sorted(TYPES)), st.binary(max_size=200))
@example("pdf", b"%PDF-")
@example("pdf", b"%PDF")
@example("odt", b"%PDF-")
def test_bytes_of_chance_are_at_most_a_text_or_begin_as_they_must(suffix, content):
    if accepted(f"a.{suffix}", content) and suffix != "csv":
        assert content.startswith(BEGIN[suffix])


@given(st.sampled_from(["a.odt", "a.docx"]), st.integers(1, 60), st.binary(max_size=20))
def test_a_broken_archive_is_refused_quietly(name, cut, tail):
    assert not accepted(name, GOOD[name][:20] + tail)
    accepted(name, GOOD[name][:-cut] + tail)
