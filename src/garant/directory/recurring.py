"""Work that comes back for as long as the installation runs: one thread, a pause between two turns."""

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, connection

from garant.words import GarantError

log = logging.getLogger(__name__)

T = TypeVar("T")


class Recurring(ABC):
    """Does `turn` at once, then after each pause, until it is stopped."""

    def __init__(self, *, name: str, pause_s: float) -> None:
        self._pause_s = pause_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def turn(self) -> None:
        """One turn. What may fail goes through `attempt`: what a turn raises ends the thread."""

    def attempt(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; None where it failed, which is said: the next turn tries again."""
        try:
            return work()
        except GarantError as error:
            log.error("%s: a turn failed: %s", self._thread.name, error)  # noqa: TRY400 - facts, no trace
        except DatabaseError as error:
            # A database quotes what it was given: its words stay out of the log.
            log.error("%s: a turn failed: %s", self._thread.name, type(error).__name__)  # noqa: TRY400 - the same
            connection.close()
        return None

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
