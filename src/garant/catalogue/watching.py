"""The thread that announces the proofs that end, so that no system closes without its notice."""

import logging

from garant.catalogue.actions import announce_ends
from garant.directory.recurring import Recurring

log = logging.getLogger(__name__)


class ProofWatcher(Recurring):
    """A thread of the installation's one process. A second one announces nothing twice."""

    def __init__(self, *, pause_s: float = 1800.0) -> None:
        super().__init__(name="proof-watcher", pause_s=pause_s)

    def turn(self) -> None:
        if given := self.attempt(announce_ends):
            log.info("ends of proofs announced: %d", len(given))
