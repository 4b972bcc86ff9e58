"""How far a run is, for whoever watches: a line that is rewritten on a terminal, a plain line now and then elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from garant.words import count

_EVERY_LINE = 30.0  # seconds
_EVERY_DRAW = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of files; bytes of sources; seconds since the run began."""

    done: int
    total: int
    undone: int  # refused and failed, within `done`
    bytes_done: int
    bytes_total: int
    doubtful: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """By bytes and files alike; None until there is something to tell it from."""
        if not self.done or not self.seconds:
            return None
        share = (self.done / self.total + (self.bytes_done / self.bytes_total if self.bytes_total else 1)) / 2
        return self.seconds * (1 - share) / share if share else None

    def sentence(self) -> str:
        parts = [f"{self.done}/{self.total}"]
        if self.seconds > 0 and self.done:
            parts.append(f"{self.done / self.seconds:.1f} fichiers/s".replace(".", ","))
        if self.seconds_left is not None and self.done < self.total:
            parts.append(f"reste {duration(self.seconds_left)}")
        parts.append(f"{self.doubtful} à vérifier")
        if self.undone:
            parts.append(count(self.undone, "non traité", "non traités"))
        return " · ".join(parts)


def duration(seconds: float) -> str:
    """ "40 s", "12 min", "3 h 20"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02}"


class Shown:
    """Writes progress to `stream`, as often as it can be read."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._terminal = stream.isatty()
        self._last = clock() - (_EVERY_DRAW if self._terminal else 0.0)
        self._width = 0

    def __call__(self, progress: Progress) -> None:
        now = self._clock()
        if now - self._last < (_EVERY_DRAW if self._terminal else _EVERY_LINE):
            return
        self._last = now
        line = progress.sentence()
        if self._terminal:
            self._stream.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            self._stream.write(line + "\n")
        self._stream.flush()

    def end(self) -> None:
        """Leaves the terminal's line empty for what follows."""
        if self._terminal and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
