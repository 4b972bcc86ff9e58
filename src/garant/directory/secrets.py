"""The installation's secrets: files of the state directory, made once, readable by their owner alone."""

import hashlib
import hmac
import os
import secrets as chance
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from garant.words import GarantError

_SIZE = 32


class SecretUnreadable(GarantError):
    code = "secret_unreadable"


def installation_secret() -> bytes:
    """The one secret of this installation, `secret.key`; created at its first use."""
    return secret_file(settings.GARANT_STATE / "secret.key")


def derive(purpose: str) -> bytes:
    """A key of 32 bytes for one purpose. Two purposes give two keys, and neither tells the secret."""
    return hmac.new(installation_secret(), purpose.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=16)
def secret_file(path: Path) -> bytes:
    """The secret that stands in `path` as hexadecimal; made of chance, 0600, where the file is not there yet.

    Raises SecretUnreadable for a file that is not ours: a new secret would lose what the old one sealed.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return _read(path)
    made = chance.token_bytes(_SIZE)
    # Written apart, then put in its place at once: whoever starts at the same time meets no file or a whole one.
    apart = path.with_name(f".{path.name}.{chance.token_hex(8)}")
    try:
        _write(apart, made)
        _put(apart, path, made)
    except FileExistsError:
        return _read(path)
    finally:
        apart.unlink(missing_ok=True)
    return made


def _put(apart: Path, path: Path, made: bytes) -> None:
    """Gives the file its place, whole. Where the file system knows no links (exFAT, some shares) it is written there:
    whoever starts in that moment may meet a part of it, and says so.

    Raises FileExistsError where another took the place.
    """
    try:
        os.link(apart, path)
    except FileExistsError:
        raise
    except OSError:
        _write(path, made)


def _write(path: Path, made: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise SecretUnreadable(file=path.name) from error
    if len(secret) != _SIZE:
        raise SecretUnreadable(file=path.name)
    return secret
