"""Against robots: the trap and the pace of `garant.directory.visitors`, in the words of the portal, and its limits."""

from datetime import datetime

from garant.directory.throttle import LONG_WINDOW
from garant.directory.visitors import LEAST, Pace, pace, trapped
from garant.portal.errors import FormTooOld, SentTooFast, TrapFilled

WINDOW = LONG_WINDOW
SENDINGS = 10  # from one address within the window: a library, a town hall share one
LOOK_UPS = 40  # of numbers that do not exist


def check(trap: str, token: str, form: str, *, now: datetime) -> None:
    """Raise TrapFilled, FormTooOld for a token that is not ours or is past its day, SentTooFast for too young a one."""
    if trapped(trap):
        raise TrapFilled
    match pace(token, form, now=now):
        case Pace.STALE:
            raise FormTooOld
        case Pace.TOO_FAST:
            raise SentTooFast(seconds=int(LEAST.total_seconds()))
        case Pace.HUMAN:
            pass
