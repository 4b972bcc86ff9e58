"""Reading the journal: every sealed entry of every writer, in order of time, from where one stopped."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from garant.journal.chain import hash_of, read_line
from garant.journal.entry import Entry, UnknownEntry
from garant.journal.errors import JournalUnreadable, PositionLost
from garant.journal.head import NoHead, read_head
from garant.journal.layout import segments, writers


@dataclass(frozen=True, slots=True)
class Mark:
    """How far one writer was read: up to `offset` bytes of a segment, where entry `seq` with its `hash` ends."""

    segment: int
    offset: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Record:
    """One entry and its place. `entry` is an UnknownEntry where a newer version wrote it."""

    writer: str
    seq: int
    at: datetime
    entry: Entry | UnknownEntry
    hash: str
    mark: Mark
    leaf: str = ""  # what the tree of the checkpoints holds of it


@dataclass(frozen=True, slots=True)
class Position:
    """How far a reader has come, writer by writer. Keep it to read on from there."""

    marks: Mapping[str, Mark] = field(default_factory=lambda: MappingProxyType({}))

    def past(self, record: Record) -> "Position":
        """The position once this record was taken in."""
        return Position(MappingProxyType({**self.marks, record.writer: record.mark}))

    def to_mapping(self) -> dict[str, list[int | str]]:
        """Plain JSON values, to be kept in a file or a database."""
        return {
            writer: [mark.segment, mark.offset, mark.seq, mark.hash] for writer, mark in self.marks.items()
        }

    @classmethod
    def from_mapping(cls, kept: Mapping[str, Any]) -> Self:
        """The way back. PositionLost where what was kept is no position of this version."""
        try:
            marks = {writer: _mark(mark) for writer, mark in kept.items()}
        except (TypeError, ValueError) as error:
            raise PositionLost(writer="?", segment="?") from error
        return cls(MappingProxyType(marks))


def _mark(kept: Any) -> Mark:
    segment, offset, seq, hashed = kept
    return Mark(int(segment), int(offset), int(seq), str(hashed))


def read_entries(directory: Path, after: Position | None = None) -> Iterator[Record]:
    """The sealed entries of all writers after a position, merged by time. None: from the beginning.

    What a writer has not sealed yet is not given: a failed batch may still be taken back. Reading checks no chain
    (`verify` does). JournalUnreadable on a line that is none, PositionLost where the journal was replaced since.
    """
    marks = after.marks if after is not None else {}
    present = writers(directory)
    for writer, mark in marks.items():
        if writer not in present:
            raise PositionLost(writer=writer, segment=mark.segment)
    readers = [_read_writer(directory / writer, writer, marks.get(writer)) for writer in present]
    return heapq.merge(*readers, key=lambda record: (record.at, record.writer, record.seq))


def _read_writer(folder: Path, writer: str, mark: Mark | None) -> Iterator[Record]:
    last_sealed = _last_sealed(folder)
    found = segments(folder)
    if mark is not None and mark.segment not in (number for number, _ in found):
        raise PositionLost(writer=writer, segment=mark.segment)
    for number, path in found:
        if mark is not None and number < mark.segment:
            continue
        offset = mark.offset if mark is not None and number == mark.segment else 0
        with path.open("rb") as file:
            if file.seek(0, 2) < offset:
                raise PositionLost(writer=writer, segment=number)
            file.seek(offset)
            for rank, raw in enumerate(file, start=1):
                if not raw.endswith(b"\n"):
                    return  # a writer is half-way through it
                try:
                    line = read_line(raw[:-1])
                    followed = mark is None or line.hash == hash_of(mark.hash, line.leaf)
                except ValueError as error:
                    if mark is not None:
                        raise PositionLost(writer=writer, segment=number) from error
                    raise JournalUnreadable(writer=writer, segment=number, line=rank) from error
                if not followed:
                    raise PositionLost(writer=writer, segment=number)
                if last_sealed is not None and line.seq > last_sealed:
                    return
                offset += len(raw)
                mark = None  # only the first line has to follow what was read before
                yield Record(
                    writer,
                    line.seq,
                    line.at,
                    line.entry,
                    line.hash,
                    Mark(number, offset, line.seq, line.hash),
                    line.leaf,
                )


def _last_sealed(folder: Path) -> int | None:
    try:
        return read_head(folder, None, attempts=5).end.seq
    except NoHead:
        return None
