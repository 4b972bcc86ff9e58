"""What can go wrong with a document, as facts."""

from garant.words import GarantError


class FormatUnknown(GarantError):
    """A document was asked for under a suffix that no writer has."""

    code = "paper_format_unknown"


class PdfNotTypeset(GarantError):
    """The typesetter refused a document for another reason than a character that no font draws."""

    code = "paper_pdf_not_typeset"
