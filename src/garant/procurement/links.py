"""Links of vendors: 32 random bytes of which only the digest is kept, and the brake on who tries them."""

import hashlib
import logging
import re
import secrets
from datetime import datetime

from garant.directory import throttle

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
    """AsksThrottled where this origin tried too many wrong links."""
    throttle.check_spent("vendor-link", origin, limit=_WRONG_PER_ORIGIN, now=now)


def note_wrong(origin: str, *, now: datetime) -> None:
    """Count a wrong link. The origin itself is not kept, only its keyed digest, for an hour."""
    throttle.count("vendor-link", origin, now=now)


def note_write(invitation: str, *, now: datetime) -> None:
    """Count one save through a link; AsksThrottled beyond what a person does."""
    throttle.spend("vendor-write", invitation, limit=_WRITES_PER_LINK, now=now)


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
