"""The chain of one writer: pure functions from entries to lines, and back.

A line is canonical JSON: `{"body": {at, entry, kind, seq, writer}, "hash": …, "leaf": …, "seq": n}`.
`leaf` binds the body, `hash` binds the leaf to all that came before, as RFC 6962 does (0x00 before a leaf, 0x01
before a node). The leaf is kept apart from the body so that a later retention can drop bodies and keep the chain.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from garant.journal.entry import Entry, UnknownEntry, entry_of

_LEAF = b"\x00"
_NODE = b"\x01"
_GENESIS = b"garant.journal.1:"


@dataclass(frozen=True, slots=True)
class Link:
    """The end of a chain: how many entries it holds, and the hash of the last one (of the writer's name: none)."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line, read. What it claims is not checked yet."""

    seq: int
    leaf: str
    hash: str
    body: dict[str, Any]
    canonical: bool  # the bytes are exactly those that we would have written

    @property
    def writer(self) -> object:
        return self.body.get("writer")

    @property
    def at(self) -> datetime:
        """ValueError where the line was not written by us."""
        return datetime.fromisoformat(self.body["at"])

    @property
    def entry(self) -> Entry | UnknownEntry:
        return entry_of(self.body["kind"], self.body["entry"])


class NotALine(ValueError):
    """The bytes are no line of a journal. Never holds them."""


def genesis(writer: str) -> Link:
    """What the first entry of a writer is chained to: two writers never share a first hash."""
    return Link(0, hashlib.sha256(_GENESIS + writer.encode()).hexdigest())


def write_line(entry: Entry, *, writer: str, at: datetime, after: Link) -> tuple[bytes, Link]:
    """The line of an entry, newline included, and the new end of the chain."""
    seq = after.seq + 1
    body = {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "entry": entry.to_mapping(),
        "kind": entry.kind,
        "seq": seq,
        "writer": writer,
    }
    leaf = leaf_of(canonical(body))
    hashed = hash_of(after.hash, leaf)
    line = canonical({"body": body, "hash": hashed, "leaf": leaf, "seq": seq}) + b"\n"
    return line, Link(seq, hashed)


def read_line(raw: bytes) -> Line:
    """A line without its newline, read. NotALine where it can't be one."""
    try:
        read = orjson.loads(raw)
        body = read["body"]
        line = Line(read["seq"], read["leaf"], read["hash"], body, raw == canonical(read))
        well_formed = (
            len(read) == 4
            and isinstance(line.seq, int)
            and isinstance(line.leaf, str)
            and isinstance(line.hash, str)
            and len(line.leaf) == len(line.hash) == 64
            and set(body) == {"at", "entry", "kind", "seq", "writer"}
            and isinstance(body["kind"], str)
            and isinstance(body["entry"], dict)
            and line.at.tzinfo is not None
        )
    except (ValueError, TypeError, KeyError) as error:
        raise NotALine from error
    if not well_formed:
        raise NotALine
    return line


def leaf_of(body: bytes) -> str:
    """The RFC 6962 leaf hash of a canonical body."""
    return hashlib.sha256(_LEAF + body).hexdigest()


def hash_of(previous: str, leaf: str) -> str:
    """The chain hash after a leaf; both are hexadecimal sha256. ValueError where they aren't hexadecimal."""
    return hashlib.sha256(_NODE + bytes.fromhex(previous) + bytes.fromhex(leaf)).hexdigest()


def canonical(value: Any) -> bytes:
    """Canonical JSON: UTF-8, keys sorted, no space."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
