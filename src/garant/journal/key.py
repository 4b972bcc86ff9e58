"""The key that seals the heads. Who holds it can rewrite the journal unseen: readable by the service alone."""

import os
import secrets
import tempfile
from pathlib import Path

from garant.journal.errors import JournalKeyInvalid
from garant.journal.layout import sync_folder

KEY_BYTES = 32


def create_key(path: Path) -> bytes:
    """Makes a new key file (0600, hexadecimal). Never overwrites: with another key, no head could be checked."""
    key = secrets.token_bytes(KEY_BYTES)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whole or not at all: written aside, then given its name, which fails where the name is taken.
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(key.hex().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            os.link(aside, path)
        finally:
            Path(aside).unlink()
        sync_folder(path.parent)
    except FileExistsError as error:
        raise JournalKeyInvalid(path=str(path), problem="il existe déjà") from error
    except OSError as error:
        raise JournalKeyInvalid(path=str(path), problem=_reason(error)) from error
    return key


def load_key(path: Path) -> bytes:
    """The key in this file; refused where others than its owner can read it."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            written = file.read(1024)
    except FileNotFoundError as error:
        raise JournalKeyInvalid(path=str(path), problem="il n’existe pas") from error
    except OSError as error:
        raise JournalKeyInvalid(path=str(path), problem=_reason(error)) from error
    if mode & 0o077:
        raise JournalKeyInvalid(path=str(path), problem="d’autres que son propriétaire peuvent le lire")
    try:
        key = bytes.fromhex(written.decode("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise JournalKeyInvalid(path=str(path), problem="ce n’est pas une clé de journal")
    return key


def _reason(error: OSError) -> str:
    return f"le système répond {error.strerror or error.__class__.__name__}"
