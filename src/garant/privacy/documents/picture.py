"""Pictures (.png, .jpg, .tiff): read by eye, painted over, written without what cameras and programs add."""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from garant.privacy.documents import ocr
from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import (
    DocumentDamaged,
    DocumentTooLarge,
    ScanUnreadable,
    ScanWithoutReader,
)
from garant.privacy.documents.painting import Sheet, is_read, paint
from garant.privacy.documents.pdf import PdfText, look_again
from garant.privacy.documents.remark import Remark
from garant.privacy.pseudonyms import Change

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 80_000_000
MOST_FRAMES = 200
_SMALL = 1_000  # pixels: letters of a narrower picture are doubled in size to be read
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".tif": "TIFF", ".tiff": "TIFF"}


@dataclass
class Picture(Document):
    images: list["Image"]
    sheets: list[Sheet]
    name: str
    kind: str
    counted: Counter[Remark]

    @classmethod
    def read(cls, data: bytes, name: str) -> "Picture":
        images = _frames(data, name)
        if not ocr.is_there():
            raise ScanWithoutReader(file=name)
        counted = Counter({Remark.PICTURE: len(images)})
        sheets: list[Sheet] = []
        for image in images:
            words = _words(image)
            if words is None or not is_read(words):
                raise ScanUnreadable(file=name)
            sheet = Sheet()
            sheet.blots = [word.box for word in words if word.confidence < ocr.DOUBTFUL_UNDER]
            sheet.add_words(word for word in words if word.confidence >= ocr.DOUBTFUL_UNDER)
            counted[Remark.WORD_BLACKED] += len(sheet.blots)
            sheets.append(sheet)
        return cls(images, sheets, name, "." + name.rpartition(".")[2].lower(), +counted)

    @property
    def suffix(self) -> str:
        return self.kind

    @property
    def is_flat(self) -> bool:
        return True

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return self.counted

    @property
    def pieces(self) -> Sequence[str]:
        return [sheet.text for sheet in self.sheets]

    def as_text(self, suffix: str) -> PdfText:
        """The same document, to be written as its text alone."""
        return PdfText(self, suffix)

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        painted: list[Image] = []
        for image, sheet, changes in zip(self.images, self.sheets, changed, strict=True):
            copy = image.copy()
            paint(copy, sheet, changes)
            if changes:
                look_again(copy, [sheet.text[start:end] for start, end, _ in changes], self.name)
            painted.append(copy)
        out = io.BytesIO()
        kind = _FORMATS[self.kind]
        if kind == "TIFF":
            painted[0].save(out, kind, save_all=True, append_images=painted[1:], compression="tiff_lzw")
        else:
            painted[0].save(out, kind, quality=90)
        return out.getvalue()


def _frames(data: bytes, name: str) -> list["Image"]:
    """The pictures of a file, upright, their pixels alone."""
    from PIL import Image as Images
    from PIL import ImageOps, ImageSequence

    try:
        with Images.open(io.BytesIO(data), formats=tuple(set(_FORMATS.values()))) as opened:
            frames: list[Image] = []
            pixels = 0
            for frame in ImageSequence.Iterator(opened):
                pixels += frame.width * frame.height
                if pixels > MOST_PIXELS or len(frames) >= MOST_FRAMES:
                    raise DocumentTooLarge(file=name, megabytes=MOST_PIXELS // 1_000_000)
                upright = ImageOps.exif_transpose(frame)
                flat = Images.new("RGB", upright.size, (255, 255, 255))
                flat.paste(
                    upright.convert("RGB"),
                    mask=upright.getchannel("A") if "A" in upright.getbands() else None,
                )
                frames.append(flat)
    except (Images.DecompressionBombError, Images.DecompressionBombWarning) as error:
        raise DocumentTooLarge(file=name, megabytes=MOST_PIXELS // 1_000_000) from error
    except (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, EOFError) as error:
        raise DocumentDamaged(file=name) from error  # what Pillow raises for hostile files
    return frames


def _words(image: "Image") -> Sequence[ocr.Word] | None:
    if image.width >= _SMALL:
        return ocr.read(image)
    doubled = image.resize((image.width * 2, image.height * 2))
    words = ocr.read(doubled)
    if words is None:
        return None
    return [
        ocr.Word(word.text, (word.box[0] / 2, word.box[1] / 2, word.box[2] / 2, word.box[3] / 2), word.confidence, word.line)
        for word in words
    ]  # fmt: skip
