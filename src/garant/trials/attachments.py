"""Files beside a result: what they are is read in them, not in their name. Pure."""

import io
import zipfile
from pathlib import PurePath

from garant.trials.errors import AttachmentRefused

LARGEST = 5_000_000  # bytes
MOST = 20  # of one trial: it is an illustration, not a store

# Suffix → content type.
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "csv": "text/csv; charset=utf-8",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SAME = {"jpeg": "jpg"}
_BEGINNINGS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def checked(name: str, content: bytes) -> str:
    """The suffix of a file that is what its name says; AttachmentRefused for any other."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    suffix = _SAME.get(suffix, suffix)
    if suffix not in TYPES:
        raise _refused("ce type de fichier n’est pas accepté")
    if not content:
        raise _refused("le fichier est vide")
    if len(content) > LARGEST:
        raise _refused("le fichier est trop lourd")
    if not _is(suffix, content):
        raise _refused(f"son contenu n’est pas celui d’un fichier {suffix.upper()}")
    return suffix


def _is(suffix: str, content: bytes) -> bool:
    if suffix in _BEGINNINGS:
        return content.startswith(_BEGINNINGS[suffix])
    if suffix == "csv":
        return _is_text(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if suffix in _MAIN_PART:
                return _MAIN_PART[suffix] in names
            declared = archive.read("mimetype") if _short(archive, "mimetype") else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError):
        return False
    return declared.decode("ascii", "replace").strip() == TYPES[suffix]


def _short(archive: zipfile.ZipFile, name: str) -> bool:
    """There, and small: what unfolds without end is no document."""
    return name in archive.namelist() and archive.getinfo(name).file_size < 1000


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _refused(why: str) -> AttachmentRefused:
    return AttachmentRefused(why=why, limit=LARGEST // 1_000_000)
