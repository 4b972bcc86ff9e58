"""Files that are there whole or not at all, and that replace what was there before."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def put(path: Path, data: bytes, *, private: bool = False) -> None:
    """`path` with `data`, durable; `private` is for its owner alone (0600). Raises OSError."""
    put_pieces(path, (data,), private=private)


def put_pieces(path: Path, pieces: Iterable[bytes], *, private: bool = False) -> None:
    """The same for what is too large to be held."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(
        part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600 if private else 0o666
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
