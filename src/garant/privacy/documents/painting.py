"""Pages of pixels: where each letter stands, what is painted over it, and a PDF made of such pages."""

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from garant.privacy.documents.ocr import SURE_FROM, Box, Word
from garant.privacy.pseudonyms import Change

if TYPE_CHECKING:
    from PIL.Image import Image

_INK, _PAPER, _FRAME = (0, 0, 0), (255, 255, 255), (90, 90, 90)
_SMALLEST_LETTERS = 7  # pixels: under this a pseudonym could not be read
_MARGIN = 2  # pixels around a letter: its edges are smoothed
_QUALITY = 80  # of JPEG
_COLOURLESS = 6  # of 255: how far apart the two measures of colour may be
_LARGE_PAGE = 400_000  # bytes: a page of text takes less in greys, a photograph more


@dataclass(slots=True)
class Sheet:
    """The text of a page with the place of each letter (None for what nobody wrote: a line end, a space)."""

    text: str = ""
    boxes: list[Box | None] = field(default_factory=list)
    blots: list[Box] = field(default_factory=list)  # painted over whatever is found

    def add(self, text: str, box: Box | None) -> None:
        self.text += text
        self.boxes += [box] * len(text)

    def add_words(self, words: Iterable[Word]) -> None:
        """Words as lines of text."""
        line = None
        for word in words:
            if self.text:
                self.add("\n" if word.line != line else " ", None)
            self.add(word.text, word.box)
            line = word.line


def is_read(words: Iterable[Word]) -> bool:
    """Whether anything among the words is sure."""
    return any(word.confidence >= SURE_FROM and sum(map(str.isalpha, word.text)) >= 2 for word in words)


def paint(image: "Image", sheet: Sheet, changes: Sequence[Change]) -> list[tuple[str, Box]]:
    """Paints over what changes, and writes the pseudonym there. Returns the lines of the new text with their places."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for blot in sheet.blots:
        draw.rectangle(_widened(blot), fill=_INK)
    for start, end, new in changes:
        for rank, box in enumerate(_lines(sheet.boxes[start:end])):
            wide = _widened(box)
            draw.rectangle(wide, fill=_PAPER, outline=_FRAME)
            if rank == 0:
                _write(draw, new, wide)
    return list(_text_lines(sheet, changes))


def blackened(image: "Image", sentence: str) -> "Image":
    """A black page that says why."""
    from PIL import Image as Images
    from PIL import ImageDraw

    page = Images.new("RGB", image.size, _INK)
    draw = ImageDraw.Draw(page)
    width, height = image.size
    wide = (width * 0.1, height * 0.45, width * 0.9, height * 0.45 + max(12, height * 0.03))
    draw.rectangle(wide, fill=_PAPER)
    _write(draw, sentence, wide)
    return page


def is_blank(image: "Image") -> bool:
    """Whether a page shows nothing: one colour, or nearly."""
    low, high = image.convert("L").getextrema()
    return bool(high - low < 12)  # type: ignore[operator]


def _widened(box: Box) -> Box:
    return box[0] - _MARGIN, box[1] - _MARGIN, box[2] + _MARGIN, box[3] + _MARGIN


def _lines(boxes: Iterable[Box | None]) -> Iterator[Box]:
    """One box for the letters that stand on one line, written across or up and down."""
    letters = [box for box in boxes if box is not None]
    across = sum(abs(after[0] - box[0]) for box, after in pairwise(letters))
    down = sum(abs(after[1] - box[1]) for box, after in pairwise(letters))
    side = (
        1 if across >= down else 0
    )  # the side on which the letters of a line overlap: up and down, or left and right
    current: Box | None = None
    for box in letters:
        if current is not None and _overlap(current, box, side) > 0.5:
            current = (
                min(current[0], box[0]), min(current[1], box[1]), max(current[2], box[2]), max(current[3], box[3]),
            )  # fmt: skip
            continue
        if current is not None:
            yield current
        current = box
    if current is not None:
        yield current


def _overlap(one: Box, other: Box, side: int) -> float:
    """How much of the narrower of two boxes the other covers, seen from one side."""
    shared = min(one[side + 2], other[side + 2]) - max(one[side], other[side])
    return shared / max(1.0, min(one[side + 2] - one[side], other[side + 2] - other[side]))


def _write(draw: object, text: str, box: Box) -> None:
    """`text` as large as the box allows; black where it would be too small to be read."""
    from PIL import ImageDraw, ImageFont

    assert isinstance(draw, ImageDraw.ImageDraw)
    height = box[3] - box[1] - 2
    size = min(height * 0.85, 1.7 * (box[2] - box[0] - 2) / max(1, len(text)))
    if size < _SMALLEST_LETTERS:
        draw.rectangle(box, fill=_INK)
        return
    font = ImageFont.load_default(size=int(size))
    draw.text((box[0] + 2, (box[1] + box[3]) / 2), text, fill=_INK, font=font, anchor="lm")


def _text_lines(sheet: Sheet, changes: Sequence[Change]) -> Iterator[tuple[str, Box]]:
    """The lines of the new text, each with the place where it begins."""
    line: list[str] = []
    place: Box | None = None
    done = 0

    def kept(start: int, end: int) -> Iterator[tuple[str, Box]]:
        nonlocal place, line
        for at in range(start, end):
            if sheet.text[at] in "\r\n":
                if place is not None:
                    yield "".join(line), place
                line, place = [], None
                continue
            line.append(sheet.text[at])
            if place is None:
                place = sheet.boxes[at]

    for start, end, new in changes:
        yield from kept(done, start)
        line.append(new)
        place = place or next((box for box in sheet.boxes[start:end] if box is not None), None)
        done = end
    yield from kept(done, len(sheet.text))
    if place is not None:
        yield "".join(line), place


class PictureBook:
    """A PDF whose pages are pictures, with their text under them, unseen, so that it can be searched and read aloud.

    Nothing else: no metadata, no links, no attachments, no programs.
    """

    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
        self._pages: list[int] = []

    def add(self, image: "Image", width: float, height: float, lines: Iterable[tuple[str, Box]]) -> None:
        """A page of `width` × `height` points; the places of `lines` are in pixels of the image."""
        mode, coding, pixels = _compressed(image)
        picture = self._add(
            f"<< /Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} /ColorSpace "
            f"/{mode} /BitsPerComponent 8 /Filter /{coding} /Length {len(pixels)} >>".encode(),
            pixels,
        )
        across, up = width / image.width, height / image.height
        commands = [f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /P Do Q BT 3 Tr".encode()]
        for text, (left, _, _, bottom) in lines:
            commands.append(
                f"/F {8:d} Tf 1 0 0 1 {left * across:.2f} {height - bottom * up:.2f} Tm (".encode()
                + _pdf_text(text)
                + b") Tj"
            )
        drawn = b"\n".join([*commands, b"ET"])
        drawing = self._add(f"<< /Length {len(drawn)} >>".encode(), drawn)
        self._pages.append(
            self._add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] /Contents {drawing} 0 R "
                f"/Resources << /XObject << /P {picture} 0 R >> /Font << /F 3 0 R >> >> >>".encode()
            )
        )

    def _add(self, dictionary: bytes, stream: bytes | None = None) -> int:
        self._objects.append(
            dictionary if stream is None else dictionary + b"\nstream\n" + stream + b"\nendstream"
        )
        return len(self._objects)

    @property
    def size(self) -> int:
        """Bytes so far."""
        return sum(map(len, self._objects))

    def bound(self) -> bytes:
        """The file."""
        self._objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(self._pages)} >>".encode()
        out = io.BytesIO()
        out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places: list[int] = []
        for number, content in enumerate(self._objects, 1):
            places.append(out.tell())
            out.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
        table = out.tell()
        out.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
        out.write(b"".join(f"{place:010d} 00000 n \n".encode() for place in places))
        out.write(f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode())
        return out.getvalue()


def _compressed(image: "Image") -> tuple[str, str, bytes]:
    """The pixels, and how they are to be read: a page of text as a few greys, which stay sharp; others as JPEG."""
    if _is_grey(image):
        grey = image.convert("L")
        pixels = zlib.compress(
            grey.point([min(255, (level + 8) // 17 * 17) for level in range(256)]).tobytes(), 6
        )
        if len(pixels) < _LARGE_PAGE:
            return "DeviceGray", "FlateDecode", pixels
    content = io.BytesIO()
    image.convert("RGB").save(content, "JPEG", quality=_QUALITY, optimize=True)
    return "DeviceRGB", "DCTDecode", content.getvalue()


def _is_grey(image: "Image") -> bool:
    _, blue, red = image.convert("RGB").reduce(4).convert("YCbCr").split()
    return all(
        abs(level - 128) <= _COLOURLESS  # type: ignore[operator]
        for band in (blue, red)
        for level in band.getextrema()
    )


def _pdf_text(text: str) -> bytes:
    encoded = text.replace("\u202f", " ").replace("\u2011", "-").encode("cp1252", "replace")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\t", b" ")
