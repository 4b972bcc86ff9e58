"""Where a chain goes on after its writer stopped, whatever stopped it."""

import os
from dataclasses import dataclass
from pathlib import Path

from garant.journal.chain import Line, Link, NotALine, canonical, genesis, hash_of, leaf_of, read_line
from garant.journal.errors import JournalDamaged
from garant.journal.fault import FaultKind
from garant.journal.head import HEAD_BYTES, Head, NoHead, read_head, seal
from garant.journal.layout import HEAD, WRITERS, segment_path, segments, sync_folder
from garant.journal.register import NoRegister, read_register, register_writer


@dataclass(frozen=True, slots=True)
class Tail:
    """Where to write on, and what was found behind the sealed head."""

    end: Link
    segment: int
    size: int  # bytes of the segment that belong to the chain
    torn_bytes: int = 0
    unsealed: int = 0


def resume(journal: Path, folder: Path, *, writer: str, key: bytes, patience_s: float) -> Tail:
    """The tail of this writer's chain; a torn end is set aside in a `.torn` file first.

    JournalDamaged where the chain does not reach its sealed head: someone has to look before anybody writes on.
    The caller holds the writer's lock.
    """
    try:
        registered = (journal / WRITERS).exists() and writer in read_register(journal, key)
    except NoRegister as error:
        raise _damaged(writer, FaultKind.REGISTER) from error
    existing = segments(folder)
    try:
        head = read_head(folder, key)
    except NoHead as error:
        if registered or existing:
            raise _damaged(writer, FaultKind.HEAD) from error
        head = Head(writer, genesis(writer), 1)
        _create_head(folder, head, key)
    if head.writer != writer or (not registered and head.end.seq > 0):
        raise _damaged(writer, FaultKind.FOREIGN)
    # The folder and its head first, its registration last: a registered writer without a head is no accident.
    sync_folder(journal)
    register_writer(journal, writer, key, patience_s=patience_s)
    tail = _tail(folder, writer, head, existing)
    if tail.torn_bytes:
        _set_aside(folder, tail)
    return tail


def _tail(folder: Path, writer: str, head: Head, existing: list[tuple[int, Path]]) -> Tail:
    numbers = [number for number, _ in existing]
    if not numbers and head.end.seq == 0:
        return Tail(head.end, 1, 0)
    if numbers != list(range(1, len(numbers) + 1)) or head.segment not in numbers:
        raise _damaged(writer, FaultKind.MISSING_SEGMENT)
    end = head.end
    sealed = head.end.seq == 0
    size = torn = 0
    for _, path in existing[head.segment - 1 :]:
        if torn:  # what follows a torn line in an older segment was never ours to set aside
            raise _damaged(writer, FaultKind.TORN)
        content = path.read_bytes()
        size = 0
        for raw in content.splitlines(keepends=True):
            line = _whole(raw)
            if not sealed:
                if line is None:
                    raise _damaged(writer, FaultKind.CHANGED)
                if line.seq == head.end.seq:
                    if line.hash != head.end.hash:
                        raise _damaged(writer, FaultKind.CHANGED)
                    sealed = True
            elif line is None or not _follows(line, end, writer):
                torn = len(content) - size
                break
            else:
                end = Link(line.seq, line.hash)
            size += len(raw)
        if not sealed:
            raise _damaged(writer, FaultKind.TRUNCATED)
    return Tail(end, numbers[-1], size, torn, end.seq - head.end.seq)


def _damaged(writer: str, kind: FaultKind) -> JournalDamaged:
    return JournalDamaged(writer=writer, kind=kind.value, fault=kind.french)


def _whole(raw: bytes) -> Line | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        return read_line(raw[:-1])
    except NotALine:
        return None


def _follows(line: Line, end: Link, writer: str) -> bool:
    return (
        line.canonical
        and line.writer == writer
        and line.seq == line.body["seq"] == end.seq + 1
        and line.leaf == leaf_of(canonical(line.body))
        and line.hash == hash_of(end.hash, line.leaf)
    )


def _set_aside(folder: Path, tail: Tail) -> None:
    path = segment_path(folder, tail.segment)
    with path.open("r+b") as file:
        file.seek(tail.size)
        torn = file.read()
        attempt = 1
        while (aside := folder / f"{tail.segment:06d}-{tail.end.seq + 1}-{attempt}.torn").exists():
            attempt += 1
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as copy:
            copy.write(torn)
            copy.flush()
            os.fsync(copy.fileno())
        sync_folder(folder)
        file.truncate(tail.size)
        os.fsync(file.fileno())


def _create_head(folder: Path, head: Head, key: bytes) -> None:
    handle = os.open(folder / HEAD, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        record = seal(head, key)
        assert len(record) == HEAD_BYTES
        file.write(record)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)
