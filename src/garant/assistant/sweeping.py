"""The sweep of old conversations, every hour: retention does not wait for its owner to come back."""

import logging

from garant.assistant.actions import sweep_conversations
from garant.directory.recurring import Recurring

log = logging.getLogger(__name__)


class Sweeper(Recurring):
    """A thread of the installation's one process; a second process may run one too, for no harm."""

    def __init__(self, *, pause_s: float = 3600.0) -> None:
        super().__init__(name="conversation-sweeper", pause_s=pause_s)

    def turn(self) -> None:
        self.sweep()

    def sweep(self) -> int:
        """One sweep; how many were deleted. While it fails the pages show nothing of what is past its retention."""
        swept = self.attempt(sweep_conversations) or 0
        if swept:
            log.info("conversations past their retention deleted: %d", swept)
        return swept
