"""The spool: entries in from any thread, durable lines out through one writer thread.

Group commit: while one batch is being synced, the next one gathers. An fsync costs milliseconds and a line
microseconds, so many entries for one fsync is what makes "durable before the answer" affordable.
"""

import os
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import NamedTuple, Self

from garant.journal.chain import write_line
from garant.journal.entry import Entry, WriterRecovered
from garant.journal.errors import JournalUnavailable
from garant.journal.layout import LOCK, check_writer
from garant.journal.lock import take_lock
from garant.journal.recovery import resume
from garant.journal.store import Store

MOST_WAITING = 20_000  # entries; beyond it the disk does not follow, and a request had better be refused
LARGEST_BATCH = 2_048
SEGMENT_BYTES = 16 * 1024 * 1024

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock by default."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The entry is durable at this place of its writer's chain."""

    seq: int
    hash: str


_SPOOLS: "weakref.WeakSet[Spool]" = weakref.WeakSet()


def _let_go_in_a_copy() -> None:
    """A forked child would keep the lock of a parent that has died: it closes its copy of the handle at once."""
    for spool in list(_SPOOLS):
        spool.let_go()


os.register_at_fork(after_in_child=_let_go_in_a_copy)


class _Waiting(NamedTuple):
    entry: Entry
    at: datetime
    future: Future[Receipt]


class Spool:
    """One writer's end of the journal. Open it once for a process; any thread may use it."""

    def __init__(self, store: Store, lock: int, *, writer: str, clock: Clock) -> None:
        self.writer = writer
        self._store = store
        self._lock = lock
        self._clock = clock
        self._process = os.getpid()
        self._door = threading.Lock()  # nothing enters behind the last entry of close()
        self._open = True
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        _SPOOLS.add(self)
        self._thread = threading.Thread(target=self._run, name=f"journal-{writer}", daemon=True)
        self._thread.start()

    @classmethod
    def open(
        cls,
        directory: Path,
        *,
        writer: str,
        key: bytes,
        clock: Clock = utc_now,
        segment_bytes: int = SEGMENT_BYTES,
        patience_s: float = 2.0,
    ) -> Self:
        """The spool of `writer` in the journal `directory`, both made where they are missing (0700).

        JournalLocked where another spool writes this chain (after `patience_s` seconds), JournalDamaged where the
        chain does not reach its sealed head, JournalUnavailable where the disk refuses.
        A line that a crash left unfinished is set aside, and a WriterRecovered entry says so.
        """
        folder = directory / check_writer(writer)
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            lock = take_lock(folder / LOCK, writer=writer, patience_s=patience_s)
        except OSError as error:
            raise JournalUnavailable(writer=writer, reason=_reason(error)) from error
        try:
            tail = resume(directory, folder, writer=writer, key=key, patience_s=patience_s)
            store = Store(
                folder,
                writer=writer,
                key=key,
                end=tail.end,
                segment=tail.segment,
                size=tail.size,
                segment_bytes=segment_bytes,
            )
        except OSError as error:
            os.close(lock)
            raise JournalUnavailable(writer=writer, reason=_reason(error)) from error
        except BaseException:
            os.close(lock)
            raise
        spool = cls(store, lock, writer=writer, clock=clock)
        if tail.torn_bytes or tail.unsealed:
            recovered = WriterRecovered(organisation="", torn_bytes=tail.torn_bytes, unsealed=tail.unsealed)
            try:
                spool.append(recovered)
            except JournalUnavailable:
                spool.close()
                raise
        return spool

    def append(self, entry: Entry) -> Receipt:
        """Returns once the entry is durable; JournalUnavailable where it can't be made so."""
        return self.submit(entry).result()

    def submit(self, entry: Entry) -> Future[Receipt]:
        """For callers that do not wait here: `await asyncio.wrap_future(spool.submit(entry))`.

        The future fails with JournalUnavailable. It can't be cancelled: what happened is written, whoever left.
        """
        future: Future[Receipt] = Future()
        future.set_running_or_notify_cancel()
        refusal = self._refusal()
        if refusal is None:
            waiting = _Waiting(entry, self._clock(), future)
            with self._door:
                if self._open:
                    self._queue.put(waiting)
                    return future
            refusal = "il est fermé"
        future.set_exception(JournalUnavailable(writer=self.writer, reason=refusal))
        return future

    def close(self) -> None:
        """Writes what waits, then lets go of the chain. Twice does no harm."""
        if os.getpid() != self._process:
            return
        with self._door:
            if self._open:
                self._open = False
                self._queue.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def let_go(self) -> None:
        """In a forked child: the chain stays the parent's, and the parent's alone."""
        self._open = False
        os.close(self._lock)

    def _refusal(self) -> str | None:
        if os.getpid() != self._process:
            return "ce processus est une copie (fork) de celui qui l’a ouvert"
        if self._queue.qsize() >= MOST_WAITING:
            return "trop d’écritures attendent le disque"
        return None

    def _run(self) -> None:
        try:
            more = True
            while more:
                batch, more = self._gather()
                if batch:
                    self._commit(batch)
        finally:
            with self._door:
                self._open = False
            self._fail_the_rest()
            try:
                self._store.close()
            finally:
                _SPOOLS.discard(self)
                os.close(self._lock)

    def _gather(self) -> tuple[list[_Waiting], bool]:
        """Waits for one entry, then takes all that came meanwhile. False: that was the last batch."""
        first = self._queue.get()
        if first is None:
            return [], False
        batch = [first]
        while len(batch) < LARGEST_BATCH:
            try:
                waiting = self._queue.get_nowait()
            except Empty:
                break
            if waiting is None:
                return batch, False
            batch.append(waiting)
        return batch, True

    def _commit(self, batch: list[_Waiting]) -> None:
        end = self._store.end
        lines, receipts = [], []
        try:
            for entry, at, _ in batch:
                line, end = write_line(entry, writer=self.writer, at=at, after=end)
                lines.append(line)
                receipts.append(Receipt(end.seq, end.hash))
            self._store.write(b"".join(lines), end)
        except JournalUnavailable as error:
            for waiting in batch:
                waiting.future.set_exception(JournalUnavailable(**error.facts))
        except BaseException:
            # A mistake of ours: nobody may wait for ever on a thread that is gone.
            for waiting in batch:
                waiting.future.set_exception(
                    JournalUnavailable(writer=self.writer, reason="une erreur interne l’a arrêté")
                )
            raise
        else:
            for waiting, receipt in zip(batch, receipts, strict=True):
                waiting.future.set_result(receipt)

    def _fail_the_rest(self) -> None:
        while True:
            try:
                waiting = self._queue.get_nowait()
            except Empty:
                return
            if waiting is not None:
                waiting.future.set_exception(JournalUnavailable(writer=self.writer, reason="il est fermé"))


def _reason(error: OSError) -> str:
    return f"le système répond {error.strerror or type(error).__name__}"
