"""The sealed head of a writer: how far its chain goes. Without it, a cut end would go unseen.

One record of 512 bytes, overwritten in place after each batch: a disk writes such a sector whole or not at all,
no name changes, no space is needed (a full disk can't stop it), and a reader who meets it half-copied reads again.
It is written after the entries are durable and is not synced itself: after a power cut it may lag behind the
entries, never run ahead of them.
"""

import hashlib
import hmac
import os
import time
from dataclasses import dataclass
from pathlib import Path

import orjson

from garant.journal.chain import Link, canonical
from garant.journal.layout import HEAD

HEAD_BYTES = 512


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain as its writer last sealed it."""

    writer: str
    end: Link
    segment: int


class NoHead(Exception):
    """The head is missing, damaged, or sealed with another key."""


def seal(head: Head, key: bytes) -> bytes:
    """The record: JSON with its HMAC, padded with spaces and a newline to 512 bytes."""
    facts = _facts(head)
    record = canonical(facts | {"mac": _mac(facts, key)})
    return record.ljust(HEAD_BYTES - 1) + b"\n"


def open_seal(record: bytes, key: bytes | None) -> Head:
    """The head of a record; NoHead where its seal is not ours. Without a key, the seal is not looked at."""
    try:
        read = orjson.loads(record)
        head = Head(read["writer"], Link(read["count"], read["hash"]), read["segment"])
        facts = _facts(head)
        mac = read["mac"]
        same_bytes = record == canonical(facts | {"mac": mac}).ljust(HEAD_BYTES - 1) + b"\n"
        well_formed = (
            isinstance(head.writer, str)
            and isinstance(head.end.seq, int)
            and isinstance(head.end.hash, str)
            and isinstance(head.segment, int)
            and isinstance(mac, str)
            and mac.isascii()
        )
    except (ValueError, TypeError, KeyError) as error:
        raise NoHead from error
    if not (same_bytes and well_formed):
        raise NoHead
    if key is not None and not hmac.compare_digest(mac, _mac(facts, key)):
        raise NoHead
    return head


def read_head(folder: Path, key: bytes | None, *, attempts: int = 1) -> Head:
    """The head of a writer's folder. Beside a running writer, who may be half-way through it, try a few times."""
    for attempt in range(attempts):
        if attempt:
            time.sleep(0.002)
        try:
            return open_seal((folder / HEAD).read_bytes(), key)
        except FileNotFoundError as error:
            raise NoHead from error
        except NoHead:
            if attempt == attempts - 1:
                raise
    raise NoHead


def write_head(handle: int, head: Head, key: bytes) -> None:
    """Over the record that stands there."""
    os.pwrite(handle, seal(head, key), 0)


def _facts(head: Head) -> dict[str, object]:
    return {
        "count": head.end.seq,
        "hash": head.end.hash,
        "segment": head.segment,
        "writer": head.writer,
    }


def _mac(facts: dict[str, object], key: bytes) -> str:
    return hmac.new(key, b"garant.journal.head.1:" + canonical(facts), hashlib.sha256).hexdigest()
