"""Reading pictures with `tesseract`, where the machine has it. Without it, pictures are never released."""

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SURE_FROM = 60.0  # of 100: a word that counts as read
DOUBTFUL_UNDER = 35.0  # a word under this may be anything: it is painted over
DOTS_PER_INCH = 200
_LONGEST_S = 120
_COLUMNS = 12

Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands; `line` is the same for the words of one line."""

    text: str
    box: Box
    confidence: float
    line: tuple[int, int, int]


@cache
def command() -> tuple[str, ...] | None:
    """How tesseract is called; None where it is not there, or knows no French."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 - a program found on the machine, no argument of a user's
            [program, "--list-langs"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if b"fra" not in listed.stdout.split():
        return None
    return (program, "stdin", "stdout", "-l", "fra", "--dpi", str(DOTS_PER_INCH), "tsv")


def is_there() -> bool:
    return command() is not None


def read(image: "Image") -> Sequence[Word] | None:
    """The words of an image, line by line; None where it could not be read at all."""
    call = command()
    if call is None:
        return None
    content = io.BytesIO()
    image.convert("RGB").save(content, "BMP")
    try:
        answer = subprocess.run(  # noqa: S603 - see `command`
            call,
            input=content.getvalue(),
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},  # its threads wait for one another on a busy machine
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if answer.returncode != 0:
        return None
    return _words(answer.stdout.decode("utf-8", "replace"))


def _words(table: str) -> list[Word]:
    words: list[Word] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(cell) for cell in cells[6:10])
        line = (int(cells[2]), int(cells[3]), int(cells[4]))
        words.append(Word(cells[11].strip(), (left, top, left + width, top + height), float(cells[10]), line))
    return words
