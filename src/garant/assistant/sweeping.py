"""The sweep of old conversations, every hour: retention does not wait for its owner to come back."""

import logging

from django.db import DatabaseError, connection

from garant.assistant.actions import sweep_conversations
from garant.directory.recurring import Recurring
from garant.words import GarantError

log = logging.getLogger(__name__)


class Sweeper(Recurring):
    """A thread of the installation's one process; a second process may run one too, for no harm."""

    def __init__(self, *, pause_s: float = 3600.0) -> None:
        super().__init__(name="conversation-sweeper", pause_s=pause_s)

    def turn(self) -> None:
        self.sweep()

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
