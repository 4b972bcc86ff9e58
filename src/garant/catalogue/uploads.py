"""A file that says that it is a PDF: what it is by its content."""

import re

from garant.catalogue.errors import ProofFileNotPdf, ProofFileTooLarge

LARGEST_BYTES = 5 << 20
_HEADER = re.compile(rb"%PDF-[12]\.[0-9]")
_TAIL_BYTES = 2048  # some writers add blanks or a signature's padding after the end mark


def checked_pdf(content: bytes) -> bytes:
    """The content, where it is a whole PDF of a bounded size. It is kept and handed back, never opened here."""
    if len(content) > LARGEST_BYTES:
        raise ProofFileTooLarge(limit_mib=LARGEST_BYTES >> 20)
    tail = content[-_TAIL_BYTES:]
    if _HEADER.match(content) is None or b"startxref" not in tail or b"%%EOF" not in tail:
        raise ProofFileNotPdf
    return content
