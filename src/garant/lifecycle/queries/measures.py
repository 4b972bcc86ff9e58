"""What was measured of a use since its trial, beside what its sheet expects of a year."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, Sum
from django.utils import timezone

from garant.footprint import Interval
from garant.lifecycle.models import Use, UseMeasure
from garant.trials.usage import Usage

_SUMMED = (
    "requests",
    "refused",
    "answered",
    "not_estimated",
    "kwh_min",
    "kwh_max",
    "gco2e_min",
    "gco2e_max",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Sums between two days. `kwh` leaves the answers without an estimate out: `not_estimated` counts them."""

    since: date
    until: date
    requests: int
    refused: int
    answered: int
    not_estimated: int
    kwh: Interval
    gco2e: Interval

    def per_year(self, interval: Interval) -> Interval:
        """The same pace for 365 days."""
        days = (self.until - self.since).days + 1
        return Interval(interval.min / days * 365, interval.max / days * 365)

    @property
    def kwh_year(self) -> Interval:
        return self.per_year(self.kwh)


def measured(use: Use) -> Measured | None:
    """None while nothing was served for this use."""
    found = use.measures.aggregate(
        since=Min("day"),
        until=Max("day"),
        **{name: Sum(name) for name in _SUMMED},
    )
    if found["since"] is None:
        return None
    return Measured(
        since=found["since"],
        until=found["until"],
        requests=found["requests"],
        refused=found["refused"],
        answered=found["answered"],
        not_estimated=found["not_estimated"],
        kwh=Interval(found["kwh_min"], found["kwh_max"]),
        gco2e=Interval(found["gco2e_min"], found["gco2e_max"]),
    )


def served_between(organisation: str, use: str, since: datetime, until: datetime | None) -> Usage:
    """The counts of a use between two moments, whole days, for the page of its trial."""
    last = timezone.localdate(until) if until is not None else timezone.localdate()
    rows = UseMeasure.objects.filter(
        use_id=use, use__organisation__slug=organisation, day__range=(timezone.localdate(since), last)
    )
    found = rows.aggregate(**{name: Sum(name) for name in _SUMMED})
    if not found["requests"]:
        return Usage(0, 0)
    estimated = found["answered"] > found["not_estimated"]
    return Usage(
        requests=found["requests"],
        refusals=found["refused"],
        wh_min=found["kwh_min"] * 1000 if estimated else None,
        wh_max=found["kwh_max"] * 1000 if estimated else None,
        gco2e_min=found["gco2e_min"] if estimated else None,
        gco2e_max=found["gco2e_max"] if estimated else None,
    )
