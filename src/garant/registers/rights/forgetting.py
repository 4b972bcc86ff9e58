"""Names and words of requests that were closed long ago: deleted, while the register keeps its dates."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from django.db import transaction

from garant.directory.journal import record
from garant.journal import DataErased
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.sealed import NOBODY, seal_identity, seal_part

INSTALLATION = "installation"


@cache
def kept_for() -> timedelta:
    """How long a closed request keeps its words (`kinds.toml` says why)."""
    text = files("garant.registers.rights").joinpath("kinds.toml").read_text(encoding="utf-8")
    days: int = tomllib.loads(text)["retention"]["days"]
    return timedelta(days=days)


def forget_words(*, now: datetime) -> int:
    """Delete what closed requests said, once their retention is over; how many requests."""
    old = RightsRequest.objects.filter(closed_at__lt=now - kept_for(), forgotten_at=None)
    return sum(_forget(request, now) for request in old.select_related("organisation"))


@transaction.atomic
def _forget(request: RightsRequest, now: datetime) -> bool:
    """The journal's entry comes last; of two processes, one deletes."""
    nobody = seal_identity(request, NOBODY)
    blank = {
        "identity": nobody,
        "words": seal_part(request, "", "words"),
        "extension": None,
        "answer": None,
        "reference": None,
    }
    mine = RightsRequest.objects.filter(pk=request.pk, forgotten_at=None)
    if not mine.update(**blank, subject="", forgotten_at=now):
        return False
    record(
        DataErased(
            organisation=request.organisation.slug,
            person=INSTALLATION,
            record=request.record,
            erased={"identity": 1, "words": 1, "answer": int(request.answer is not None)},
        )
    )
    return True
