"""What there is to do in a tree: every regular file, in one order on every machine. Links are never followed."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from garant.bulk.errors import SourceMissing


class Skipped(StrEnum):
    """Why an entry of the tree is left where it is. All of them are listed in the report."""

    HIDDEN = "hidden"
    LOCK = "lock"
    LINK = "link"
    SPECIAL = "special"

    @property
    def french(self) -> str:
        return _FRENCH[self]


_FRENCH = {
    Skipped.HIDDEN: "caché (ou fichier du système)",
    Skipped.LOCK: "verrou d’un logiciel de bureautique",
    Skipped.LINK: "lien, jamais suivi",
    Skipped.SPECIAL: "ni fichier ni dossier",
}
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """`relative` is written with "/"; the three others change whenever the content does."""

    relative: str
    size: int
    mtime_ns: int
    ctime_ns: int


@dataclass(frozen=True, slots=True)
class Tree:
    files: tuple[SourceFile, ...]
    skipped: tuple[tuple[str, Skipped], ...]
    unreadable: tuple[str, ...]  # folders


def walk(source: Path) -> Tree:
    """The tree under `source`, sorted. SourceMissing where the folder itself can't be listed."""
    files: list[SourceFile] = []
    skipped: list[tuple[str, Skipped]] = []
    unreadable: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(source / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            if not folder:
                raise SourceMissing(folder=str(source)) from error
            unreadable.append(folder)
            continue
        for entry in entries:
            relative = f"{folder}/{entry.name}" if folder else entry.name
            reason = _reason(entry)
            if reason is not None:
                skipped.append((relative, reason))
            elif entry.is_dir(follow_symlinks=False):
                folders.append(relative)
            else:
                files += _file(entry, relative)
    return Tree(tuple(sorted(files)), tuple(sorted(skipped)), tuple(sorted(unreadable)))


def _reason(entry: os.DirEntry[str]) -> Skipped | None:
    name = entry.name
    if name.startswith(("~$", ".~lock.")):
        return Skipped.LOCK
    if name.startswith(".") or name.lower() in _SYSTEM:
        return Skipped.HIDDEN
    if entry.is_symlink() or entry.is_junction() if hasattr(entry, "is_junction") else entry.is_symlink():
        return Skipped.LINK
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return Skipped.SPECIAL
    return None


def _file(entry: os.DirEntry[str], relative: str) -> Iterator[SourceFile]:
    try:
        facts = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return  # gone since it was listed
    if stat.S_ISREG(facts.st_mode):
        yield SourceFile(relative, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)
