"""The sealed list of the writers of a journal: without it, a whole writer's folder could vanish unseen."""

import hashlib
import hmac
import os
from pathlib import Path

import orjson

from garant.journal.chain import canonical
from garant.journal.layout import WRITERS, WRITERS_LOCK, sync_folder
from garant.journal.lock import take_lock


class NoRegister(Exception):
    """The list is missing, damaged, or sealed with another key."""


def read_register(journal: Path, key: bytes | None) -> tuple[str, ...]:
    """The writers that this journal ever had. Without a key the seal is not looked at."""
    try:
        raw = (journal / WRITERS).read_bytes()
        read = orjson.loads(raw)
        names, mac = read["writers"], read["mac"]
        sound = raw == _record(names, mac) and all(isinstance(name, str) for name in names)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise NoRegister from error
    if not sound or (key is not None and not hmac.compare_digest(mac.encode(), _mac(names, key).encode())):
        raise NoRegister
    return tuple(names)


def register_writer(journal: Path, writer: str, key: bytes, *, patience_s: float) -> bool:
    """Adds a writer to the list, atomically; True where it is new. NoRegister where the list is not ours."""
    lock = take_lock(journal / WRITERS_LOCK, writer=writer, patience_s=patience_s)
    try:
        names: tuple[str, ...] = ()
        if (journal / WRITERS).exists():
            names = read_register(journal, key)
        if writer in names:
            return False
        names = tuple(sorted((*names, writer)))
        fresh = journal / f"{WRITERS}.new"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_record(names, _mac(names, key)))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(journal / WRITERS)
        sync_folder(journal)
    finally:
        os.close(lock)
    return True


def _record(names: object, mac: object) -> bytes:
    return canonical({"mac": mac, "writers": names}) + b"\n"


def _mac(names: object, key: bytes) -> str:
    return hmac.new(key, b"garant.journal.writers.1:" + canonical(names), hashlib.sha256).hexdigest()
