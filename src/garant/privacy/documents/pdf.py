"""PDF: its text layer, page by page. What is written is the text (.txt or .md): the layout is not kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from garant.privacy.documents.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentTooLarge,
)
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change

MOST_PAGES = 3_000
MOST_CHARACTERS = 50_000_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(frozen=True)
class Pdf:
    pieces: Sequence[str]
    unread: int
    suffix: str = ".txt"

    @classmethod
    def read(cls, data: bytes, name: str) -> "Pdf":
        import pypdfium2

        if b"%PDF-" not in data[:1024]:
            raise DocumentDamaged(file=name)
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
                raise DocumentEncrypted(file=name) from error
            raise DocumentDamaged(file=name) from error
        try:
            if len(document) > MOST_PAGES:
                raise DocumentTooLarge(file=name, megabytes=MOST_CHARACTERS >> 20)
            pages = []
            length = 0
            for page in document:
                text = page.get_textpage().get_text_bounded()
                length += len(text)
                if length > MOST_CHARACTERS:
                    raise DocumentTooLarge(file=name, megabytes=MOST_CHARACTERS >> 20)
                pages.append(text.replace("\r\n", "\n").replace("\ufffe", "-"))
        except pypdfium2.PdfiumError as error:
            raise DocumentDamaged(file=name) from error
        finally:
            document.close()
        if not any(map(str.strip, pages)):
            raise DocumentEmpty(file=name)
        return cls(pages, sum(not page.strip() for page in pages))

    def label(self, piece: int) -> Label | None:
        return None

    def glue(self, piece: int) -> str:
        return "\n"

    def cells(self, piece: int) -> Sequence[tuple[int, int]] | None:
        return None

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        return "\n\n".join(pieces).encode("utf-8", "replace")
