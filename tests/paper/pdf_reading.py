"""What a PDF says again, read with other eyes than those that wrote it."""

import io
import itertools
import re
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
from pdfua import validate

# pdfua 0.1.3 fails on this rule (empty headings) for any heading whose content is a list of marks. `headings` looks
# in its place.
BROKEN_RULE = "UA-14-001"


def accessible(file: bytes) -> None:
    """Every rule of pdfua, language, title, tags, and headings that hold something and skip no level."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(file)
        report = validate(str(path))
    assert [(found.rule_id, found.message) for found in report.findings] == []
    assert {each.rule_id for each in report.outcomes if each.skipped_reason} <= {BROKEN_RULE}
    assert len(report.outcomes) == 12
    with pikepdf.open(io.BytesIO(file)) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "fr-FR"
        assert str(document.docinfo["/Title"]).strip()
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    levels = [level for level, _ in headings(file)]
    assert levels[:1] in ([], [1])
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def tags(file: bytes) -> list[str]:
    """Every tag, in reading order."""
    with pikepdf.open(io.BytesIO(file)) as document:
        return [name for name, _ in _walk(document.Root.StructTreeRoot)]


def headings(file: bytes) -> list[tuple[int, int]]:
    """Level, and how many marks of content, of each heading, in reading order."""
    with pikepdf.open(io.BytesIO(file)) as document:
        found = [
            (int(name[1:]), _marks(element))
            for name, element in _walk(document.Root.StructTreeRoot)
            if re.fullmatch(r"H[1-6]", name)
        ]
    assert all(marks for _, marks in found)
    return found


def bookmarks(file: bytes) -> list[str]:
    return [each.get_title() for each in pypdfium2.PdfDocument(file).get_toc()]


def destinations(file: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(file)) as document:
        return {str(name) for name in pikepdf.NameTree(document.Root.Names.Dests)}


def links(file: bytes) -> set[str]:
    """The addresses outside the file that it leads to."""
    with pikepdf.open(io.BytesIO(file)) as document:
        return {
            str(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        }


def words(file: bytes, *, without: str = "") -> str:
    """The text of all pages without any white space, and without the foot of each page."""
    pages = [squeezed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(file)]
    foot = re.compile(re.escape(squeezed(without)) + r"page\d+sur\d+")
    return "".join(foot.sub("", page) for page in pages)


def rightmost(file: bytes) -> float:
    """How far to the right any letter goes, as a share of its page."""
    found = 0.0
    for page in pypdfium2.PdfDocument(file):
        text = page.get_textpage()
        found = max(
            [found, *(text.get_charbox(at)[2] / page.get_width() for at in range(text.count_chars()))]
        )
    return found


def squeezed(text: str) -> str:
    """Without white space. pdfium reads a hyphen at the end of a line as U+FFFE; our files hyphenate no word."""
    return re.sub(r"[\s\u200b]+", "", text.replace("\ufffe", "-"))


def _walk(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S).lstrip("/"), kid
            yield from _walk(kid)


def _marks(element) -> int:
    kids = element.get("/K", [])
    found = 0
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += _marks(kid) if "/S" in kid else 1
        else:
            found += 1
    return found
