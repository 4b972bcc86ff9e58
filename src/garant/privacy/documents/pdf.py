"""PDF: read by its text layer, by what its pictures say where they can be read; written as pages of pixels.

What a person sees and what a program reads are both replaced: each page is drawn anew, painted over, and given a
text layer of its own. Comments and filled forms are drawn into the page; metadata, attachments, links, outlines
and programs are left behind.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from garant.privacy.documents import ocr
from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentNotClean,
    DocumentTooLarge,
    ScanUnreadable,
    ScanWithoutReader,
)
from garant.privacy.documents.painting import PictureBook, Sheet, blackened, is_blank, is_read, paint
from garant.privacy.documents.remark import Remark
from garant.privacy.pseudonyms import Change

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 3_000
MOST_CHARACTERS = 50_000_000
MOST_WRITTEN = 1 << 30  # bytes of the new file
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_MOST_PIXELS = 25_000_000  # of a page: A3 at 200 dots per inch has 7.7 million
_SMALLEST_PICTURE = 12  # points: nothing can be read in a smaller one
_UNMAPPED = 0.1  # share of letters that have no meaning, from which a text layer is not believed
_BLACK = "Page non vérifiée : noircie"
_POINT_SIZE = 72


@dataclass
class _Page:
    """What was read of a page."""

    sheet: Sheet
    by_eye: bool = False  # some of it was read from its picture
    black: bool = False
    removed: list[int] = field(
        default_factory=list
    )  # pictures nobody could read, by their number on the page


@dataclass
class Pdf(Document):
    data: bytes
    name: str
    pages: list[_Page]
    counted: Counter[Remark]

    @classmethod
    def read(cls, data: bytes, name: str) -> "Pdf":
        if b"%PDF-" not in data[:1024]:
            raise DocumentDamaged(file=name)
        counted: Counter[Remark] = Counter()
        pages: list[_Page] = []
        length = blank = 0
        with _opened(data, name) as document:
            counted[Remark.ATTACHMENT_REMOVED] += max(0, document.count_attachments())
            for number in range(len(document)):
                page = _read_page(document, number, counted)
                pages.append(page)
                blank += not page.black and not page.sheet.text.strip()
                length += len(page.sheet.text)
                if length > MOST_CHARACTERS:
                    raise DocumentTooLarge(file=name, megabytes=MOST_CHARACTERS >> 20)
        if not any(page.sheet.text.strip() for page in pages):
            if blank == len(pages):
                raise DocumentEmpty(file=name)
            raise ScanUnreadable(file=name) if ocr.is_there() else ScanWithoutReader(file=name)
        return cls(data, name, pages, +counted)

    @property
    def suffix(self) -> str:
        return ".pdf"

    @property
    def is_flat(self) -> bool:
        return True

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return self.counted

    @property
    def pieces(self) -> Sequence[str]:
        return [page.sheet.text for page in self.pages]

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        book = PictureBook()
        with _opened(self.data, self.name) as document:
            for number, (page, changes) in enumerate(zip(self.pages, changed, strict=True)):
                image, width, height = _drawn(document, number, page.removed)
                if page.black:
                    book.add(blackened(image, _BLACK), width, height, [])
                    continue
                lines = paint(image, page.sheet, changes)
                if page.by_eye:
                    self._look_again(image, page, changes)
                book.add(image, width, height, lines)
                if book.size > MOST_WRITTEN:
                    raise DocumentTooLarge(file=self.name, megabytes=MOST_WRITTEN >> 20)
        data = book.bound()
        with _opened(data, self.name) as written:
            if len(written) != len(self.pages):
                raise DocumentNotClean(file=self.name)
        return data

    def _look_again(self, image: "Image", page: _Page, changes: Sequence[Change]) -> None:
        """What was painted over is read no more."""
        look_again(image, [page.sheet.text[start:end] for start, end, _ in changes], self.name)

    def as_text(self, suffix: str) -> "PdfText":
        """The same document, to be written as its text alone."""
        return PdfText(self, suffix)

    @classmethod
    def raw_texts(cls, data: bytes) -> Iterator[str]:
        with _opened(data, "") as document:
            yield "\n".join(document.get_metadata_dict().values())
            for number in range(len(document)):
                yield document[number].get_textpage().get_text_bounded()


@dataclass
class PdfText(Document):
    """The text of a PDF or of a picture: it can be restored, its layout is not kept."""

    origin: Document
    kind: str

    @property
    def suffix(self) -> str:
        return self.kind

    @property
    def pieces(self) -> Sequence[str]:
        return self.origin.pieces

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return self.origin.remarks

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        return "\n\n".join(pieces).encode("utf-8", "replace")

    @classmethod
    def raw_texts(cls, data: bytes) -> Iterator[str]:
        yield data.decode("utf-8")


def look_again(image: "Image", originals: Sequence[str], name: str) -> None:
    """DocumentNotClean where the optical reader still reads one of the originals in the picture."""
    words = ocr.read(image)
    text = _bare(" ".join(word.text for word in words or ()))
    if any(len(bare) >= 6 and bare in text for bare in map(_bare, originals)):
        raise DocumentNotClean(file=name)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise DocumentEncrypted(file=name) from error
        raise DocumentDamaged(file=name) from error
    try:
        document.init_forms()
        if len(document) > MOST_PAGES:
            raise DocumentTooLarge(file=name, megabytes=MOST_CHARACTERS >> 20)
        yield document
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise DocumentDamaged(file=name) from error
    finally:
        document.close()


def _flattened(document: Any, number: int) -> Any:
    """The page, its comments and filled fields drawn into it."""
    from pypdfium2 import raw

    page = document.get_page(number)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document.get_page(number)


def _scale(page: Any) -> float:
    """Pixels for a point."""
    width, height = page.get_size()
    scale = ocr.DOTS_PER_INCH / _POINT_SIZE
    most = (_MOST_PIXELS / max(1.0, width * height)) ** 0.5
    return float(min(scale, most))


def _drawn(document: Any, number: int, removed: Sequence[int]) -> tuple["Image", float, float]:
    page = _flattened(document, number)
    if removed:
        _without_pictures(page, removed)
    image = page.render(scale=_scale(page), draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
    width, height = page.get_size()
    page.close()
    return image, width, height


def _pictures(page: Any) -> list[Any]:
    from pypdfium2 import raw

    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]))


def _without_pictures(page: Any, removed: Sequence[int]) -> None:
    pictures = _pictures(page)
    for number in removed:
        page.remove_obj(pictures[number])


def _read_page(document: Any, number: int, counted: Counter[Remark]) -> _Page:
    page = _flattened(document, number)
    bitmap = page.render(scale=_scale(page), draw_annots=False, may_draw_forms=False)
    to_pixels = bitmap.get_posconv(page)
    sheet, believed = _layer(page, to_pixels)
    pictures = [
        (at, _place(picture, to_pixels, bitmap))
        for at, picture in enumerate(_pictures(page))
        if _is_large(picture)
    ]
    result = _Page(sheet)
    if believed and sheet.text.strip() and not pictures:
        page.close()
        return result
    image = bitmap.to_pil().convert("RGB")
    page.close()
    if not sheet.text.strip() and not pictures and is_blank(image):
        return result
    if not believed:
        result.sheet = sheet = Sheet()
    words = ocr.read(image)
    if words is None:
        _without_reader(result, pictures, counted)
        return result
    uncovered = [word for word in words if not _is_covered(word.box, sheet.boxes)]
    readable = [word for word in uncovered if word.confidence >= ocr.DOUBTFUL_UNDER]
    if not sheet.text.strip() and not is_read(readable):
        if not is_blank(image):
            result.black = True
            counted[Remark.PAGE_BLACKED] += 1
        return result
    for at, place in pictures:
        inside = [word for word in words if _holds(place, word.box)]
        if not is_read(inside):
            result.removed.append(at)
            counted[Remark.PICTURE_REMOVED] += 1
    doubtful = [word for word in uncovered if word.confidence < ocr.DOUBTFUL_UNDER]
    sheet.blots += [word.box for word in doubtful]
    counted[Remark.WORD_BLACKED] += len(doubtful)
    if readable:
        result.by_eye = True
        sheet.add_words(readable)
    return result


def _without_reader(page: _Page, pictures: Sequence[tuple[int, ocr.Box]], counted: Counter[Remark]) -> None:
    """Nothing can look into pictures: those without a text layer of their own go, or the whole page."""
    if not page.sheet.text.strip():
        page.black = True
        counted[Remark.PAGE_BLACKED] += 1
        return
    for at, _ in pictures:
        page.removed.append(at)
        counted[Remark.PICTURE_REMOVED] += 1


def _layer(page: Any, to_pixels: Any) -> tuple[Sheet, bool]:
    """The text layer with its places, and whether it can be believed: its letters have a meaning."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    sheet = Sheet()
    unmapped = letters = 0
    high = 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in {0xFFFE, 0x2}:
            sheet.add("-", _letter(textpage, index, to_pixels))
        elif code == 0x0D:
            continue
        elif raw.FPDFText_IsGenerated(textpage, index) == 1:
            sheet.add("\n" if code == 0x0A else " ", None)
        else:
            character = chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"
            if not character.isspace():
                letters += 1
                strange = character == "\ufffd" or 0xE000 <= code < 0xF900 or code < 0x20
                unmapped += strange or raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
            sheet.add(character, _letter(textpage, index, to_pixels))
    textpage.close()
    return sheet, unmapped <= letters * _UNMAPPED


def _letter(textpage: Any, index: int, to_pixels: Any) -> ocr.Box:
    """Where a letter stands: what its font keeps for it and what it is drawn with, together."""
    from pypdfium2 import raw

    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, index, loose)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return _pixels(
        to_pixels,
        min(left.value, loose.left),
        min(bottom.value, loose.bottom),
        max(right.value, loose.right),
        max(top.value, loose.top),
    )


def _pixels(to_pixels: Any, left: float, bottom: float, right: float, top: float) -> ocr.Box:
    """A box of the page as it is drawn, turned or not."""
    first, second = to_pixels.to_bitmap(left, top), to_pixels.to_bitmap(right, bottom)
    return (
        min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1]),
    )  # fmt: skip


def _is_large(picture: Any) -> bool:
    left, bottom, right, top = picture.get_bounds()
    return bool(right - left >= _SMALLEST_PICTURE and top - bottom >= _SMALLEST_PICTURE) or picture.level > 0


def _place(picture: Any, to_pixels: Any, bitmap: Any) -> ocr.Box:
    """Where a picture stands; one within a drawing of its own may stand anywhere."""
    if picture.level > 0:
        return (0, 0, bitmap.width, bitmap.height)
    return _pixels(to_pixels, *picture.get_bounds())


def _holds(place: ocr.Box, box: ocr.Box) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= across <= place[2] and place[1] <= down <= place[3]


def _is_covered(box: ocr.Box, boxes: Sequence[ocr.Box | None]) -> bool:
    """Whether letters of the text layer stand where the word was read."""
    return any(letter is not None and _holds(box, letter) for letter in boxes)
