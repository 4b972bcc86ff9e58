"""The public page without account: a trap, a minimum time and a brake, none of which asks anything of a person."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.core import signing

from garant.consultation.errors import FormTooFast, VisitorsThrottled
from garant.consultation.models import PublicUse
from garant.directory.secrets import derive

SHORTEST = timedelta(seconds=3)  # nobody reads a clause and answers faster
LONGEST = timedelta(hours=24)  # a form left open overnight still goes through
WINDOW = timedelta(minutes=15)
WRITES_PER_ORIGIN = 60  # a town hall or a library shares one address

_SALT = "consultation-form"


def stamp(consultation: str, *, now: datetime) -> str:
    """The mark that a form takes with it: when it was shown, and for which consultation."""
    return signing.dumps([consultation, now.timestamp()], salt=_SALT)


def check(consultation: str, mark: str, trap: str, *, now: datetime) -> None:
    """FormTooFast for what a robot sends: a filled trap, no mark or another's, an answer at once."""
    try:
        named, at = signing.loads(mark, salt=_SALT)
        elapsed = now.timestamp() - float(at)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise FormTooFast from error
    if trap or named != consultation or not SHORTEST.total_seconds() <= elapsed <= LONGEST.total_seconds():
        raise FormTooFast


def slow_down(origin: str, *, now: datetime) -> None:
    """Count one message from this place; VisitorsThrottled beyond what people send. The place itself is not kept."""
    PublicUse.objects.filter(at__lte=now - WINDOW).delete()
    subject = hmac.new(derive("consultation-throttle"), origin.encode(), hashlib.sha256).hexdigest()
    if PublicUse.objects.filter(subject=subject).count() >= WRITES_PER_ORIGIN:
        raise VisitorsThrottled(minutes=int(WINDOW.total_seconds() // 60))
    PublicUse.objects.create(subject=subject, at=now)
