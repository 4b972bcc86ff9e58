"""The zip around a document: the same document gives the same bytes."""

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_FIRST = "mimetype"  # OpenDocument wants it first, and not compressed: a reader knows the file by it


def repacked(archive: bytes, *, without: tuple[str, ...] = ()) -> bytes:
    """The same entries without their times and without those whose name begins with one of `without`."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        names = [name for name in read.namelist() if not name.startswith(without or ("\0",))]
        for name in sorted(names, key=lambda name: name != _FIRST):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == _FIRST else zipfile.ZIP_DEFLATED
            written.writestr(entry, read.read(name))
    return out.getvalue()
