"""Sign-in slows down who guesses: by e-mail and by address of origin, without keeping either."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from garant.directory.errors import AsksThrottled, SignInThrottled
from garant.directory.models import FailedSignIn
from garant.directory.secrets import derive

WINDOW = timedelta(minutes=15)
FAILURES_PER_EMAIL = 8
FAILURES_PER_ORIGIN = 40  # a town hall shares one address


def check(email: str, origin: str, *, now: datetime) -> None:
    """Raise SignInThrottled where this e-mail or this origin failed too often within the window."""
    for subject, limit in zip(
        _subjects(email, origin), (FAILURES_PER_EMAIL, FAILURES_PER_ORIGIN), strict=True
    ):
        if FailedSignIn.objects.filter(subject=subject, at__gt=now - WINDOW).count() >= limit:
            raise SignInThrottled(minutes=int(WINDOW.total_seconds() // 60))


def failed(email: str, origin: str, *, now: datetime) -> None:
    """Count one failure, and forget those that are past the window."""
    FailedSignIn.objects.filter(at__lte=now - WINDOW).delete()
    FailedSignIn.objects.bulk_create(
        FailedSignIn(subject=subject, at=now) for subject in _subjects(email, origin)
    )


def succeeded(email: str) -> None:
    """The e-mail's own failures are forgiven; the origin's stay, since one right password proves nothing of it."""
    FailedSignIn.objects.filter(subject=_subject(f"email:{email}")).delete()


def spend(what: str, subject: str, *, limit: int, now: datetime) -> None:
    """Count one ask of `what` ("link-origin") by `subject`; AsksThrottled, and nothing counted, beyond `limit`."""
    key = _subject(f"{what}:{subject}")
    FailedSignIn.objects.filter(at__lte=now - WINDOW).delete()
    if FailedSignIn.objects.filter(subject=key, at__gt=now - WINDOW).count() >= limit:
        raise AsksThrottled(minutes=int(WINDOW.total_seconds() // 60))
    FailedSignIn.objects.create(subject=key, at=now)


def _subjects(email: str, origin: str) -> Iterable[str]:
    return (_subject(f"email:{email}"), _subject(f"origin:{origin}"))


def _subject(text: str) -> str:
    return hmac.new(derive("sign-in-throttle"), text.encode(), hashlib.sha256).hexdigest()
