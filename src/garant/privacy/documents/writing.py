"""Writing without ever overwriting, and whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from garant.privacy.documents.errors import FileExists, FileNotWritten


class Draft:
    """A file in the making: in the folder of the new one, without its name until it is released."""

    def __init__(self, path: Path, file: IO[bytes], temporary: Path, private: bool) -> None:
        self.file = file
        self._path = path
        self._temporary = temporary
        self._private = private

    def write(self, data: bytes) -> None:
        """FileNotWritten where the disk is full."""
        try:
            self.file.write(data)
        except OSError as error:
            raise FileNotWritten(file=self._path.name) from error

    def reopened(self) -> IO[bytes]:
        """What was written so far, to be read."""
        self.file.flush()
        return self._temporary.open("rb")

    def release(self) -> None:
        """Gives the file its name, durably. FileExists where a file of this name has come up meanwhile."""
        try:
            self.file.flush()
            os.fsync(self.file.fileno())
            if not self._private:
                umask = os.umask(0)
                os.umask(umask)
                with suppress(PermissionError):  # a stick or a share that knows no modes
                    self._temporary.chmod(0o666 & ~umask)
            _give_name(self._temporary, self._path)
        except FileExistsError as error:
            raise FileExists(file=self._path.name) from error
        except OSError as error:
            raise FileNotWritten(file=self._path.name) from error


def _give_name(temporary: Path, path: Path) -> None:
    """A link, not a rename: a rename would overwrite. Where there are no links (FAT, many shares), the name is taken
    first, which nobody else can do twice."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            temporary.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


@contextmanager
def draft(path: Path, *, private: bool = False) -> Iterator[Draft]:
    """A draft of `path`; `private` is for its owner alone (0600). Nothing of it stays that was not released."""
    if path.exists() or path.is_symlink():
        raise FileExists(file=path.name)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.")
    except OSError as error:
        raise FileNotWritten(file=path.name) from error
    file = os.fdopen(descriptor, "wb")
    try:
        yield Draft(path, file, Path(temporary), private)
    finally:
        with suppress(OSError):  # a full disk was told by `write` or `release`
            file.close()
        Path(temporary).unlink(missing_ok=True)


def write_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """A new file with `data`, durable; `private` is for its owner alone (0600). FileExists if it is there."""
    with draft(path, private=private) as new:
        new.write(data)
        new.release()
