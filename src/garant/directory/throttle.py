"""Who guesses or floods is slowed down: by e-mail and by address of origin, without keeping either."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from garant.directory.errors import AsksThrottled, SignInThrottled
from garant.directory.models import FailedSignIn
from garant.directory.secrets import derive

WINDOW = timedelta(minutes=15)
LONG_WINDOW = timedelta(hours=1)  # nothing is kept beyond it
FAILURES_PER_EMAIL = 8
FAILURES_PER_ORIGIN = 40  # a town hall shares one address


def check(email: str, origin: str, *, now: datetime) -> None:
    """Raise SignInThrottled where this e-mail or this origin failed too often within the window."""
    for subject, limit in zip(
        _subjects(email, origin), (FAILURES_PER_EMAIL, FAILURES_PER_ORIGIN), strict=True
    ):
        if _counted(subject, now - WINDOW) >= limit:
            raise SignInThrottled(minutes=_minutes(WINDOW))


def failed(email: str, origin: str, *, now: datetime) -> None:
    """Count one failure, and forget those that are past the window."""
    forget_old(now=now)
    FailedSignIn.objects.bulk_create(
        FailedSignIn(subject=subject, at=now) for subject in _subjects(email, origin)
    )


def succeeded(email: str) -> None:
    """The e-mail's own failures are forgiven; the origin's stay, since one right password proves nothing of it."""
    FailedSignIn.objects.filter(subject=_subject(f"email:{email}")).delete()


def spend(what: str, subject: str, *, limit: int, now: datetime, window: timedelta = WINDOW) -> None:
    """Count one ask of `what` ("link-origin") by `subject`; AsksThrottled, and nothing counted, beyond `limit`."""
    check_spent(what, subject, limit=limit, now=now, window=window)
    count(what, subject, now=now)


def check_spent(what: str, subject: str, *, limit: int, now: datetime, window: timedelta = WINDOW) -> None:
    """Raise AsksThrottled where `subject` was counted `limit` times within the window, LONG_WINDOW at most."""
    if _counted(_subject(f"{what}:{subject}"), now - window) >= limit:
        raise AsksThrottled(minutes=_minutes(window))


def count(what: str, subject: str, *, now: datetime) -> None:
    """Count one, for those that only count what was wrong."""
    forget_old(now=now)
    FailedSignIn.objects.create(subject=_subject(f"{what}:{subject}"), at=now)


def forget_old(*, now: datetime) -> int:
    """Delete the digests that no window looks at; how many."""
    gone, _ = FailedSignIn.objects.filter(at__lte=now - LONG_WINDOW).delete()
    return gone


def _counted(subject: str, since: datetime) -> int:
    return FailedSignIn.objects.filter(subject=subject, at__gt=since).count()


def _minutes(window: timedelta) -> int:
    return int(window.total_seconds() // 60)


def _subjects(email: str, origin: str) -> Iterable[str]:
    return (_subject(f"email:{email}"), _subject(f"origin:{origin}"))


def _subject(text: str) -> str:
    return hmac.new(derive("sign-in-throttle"), text.encode(), hashlib.sha256).hexdigest()
