"""Keeps the mirror of the journal close to it, so that no page has a year of entries to read first."""

from garant.directory.recurring import Recurring
from garant.publication.actions import collect

PAUSE_S = 15 * 60.0


class JournalFollower(Recurring):
    """Reads on in the journal, every quarter of an hour."""

    def __init__(self, *, pause_s: float = PAUSE_S) -> None:
        super().__init__(name="journal-follower", pause_s=pause_s)

    def turn(self) -> None:
        self.attempt(collect)
