"""Links of vendors: 32 random bytes of which only the digest is kept, and the brake on who tries them."""

import hashlib
import hmac
import logging
import re
import secrets
from datetime import datetime, timedelta

from garant.directory.secrets import derive
from garant.procurement.errors import LinkThrottled
from garant.procurement.models import LinkUse

_WINDOW = timedelta(minutes=15)
_WRONG_PER_ORIGIN = 20
_WRITES_PER_LINK = 60
_IN_PATH = re.compile(r"(/reponse/)[^/\s'\"]+")


def new_token() -> str:
    """256 bits: nobody finds one by trying."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """A plain digest is enough for a secret of full entropy, and lets the database find it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def check_origin(origin: str, *, now: datetime) -> None:
    """LinkThrottled where this origin tried too many wrong links."""
    _check(f"origin:{origin}", _WRONG_PER_ORIGIN, now)


def note_wrong(origin: str, *, now: datetime) -> None:
    """Count a wrong link. The origin itself is not kept, only its keyed digest, for a quarter of an hour."""
    _note(f"origin:{origin}", now)


def note_write(invitation: str, *, now: datetime) -> None:
    """Count one save through a link; LinkThrottled beyond what a person does."""
    _check(f"write:{invitation}", _WRITES_PER_LINK, now)
    _note(f"write:{invitation}", now)


def _check(text: str, limit: int, now: datetime) -> None:
    if LinkUse.objects.filter(subject=_subject(text), at__gt=now - _WINDOW).count() >= limit:
        raise LinkThrottled(minutes=int(_WINDOW.total_seconds() // 60))


def _note(text: str, now: datetime) -> None:
    LinkUse.objects.filter(at__lte=now - _WINDOW).delete()
    LinkUse.objects.create(subject=_subject(text), at=now)


def _subject(text: str) -> str:
    return hmac.new(derive("vendor-link-throttle"), text.encode(), hashlib.sha256).hexdigest()


class WithoutToken(logging.Filter):
    """Django names the path of a request that failed, and here the path holds the vendor's secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = _IN_PATH.sub(r"\1…", record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(
                _IN_PATH.sub(r"\1…", each) if isinstance(each, str) else each for each in record.args
            )
        return True
