"""The sweep of old conversations, every hour: retention does not wait for its owner to come back."""

import logging
import threading

from django.db import DatabaseError, connection

from garant.assistant.actions import sweep_conversations
from garant.words import GarantError

log = logging.getLogger(__name__)


class Sweeper:
    """A thread of the installation's one process; a second process may run one too, for no harm."""

    def __init__(self, *, pause_s: float = 3600.0) -> None:
        self._pause_s = pause_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="conversation-sweeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns once the thread has ended; a deletion that was begun is done whole."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self.sweep()
                self._stopping.wait(self._pause_s)
        finally:
            connection.close()

    def sweep(self) -> int:
        """One sweep. What fails is said and tried again at the next turn: meanwhile the pages show nothing of it."""
        try:
            swept = sweep_conversations()
        except GarantError as error:
            log.error("sweep of conversations failed: %s", error)  # noqa: TRY400 - facts, no trace
            return 0
        except DatabaseError as error:
            log.error("sweep of conversations failed: %s", type(error).__name__)  # noqa: TRY400
            connection.close()
            return 0
        if swept:
            log.info("conversations past their retention deleted: %d", swept)
        return swept
