"""Against robots, without script and without a third party: a trap, the time that a person takes, a count by address.

No address is kept: a keyed digest of it, for as long as the window lasts.
"""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from garant.directory.secrets import derive
from garant.portal.errors import FormTooOld, SentTooFast, TooManyAttempts, TrapFilled
from garant.portal.models import Attempt

LEAST_SECONDS = 4  # nobody reads a form, writes and sends it faster
LONGEST = timedelta(hours=24)
WINDOW = timedelta(hours=1)
SENDINGS = 10  # from one address within the window: a library, a town hall share one
LOOK_UPS = 40  # of numbers that do not exist


def issue(form: str, *, now: datetime) -> str:
    """A token that says when this form was shown. `form` binds it to one organisation and one form."""
    said = f"{int(now.timestamp())}.{secrets.token_hex(4)}"
    return f"{said}.{_mac(form, said)}"


def check_token(token: str, form: str, *, now: datetime) -> None:
    """Raise FormTooOld for a token that is not ours or is past its day, SentTooFast for one that is too young."""
    said, _, mac = token.rpartition(".")
    if not hmac.compare_digest(mac.encode(), _mac(form, said).encode()):
        raise FormTooOld
    shown = datetime.fromtimestamp(int(said.partition(".")[0]), UTC)
    if now - shown > LONGEST or shown > now + timedelta(minutes=5):
        raise FormTooOld
    if now - shown < timedelta(seconds=LEAST_SECONDS):
        raise SentTooFast(seconds=LEAST_SECONDS)


def check_trap(value: str) -> None:
    """Raise TrapFilled where the field that people don't see was filled."""
    if value.strip():
        raise TrapFilled


def check_rate(what: str, origin: str, *, most: int, now: datetime) -> None:
    """Raise TooManyAttempts where this address tried `what` too often within the window."""
    tried = Attempt.objects.filter(subject=_subject(what, origin), at__gt=now - WINDOW).count()
    if tried >= most:
        raise TooManyAttempts(minutes=int(WINDOW.total_seconds() // 60))


def count_one(what: str, origin: str, *, now: datetime) -> None:
    """Count one attempt."""
    Attempt.objects.create(subject=_subject(what, origin), at=now)


def forget_old(*, now: datetime) -> int:
    """Delete the digests that are past the window; how many."""
    gone, _ = Attempt.objects.filter(at__lte=now - WINDOW).delete()
    return gone


def _mac(form: str, said: str) -> str:
    return hmac.new(derive("portal-form"), f"{form}:{said}".encode(), hashlib.sha256).hexdigest()[:32]


def _subject(what: str, origin: str) -> str:
    return hmac.new(derive("portal-throttle"), f"{what}:{origin}".encode(), hashlib.sha256).hexdigest()
