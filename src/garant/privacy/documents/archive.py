"""Office files are zip archives: opened with limits, so that a bomb, a lock or damage is seen before it harms."""

import io
import zipfile
from collections.abc import Mapping

from garant.privacy.documents.errors import DocumentDamaged, DocumentEncrypted, DocumentTooLarge

MOST_ENTRIES = 4_000
MOST_UNPACKED = 300 << 20  # bytes, all entries together
MOST_RATIO = 250  # of an entry larger than a megabyte: XML seldom passes 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a password-protected Office file, or one from before 2007


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """Every entry of the archive, in its order."""
    if data.startswith(_OLE):
        raise DocumentEncrypted(file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _entries(archive, name)
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        zipfile.LargeZipFile,
    ) as error:
        raise DocumentDamaged(file=name) from error
    except RuntimeError as error:  # zipfile raises it for an entry that needs a password
        raise DocumentEncrypted(file=name) from error


def _entries(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise DocumentTooLarge(file=name, megabytes=MOST_UNPACKED >> 20)
    entries: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for info in infos:
        if info.flag_bits & 1:
            raise DocumentEncrypted(file=name)
        if info.filename in entries:
            raise DocumentDamaged(file=name)
        # What the archive says of its sizes is not trusted: reading stops at the limit.
        allowed = min(left, max(1 << 20, info.compress_size * MOST_RATIO))
        with archive.open(info) as entry:
            content = entry.read(allowed + 1)
        if len(content) > allowed:
            raise DocumentTooLarge(file=name, megabytes=MOST_UNPACKED >> 20)
        left -= len(content)
        entries[info.filename] = content
    return entries


def repack(data: bytes, entries: Mapping[str, bytes]) -> bytes:
    """The archive `data` with the contents of `entries`: same order, same compression, same dates, no comments."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for info in source.infolist():
            if info.filename in entries:
                info.comment = info.extra = b""
                target.writestr(info, entries[info.filename], compress_type=info.compress_type)
    return packed.getvalue()
