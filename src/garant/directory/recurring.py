"""Work that comes back for as long as the installation runs: one thread, a pause between two turns."""

import threading
from abc import ABC, abstractmethod

from django.db import connection


class Recurring(ABC):
    """Does `turn` at once, then after each pause, until it is stopped."""

    def __init__(self, *, name: str, pause_s: float) -> None:
        self._pause_s = pause_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def turn(self) -> None:
        """One turn. It names and outlives its own troubles: what it raises ends the thread."""

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns once the thread has ended; a turn that was begun is done whole."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self.turn()
                self._stopping.wait(self._pause_s)
        finally:
            connection.close()
