"""What can be wrong with a file. Facts are names and numbers, never what the file says."""

from garant.words import GarantError


class FileUnreadable(GarantError):
    code = "file_unreadable"


class FileExists(GarantError):
    code = "file_exists"


class FileNotWritten(GarantError):
    code = "file_not_written"


class DocumentUnknown(GarantError):
    code = "document_unknown"


class DocumentDamaged(GarantError):
    code = "document_damaged"


class DocumentEncrypted(GarantError):
    code = "document_encrypted"


class DocumentTooLarge(GarantError):
    """Also what grows too large once unpacked: a zip bomb."""

    code = "document_too_large"


class DocumentEmpty(GarantError):
    """Nothing to read: an empty file, or a scan without a text layer."""

    code = "document_empty"


class DocumentWithObjects(GarantError):
    """An embedded spreadsheet or object holds text that we would neither read nor mask."""

    code = "document_with_objects"


class DocumentNotClean(GarantError):
    """Re-extraction found a masked value again. Nothing is written."""

    code = "document_not_clean"


class KeyDamaged(GarantError):
    code = "key_damaged"


class NothingToRestore(GarantError):
    """No pseudonym of the key stands in the file: the wrong key, or the wrong file."""

    code = "nothing_to_restore"
