"""On which day an entry of the journal falls: that of the organisation which it is about, not the server's."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from garant.directory.queries import organisations
from garant.journal import Record

DayOf = Callable[[Record], date]


def local_days() -> DayOf:
    """The organisations are read once. An entry about one that is unknown here falls on the server's day."""
    zones = {each.slug: each.place_word.zone for each in organisations()}
    default = timezone.get_default_timezone()

    def day_of(found: Record) -> date:
        return found.at.astimezone(zones.get(found.entry.organisation, default)).date()

    return day_of
