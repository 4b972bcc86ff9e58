"""One writer for one chain: a lock on a file, held while the spool is open, gone with its process."""

import fcntl
import os
import time
from pathlib import Path

from garant.journal.errors import JournalLocked


def take_lock(path: Path, *, writer: str, patience_s: float) -> int:
    """A handle that holds the lock until it is closed. JournalLocked after `patience_s` seconds.

    The patience covers a predecessor that is shutting down, and a reader who asks whether a writer lives.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    give_up = time.monotonic() + patience_s
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= give_up:
                os.close(handle)
                raise JournalLocked(writer=writer) from error
            time.sleep(0.02)
        else:
            return handle


def is_locked(path: Path) -> bool:
    """Whether a writer lives. Where the lock file can't be opened (an export), nobody writes."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
