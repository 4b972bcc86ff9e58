"""The progress of the model on a terminal, beside other lines, without mixing with them."""

import shutil
import threading
from collections.abc import Callable
from typing import TextIO

from garant.localmodel.progress import Progress, State, size

_SECONDS = 0.25
_WIDTH = 24
_PASSING = {State.DOWNLOADING, State.ASSEMBLING, State.LOADING}


class ModelBar:
    """One line that moves on a terminal; elsewhere (a file, a pipe) a line for each tenth and each change.

    Everything else that is printed meanwhile goes through `line`, which makes room for it.
    """

    def __init__(self, status: Callable[[], Progress], out: TextIO) -> None:
        self._status = status
        self._out = out
        self._tty = out.isatty()
        self._pen = threading.RLock()
        self._drawn = False
        self._said: tuple[State, int] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="model-bar", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        with self._pen:
            self._erase()

    def line(self, text: str) -> None:
        """Print a whole line above the bar."""
        with self._pen:
            self._erase()
            self._out.write(f"{text}\n")
            self._out.flush()

    def _watch(self) -> None:
        while True:
            with self._pen:
                self._show(self._status())
            if self._stopping.wait(_SECONDS):
                return

    def _show(self, progress: Progress) -> None:
        if progress.state is State.ABSENT:
            return
        tenth = progress.done * 10 // progress.total if progress.total else 0
        if not self._tty:
            if self._said != (progress.state, tenth):
                self._said = progress.state, tenth
                self.line(f"  Modèle       {progress.sentence}")
            return
        if progress.state in _PASSING:
            self._draw(progress)
        elif self._said != (progress.state, 0):
            self._said = progress.state, 0
            self.line(f"  Modèle       {progress.sentence}")

    def _draw(self, progress: Progress) -> None:
        text = f"  Modèle       {progress.sentence}"
        if progress.total:
            full = progress.done * _WIDTH // progress.total
            bar = "█" * full + "░" * (_WIDTH - full)
            counted = f"{size(progress.done)} sur {size(progress.total)}"
            text = f"  Modèle       [{bar}] {counted} — {progress.sentence}"
        # A line that wraps can't be erased: it is cut to the width that the terminal has now.
        self._out.write(f"\r\x1b[2K{text[: shutil.get_terminal_size().columns - 1]}")
        self._out.flush()
        self._said = None
        self._drawn = True

    def _erase(self) -> None:
        if self._drawn:
            self._out.write("\r\x1b[2K")
            self._out.flush()
            self._drawn = False
