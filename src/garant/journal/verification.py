"""Verification: is each chain whole, unchanged, and as long as its sealed head says?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from garant.journal.chain import Line, Link, NotALine, canonical, genesis, hash_of, leaf_of, read_line
from garant.journal.fault import Fault, FaultKind
from garant.journal.head import Head, NoHead, read_head
from garant.journal.layout import LOCK, segments, writers
from garant.journal.lock import is_locked
from garant.journal.register import NoRegister, read_register


@dataclass(frozen=True, slots=True)
class WriterVerification:
    """What was found of one writer. `entries` and the times are those of the sound part, up to the fault."""

    writer: str
    entries: int
    first_at: datetime | None
    last_at: datetime | None
    fault: Fault | None
    live: bool = False  # a spool writes it at this moment

    @property
    def ok(self) -> bool:
        return self.fault is None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a journal. Without the key (`sealed` false) a cut end can't be excluded.

    What no check on one machine can find: a whole journal and its heads put back to an older copy. Signed
    checkpoints, kept elsewhere, are the answer to that.
    """

    writers: tuple[WriterVerification, ...]
    sealed: bool
    fault: Fault | None = None  # of the list of writers itself

    @property
    def ok(self) -> bool:
        return self.fault is None and all(writer.ok for writer in self.writers)

    @property
    def entries(self) -> int:
        return sum(writer.entries for writer in self.writers)


def verify(directory: Path, key: bytes | None) -> Verification:
    """Reads every line of every writer; nothing is written. A journal in use may be verified."""
    present = writers(directory)
    registered: tuple[str, ...] = ()
    fault = None
    try:
        registered = read_register(directory, key)
    except NoRegister:
        if key is not None:
            fault = Fault(FaultKind.REGISTER)
    found = [_verify_writer(directory / writer, writer, key) for writer in present]
    if fault is None and registered:
        found = [
            each
            if each.writer in registered or each.fault is not None
            else WriterVerification(each.writer, 0, None, None, Fault(FaultKind.FOREIGN, seq=1))
            for each in found
        ]
    missing = [
        WriterVerification(writer, 0, None, None, Fault(FaultKind.MISSING_WRITER, seq=1))
        for writer in registered
        if writer not in present
    ]
    return Verification(
        tuple(sorted([*found, *missing], key=lambda each: each.writer)), key is not None, fault
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A line where it stands. `whole` is false for the end of a file that lacks its newline."""

    segment: int
    line: int
    raw: bytes
    whole: bool


def _verify_writer(folder: Path, writer: str, key: bytes | None) -> WriterVerification:
    live = is_locked(folder / LOCK)
    # The head first: entries may come behind it while we read, never the other way round.
    head, fault = _head(folder, writer, key, attempts=5 if live else 1)
    end = genesis(writer)
    first_at: datetime | None = None
    last_at: datetime | None = None
    found = segments(folder)
    numbers = [number for number, _ in found]
    if fault is None:
        gap = next((number for number in range(1, max(numbers, default=0)) if number not in numbers), None)
        for place in _places(found):
            if gap is not None and place.segment > gap:
                fault = Fault(FaultKind.MISSING_SEGMENT, end.seq + 1, gap)
                break
            if not place.whole and live and (head is None or end.seq >= head.end.seq):
                break  # the writer is half-way through it
            line, fault = _check(place, end, writer, last_segment=numbers[-1])
            if fault is not None and fault.kind is FaultKind.REMOVED:
                fault = _removed_or_moved(found, fault)
            if fault is not None or line is None:
                break
            end = Link(line.seq, line.hash)
            first_at, last_at = first_at or line.at, line.at
            if head is not None and end.seq == head.end.seq and end.hash != head.end.hash:
                # The chain holds, but it is another one: rewritten by someone without the key.
                fault = Fault(FaultKind.CHANGED, end.seq, place.segment, place.line)
                break
    if fault is None and head is not None:
        if end.seq < head.end.seq:
            gone = head.segment not in numbers
            kind = FaultKind.MISSING_SEGMENT if gone else FaultKind.TRUNCATED
            fault = Fault(kind, end.seq + 1, head.segment)
        elif end.seq > head.end.seq and not live:
            fault = Fault(FaultKind.UNSEALED, head.end.seq + 1, head.segment)
    return WriterVerification(writer, end.seq, first_at, last_at, fault, live)


def _head(folder: Path, writer: str, key: bytes | None, *, attempts: int) -> tuple[Head | None, Fault | None]:
    try:
        head = read_head(folder, key, attempts=attempts)
    except NoHead:
        # Without the key an export may well come without its head: the chain alone is checked then.
        return None, Fault(FaultKind.HEAD, seq=1) if key is not None else None
    if head.writer != writer:
        return head, Fault(FaultKind.FOREIGN, seq=1)
    return head, None


def _places(found: list[tuple[int, Path]]) -> Iterator[_Place]:
    for number, path in found:
        with path.open("rb") as file:
            for rank, raw in enumerate(file, start=1):
                whole = raw.endswith(b"\n")
                yield _Place(number, rank, raw[:-1] if whole else raw, whole)


def _check(place: _Place, end: Link, writer: str, *, last_segment: int) -> tuple[Line | None, Fault | None]:
    """The line, or the fault that keeps it from being the next one of the chain."""
    expected = end.seq + 1

    def fault(kind: FaultKind) -> tuple[None, Fault]:
        return None, Fault(kind, expected, place.segment, place.line)

    if not place.whole:
        return fault(FaultKind.TORN if place.segment == last_segment else FaultKind.CHANGED)
    try:
        line = read_line(place.raw)
    except NotALine:
        return fault(FaultKind.CHANGED)
    if not line.canonical or line.leaf != leaf_of(canonical(line.body)) or line.seq != line.body["seq"]:
        return fault(FaultKind.CHANGED)
    if line.writer != writer:
        return fault(FaultKind.FOREIGN)
    if line.seq < expected:
        return fault(FaultKind.DUPLICATED)
    if line.seq > expected:
        return fault(FaultKind.REMOVED)
    try:
        chained = hash_of(end.hash, line.leaf)
    except ValueError:
        return fault(FaultKind.CHANGED)
    if line.hash != chained:
        return fault(FaultKind.CHANGED)
    return line, None


def _removed_or_moved(found: list[tuple[int, Path]], fault: Fault) -> Fault:
    """The expected entry may stand further on: then it was moved, not removed."""
    for place in _places(found):
        try:
            if read_line(place.raw).seq == fault.seq:
                return Fault(FaultKind.REORDERED, fault.seq, fault.segment, fault.line)
        except NotALine:
            continue
    return fault
