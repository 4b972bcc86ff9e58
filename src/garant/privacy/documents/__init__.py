"""Documents in, documents out: the text of a file, and the same file with other text. Readers load lazily."""

from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentMisnamed,
    DocumentNotClean,
    DocumentTooLarge,
    DocumentTooManyCells,
    DocumentUnknown,
    DocumentWithObjects,
    FileExists,
    FileNotRegular,
    FileUnreadable,
    FlatNotRestorable,
    KeyDamaged,
    NothingToRestore,
    ScanUnreadable,
    ScanWithoutReader,
)
from garant.privacy.documents.files import Pseudonymised, Restored, pseudonymise_file, restore_file
from garant.privacy.documents.finding import cut
from garant.privacy.documents.keyfile import KeyFile, read_key
from garant.privacy.documents.masking import MaskedDocument, masked, restored
from garant.privacy.documents.opening import SUFFIXES, check_there, is_folder, open_bytes, open_document
from garant.privacy.documents.remark import Remark
from garant.privacy.documents.writing import write_new

__all__ = [
    "SUFFIXES",
    "Document",
    "DocumentDamaged",
    "DocumentEmpty",
    "DocumentEncrypted",
    "DocumentMisnamed",
    "DocumentNotClean",
    "DocumentTooLarge",
    "DocumentTooManyCells",
    "DocumentUnknown",
    "DocumentWithObjects",
    "FileExists",
    "FileNotRegular",
    "FileUnreadable",
    "FlatNotRestorable",
    "KeyDamaged",
    "KeyFile",
    "MaskedDocument",
    "NothingToRestore",
    "Pseudonymised",
    "Remark",
    "Restored",
    "ScanUnreadable",
    "ScanWithoutReader",
    "check_there",
    "cut",
    "is_folder",
    "masked",
    "open_bytes",
    "open_document",
    "pseudonymise_file",
    "read_key",
    "restore_file",
    "restored",
    "write_new",
]
