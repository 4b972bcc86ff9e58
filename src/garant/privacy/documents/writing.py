"""Writing without ever overwriting, and whole or not at all."""

import os
import tempfile
from pathlib import Path

from garant.privacy.documents.errors import FileExists, FileNotWritten


def write_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """A new file with `data`, durable; `private` is for its owner alone (0600). FileExists if it is there."""
    if path.exists() or path.is_symlink():
        raise FileExists(file=path.name)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise FileNotWritten(file=path.name) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(0o666 & ~umask)
        # A link, not a rename: it fails where a file of this name has come up meanwhile.
        os.link(temporary, path)
    except FileExistsError as error:
        raise FileExists(file=path.name) from error
    except OSError as error:
        raise FileNotWritten(file=path.name) from error
    finally:
        Path(temporary).unlink(missing_ok=True)
