"""Where a collection lies: what is read, what is handed over, and apart from it the keys and the report."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from garant.bulk.errors import NotWritable, OutNotEmpty, PlacesOverlap, SourceMissing

STATE_FOLDER = ".garant"


@dataclass(frozen=True, slots=True)
class Places:
    """Absolute folders, none within another. Only `out` is for handing over: `keys` brings the originals back."""

    source: Path
    out: Path
    keys: Path
    report: Path

    @classmethod
    def of(cls, source: Path, out: Path, keys: Path | None = None) -> "Places":
        """Resolved and checked; keys and report beside the output where nothing else is said."""
        if not source.is_dir():
            raise SourceMissing(folder=str(source))
        out = out.resolve()
        found = cls(
            source.resolve(),
            out,
            keys.resolve() if keys is not None else out.with_name(f"{out.name}-cles"),
            out.with_name(f"{out.name}-rapport"),
        )
        folders = (found.source, found.out, found.keys, found.report)
        for at, one in enumerate(folders):
            for other in folders[at + 1 :]:
                for inner, outer in ((one, other), (other, one)):
                    if inner.is_relative_to(outer):
                        raise PlacesOverlap(inner=inner.name, outer=outer.name)
        return found

    @property
    def state(self) -> Path:
        return self.out / STATE_FOLDER / "etat.sqlite"

    @property
    def parts(self) -> Path:
        """Outputs in the making. On the file system of the outputs, so that a rename puts them in place."""
        return self.out / STATE_FOLDER / "en-cours"

    @property
    def secret(self) -> Path:
        return self.keys / "collection.json"

    @property
    def key_parts(self) -> Path:
        return self.keys / ".en-cours"

    @property
    def document_keys(self) -> Path:
        return self.keys / "documents"

    @property
    def dictionary(self) -> Path:
        """What all documents together replace, where they share one key."""
        return self.keys / "collection.cle.json"

    @property
    def file_list(self) -> Path:
        """Number → source path → output path: names of files may be names of people."""
        return self.keys / "fichiers.csv"

    def key_of(self, out_name: str) -> Path:
        """The key of the output `out_name` (a relative path)."""
        return self.document_keys / f"{out_name}.cle.json"

    def demand_empty(self) -> None:
        """OutNotEmpty where a folder that is to be written holds anything at all."""
        for folder in (self.out, self.keys, self.report):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise OutNotEmpty(folder=folder.name)
            if folder.is_dir() and next(folder.iterdir(), None) is not None:
                raise OutNotEmpty(folder=folder.name)

    def make(self) -> None:
        """The folders; those of the keys are for their owner alone (0700)."""
        try:
            for folder in (self.out, self.parts, self.report):
                folder.mkdir(parents=True, exist_ok=True)
            self.keys.mkdir(parents=True, exist_ok=True)
            self.keys.chmod(0o700)
            for folder in (self.key_parts, self.document_keys):
                make_private(folder, self.keys)
        except OSError as error:
            raise NotWritable(folder=self.out.name) from error

    def unmake(self) -> None:
        """Takes back a beginning: the state, the secret, and the folders in which nothing else stands."""
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                self.state.with_name(f"{self.state.name}{ending}").unlink(missing_ok=True)
        with suppress(OSError):
            self.secret.unlink(missing_ok=True)
        for folder in (
            *(self.parts, self.state.parent, self.out, self.report),
            *(self.key_parts, self.document_keys, self.keys),
        ):
            with suppress(OSError):
                folder.rmdir()


def make_private(folder: Path, under: Path) -> None:
    """`folder` and what leads to it from `under`, each 0700 whatever the umask."""
    missing = []
    while folder != under and not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def clean(folder: Path) -> None:
    """Drops what a killed run left half made."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink(missing_ok=True)
