"""What can be wrong with a file. Facts are names and numbers, never what the file says."""

from garant.words import GarantError


class FileUnreadable(GarantError):
    code = "file_unreadable"


class FileNotRegular(FileUnreadable):
    """A folder, a link, a device, a pipe: what it leads to may change, or never end."""

    code = "file_not_regular"


class FileExists(GarantError):
    code = "file_exists"


class FileNotWritten(GarantError):
    code = "file_not_written"


class DocumentUnknown(GarantError):
    code = "document_unknown"


class DocumentDamaged(GarantError):
    code = "document_damaged"


class DocumentMisnamed(DocumentDamaged):
    """The content is of a known kind, and not of the one that the suffix says."""

    code = "document_misnamed"


class DocumentEncrypted(GarantError):
    code = "document_encrypted"


class DocumentTooLarge(GarantError):
    """Also what grows too large once unpacked: a zip bomb."""

    code = "document_too_large"


class DocumentTooManyCells(DocumentTooLarge):
    code = "document_too_many_cells"


class DocumentEmpty(GarantError):
    """Nothing to read: an empty file."""

    code = "document_empty"


class DocumentWithObjects(GarantError):
    """An embedded spreadsheet or object holds text that we would neither read nor mask."""

    code = "document_with_objects"


class DocumentNotClean(GarantError):
    """Re-extraction found a masked value again. Nothing is written."""

    code = "document_not_clean"


class ScanWithoutReader(GarantError):
    """A picture or a scanned page, and no optical reader on this machine: it is not released."""

    code = "scan_without_reader"


class ScanUnreadable(GarantError):
    """The optical reader found no text that it is sure of: handwriting, a photograph, a blank page."""

    code = "scan_unreadable"


class FlatNotRestorable(GarantError):
    """A redacted PDF or picture is made of pixels: its originals can't come back into it."""

    code = "flat_not_restorable"


class KeyDamaged(GarantError):
    code = "key_damaged"


class NothingToRestore(GarantError):
    """No pseudonym of the key stands in the file: the wrong key, or the wrong file."""

    code = "nothing_to_restore"
