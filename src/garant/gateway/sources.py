"""Where the gateway's snapshot comes from: a value, or a signed file that the control plane replaces."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from garant.gateway.errors import SnapshotOlder, SnapshotUnreadable
from garant.gateway.publish import SNAPSHOT_FILE, read_document, write_atomically
from garant.gateway.snapshot import Snapshot
from garant.words import GarantError

LAST_GOOD_FILE = "snapshot.good.json"


class Source(Protocol):
    """Gives the snapshot in force. `refresh` may take its time and is called off the event loop."""

    def current(self) -> Snapshot | None:
        """The snapshot in force; None where none was ever good."""
        ...

    def refresh(self) -> GarantError | None:
        """Looks for a newer one. The error says why what was found is refused; the last good one then stays."""
        ...


class FixedSource:
    """One snapshot for good: the gateway on its own."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def current(self) -> Snapshot:
        return self._snapshot

    def refresh(self) -> None:
        return None


class FileSource:
    """The signed `snapshot.json` of a directory, looked at again when its date or size changes.

    What was once good is kept beside it: a damaged or forged file, or an older version, changes nothing, and a
    restart meanwhile finds the last good one.
    """

    def __init__(
        self,
        directory: Path,
        public_key: Ed25519PublicKey,
        *,
        changed: Callable[[Path], object] | None = None,
    ) -> None:
        self._directory = directory
        self._public_key = public_key
        self._changed = changed or _stamp
        self._seen: object = None
        self._snapshot: Snapshot | None = None
        self._recover()

    def current(self) -> Snapshot | None:
        return self._snapshot

    def refresh(self) -> GarantError | None:
        path = self._directory / SNAPSHOT_FILE
        stamp = self._changed(path)
        if stamp == self._seen:
            return None
        self._seen = stamp
        if stamp is None:
            return SnapshotUnreadable(file=SNAPSHOT_FILE)
        try:
            raw = path.read_bytes()
            snapshot = read_document(raw, self._public_key, file=SNAPSHOT_FILE)
        except OSError:
            return SnapshotUnreadable(file=SNAPSHOT_FILE)
        except GarantError as error:
            return error
        current = self._snapshot
        if current is not None and snapshot.version <= current.version:
            if snapshot.version == current.version:
                return None
            return SnapshotOlder(version=snapshot.version, current=current.version)
        self._snapshot = snapshot
        # In force all the same: only a restart would not find it.
        with contextlib.suppress(OSError):
            write_atomically(self._directory / LAST_GOOD_FILE, raw)
        return None

    def _recover(self) -> None:
        try:
            raw = (self._directory / LAST_GOOD_FILE).read_bytes()
            self._snapshot = read_document(raw, self._public_key, file=LAST_GOOD_FILE)
        except (OSError, GarantError):
            self._snapshot = None


def _stamp(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
