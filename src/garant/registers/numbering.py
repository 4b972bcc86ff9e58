"""The numbers of a series within one organisation: two people at once never get the same."""

from django.db.models import F

from garant.directory.models import Organisation
from garant.registers.shelf.models import Numbering


def next_number(organisation: Organisation, series: str, *, several: int = 1) -> int:
    """The first of so many new numbers. Within a transaction, the row's lock keeps the others waiting until its end."""
    Numbering.objects.get_or_create(organisation=organisation, shelf=series)
    mine = Numbering.objects.filter(organisation=organisation, shelf=series)
    mine.update(last=F("last") + several)
    return mine.values_list("last", flat=True).get() - several + 1


def hold(organisation: Organisation, series: str) -> None:
    """Keep whoever numbers in this series waiting until the transaction ends: what is read then is all there is."""
    next_number(organisation, series, several=0)
