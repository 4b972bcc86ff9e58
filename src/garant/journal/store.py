"""The open files of one writer: the segment that grows, and the head. All or nothing, for each batch."""

import errno
import os
from pathlib import Path

from garant.journal.chain import Link
from garant.journal.errors import JournalUnavailable
from garant.journal.head import Head, write_head
from garant.journal.layout import HEAD, segment_path, sync_folder

_sync_data = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync

_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota de disque est atteint",
    errno.EFBIG: "la taille maximale d’un fichier est atteinte",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "l’accès au dossier est refusé",
    errno.EPERM: "l’accès au dossier est refusé",
    errno.ENOENT: "le dossier du journal a disparu",
    errno.EIO: "le disque signale une erreur",
}


class Store:
    """Used by one thread. `end` and `size` only move once a batch is durable."""

    def __init__(
        self, folder: Path, *, writer: str, key: bytes, end: Link, segment: int, size: int, segment_bytes: int
    ) -> None:
        self._folder = folder
        self._writer = writer
        self._key = key
        self._segment_bytes = segment_bytes
        self.end = end
        self._segment = segment
        self._size = size
        self._handle = -1
        self._head = os.open(folder / HEAD, os.O_WRONLY | os.O_CLOEXEC)
        self._sound = False  # the files are known to stand at `end`; after any failure they are not
        try:
            self._restore()
        except OSError as error:
            self._close_handles()
            raise self._unavailable(error) from error

    def write(self, lines: bytes, end: Link) -> None:
        """Makes the lines of a batch durable, then seals the head over them.

        JournalUnavailable where that can't be: then no byte of the batch stays. The next call tries again.
        """
        try:
            if not self._sound:
                self._restore()
            self._refuse_other_hands()
            if self._size >= self._segment_bytes:
                self._roll()
            self._sound = False
            _write_all(self._handle, lines, self._size)
            _sync_data(self._handle)
            write_head(self._head, Head(self._writer, end, self._segment), self._key)
        except OSError as error:
            self._try_to_restore()
            raise self._unavailable(error) from error
        self._sound = True
        self._size += len(lines)
        self.end = end

    def close(self) -> None:
        """Makes the head durable too. What was acknowledged already is."""
        try:
            os.fsync(self._head)
        finally:
            self._close_handles()

    def _restore(self) -> None:
        """Opens the segment anew and takes off whatever a failed batch left there."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        path = segment_path(self._folder, self._segment)
        flags = os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if self._size == 0 else 0)
        self._handle = os.open(path, flags, 0o600)
        # A file shorter than our entries is not ours to fill up again: _refuse_other_hands speaks of it.
        if os.fstat(self._handle).st_size > self._size:
            os.ftruncate(self._handle, self._size)
        os.fsync(self._handle)
        if self._size == 0:
            sync_folder(self._folder)
        # The head names the segment of the last entry: an empty new one holds none yet.
        segment = self._segment if self._size else max(1, self._segment - 1)
        write_head(self._head, Head(self._writer, self.end, segment), self._key)
        self._sound = True

    def _try_to_restore(self) -> None:
        try:
            self._restore()
        except OSError:
            self._sound = False  # still failing: the next batch begins by restoring

    def _refuse_other_hands(self) -> None:
        state = os.fstat(self._handle)
        if state.st_nlink == 0 or state.st_size != self._size:
            raise JournalUnavailable(writer=self._writer, reason="un autre programme a modifié ses fichiers")

    def _roll(self) -> None:
        os.fsync(self._head)  # the head of a full segment never lags by more than one segment
        self._segment, self._size, before = self._segment + 1, 0, (self._segment, self._size)
        try:
            self._restore()
        except OSError:
            self._segment, self._size = before
            raise

    def _unavailable(self, error: OSError) -> JournalUnavailable:
        name = errno.errorcode.get(error.errno or 0, "?")
        return JournalUnavailable(
            writer=self._writer, reason=_REASONS.get(error.errno or 0, f"le système répond {name}")
        )

    def _close_handles(self) -> None:
        for handle in (self._handle, self._head):
            if handle >= 0:
                os.close(handle)
        self._handle = self._head = -1


def _write_all(handle: int, content: bytes, offset: int) -> None:
    view = memoryview(content)
    while view:
        written = os.pwrite(handle, view, offset)
        view, offset = view[written:], offset + written
