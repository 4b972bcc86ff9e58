"""The secrets of the state directory: made once, hexadecimal, readable by their owner alone."""

import contextlib
import os
import secrets as chance
from pathlib import Path

from garant.gateway.errors import StateSecretUnreadable, StateUnwritable

_SIZE = 32


def secret_file(path: Path) -> bytes:
    """The 32 bytes that stand in `path`; made of chance, 0600, where the file is not there yet.

    Raises StateSecretUnreadable for a file that is not ours: a new secret would break what the old one signed.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            return _read(path)
        # Whole or not at all: another process that starts at this moment must not read an empty file.
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(chance.token_bytes(_SIZE).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    except OSError as error:
        raise StateUnwritable(path=str(path), reason=error.strerror or "") from error
    return _read(path)


def _read(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise StateSecretUnreadable(path=str(path)) from error
    if len(secret) != _SIZE:
        raise StateSecretUnreadable(path=str(path))
    return secret
