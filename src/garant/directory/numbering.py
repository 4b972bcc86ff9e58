"""The numbers of a series within one organisation: two people at once never get the same."""

import secrets
from datetime import datetime

from django.db.models import F

from garant.directory.models import NumberSeries, Organisation

PUBLIC = "public"  # the journal's name for someone without an account
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without look-alikes: it is read out over the telephone


def receipt_of(series: str, number: int, organisation: Organisation, at: datetime) -> str:
    """ "DR-2026-0012-k7m4qx": whoever has it follows the request, nobody guesses it."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{series}-{at.astimezone(organisation.place_word.zone):%Y}-{number:04d}-{code}"


def next_number(organisation: Organisation, series: str, *, several: int = 1) -> int:
    """The first of so many new numbers. Within a transaction, the row's lock keeps the others waiting until its end."""
    NumberSeries.objects.get_or_create(organisation=organisation, name=series)
    mine = NumberSeries.objects.filter(organisation=organisation, name=series)
    mine.update(last=F("last") + several)
    return mine.values_list("last", flat=True).get() - several + 1


def hold(organisation: Organisation, series: str) -> None:
    """Keep whoever numbers in this series waiting until the transaction ends: what is read then is all there is."""
    next_number(organisation, series, several=0)
