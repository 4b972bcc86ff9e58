"""The thread that looks, again and again, at what live uses ask for by themselves."""

from garant.directory.recurring import Recurring
from garant.lifecycle.actions.following import follow
from garant.lifecycle.actions.measuring import measure
from garant.trials.actions import end_overdue, remind_ends


class UseFollower(Recurring):
    """A change in the catalogue reaches the uses that rest on it within a quarter of a minute."""

    def __init__(self, *, pause_s: float = 15.0) -> None:
        super().__init__(name="use-follower", pause_s=pause_s)

    def turn(self) -> None:
        self.attempt(self._follow)

    def _follow(self) -> None:
        end_overdue()
        remind_ends()
        follow()
        measure()
