"""The public page without account: the trap, the pace and the brake of the house, none of which asks anything of a person."""

from datetime import datetime

from garant.consultation.errors import FormTooFast
from garant.directory import throttle
from garant.directory.visitors import Pace, pace, trapped

WRITES_PER_ORIGIN = 60  # a town hall or a library shares one address


def name_of(consultation: object) -> str:
    """What binds a form to its consultation."""
    return f"consultation:{consultation}"


def check(consultation: object, mark: str, trap: str, *, now: datetime) -> None:
    """FormTooFast for what a robot sends: a filled trap, no mark or another's, an answer at once."""
    if trapped(trap) or pace(mark, name_of(consultation), now=now) is not Pace.HUMAN:
        raise FormTooFast


def slow_down(origin: str, *, now: datetime) -> None:
    """Count one message from this place; AsksThrottled beyond what people send. The place itself is not kept."""
    throttle.spend("consultation-write", origin, limit=WRITES_PER_ORIGIN, now=now)
