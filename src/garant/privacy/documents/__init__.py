"""Documents in, documents out: the text of a file, and the same file with other text. Readers load lazily."""

from garant.privacy.documents.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentNotClean,
    DocumentTooLarge,
    DocumentUnknown,
    DocumentWithObjects,
    FileExists,
    FileUnreadable,
    KeyDamaged,
    NothingToRestore,
)
from garant.privacy.documents.keyfile import KeyFile, read_key
from garant.privacy.documents.masking import MaskedDocument, masked, restored
from garant.privacy.documents.opening import SUFFIXES, Document, open_document
from garant.privacy.documents.writing import write_new

__all__ = [
    "SUFFIXES",
    "Document",
    "DocumentDamaged",
    "DocumentEmpty",
    "DocumentEncrypted",
    "DocumentNotClean",
    "DocumentTooLarge",
    "DocumentUnknown",
    "DocumentWithObjects",
    "FileExists",
    "FileUnreadable",
    "KeyDamaged",
    "KeyFile",
    "MaskedDocument",
    "NothingToRestore",
    "masked",
    "open_document",
    "read_key",
    "restored",
    "write_new",
]
