"""Where things stand: `<journal>/<writer>/000001.jsonl …`, `head`, `lock`; and `<journal>/writers` above."""

import os
import re
from pathlib import Path

from garant.journal.errors import WriterInvalid

_WRITER = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")
_SEGMENT = re.compile(r"(\d{6,})\.jsonl")

HEAD = "head"
LOCK = "lock"
WRITERS = "writers"
WRITERS_LOCK = "writers.lock"


def check_writer(writer: str) -> str:
    """A writer's name, where it can be a folder's name on any system."""
    if not _WRITER.fullmatch(writer):
        raise WriterInvalid(writer=writer[:48])
    return writer


def segment_path(folder: Path, number: int) -> Path:
    return folder / f"{number:06d}.jsonl"


def segments(folder: Path) -> list[tuple[int, Path]]:
    """The segments of a writer, by number."""
    found = []
    for path in folder.iterdir():
        match = _SEGMENT.fullmatch(path.name)
        if match and path.name == f"{int(match[1]):06d}.jsonl":
            found.append((int(match[1]), path))
    return sorted(found)


def writers(journal: Path) -> list[str]:
    """The writers whose folder stands in this journal, whether or not they are registered."""
    if not journal.is_dir():
        return []
    return sorted(path.name for path in journal.iterdir() if path.is_dir() and _WRITER.fullmatch(path.name))


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable: a new file without this may be lost with the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
