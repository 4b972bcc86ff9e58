"""What was measured of a use since its trial, beside what its sheet expects of a year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Sum

from garant.footprint import Interval
from garant.lifecycle.models import Use


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
        **{
            name: Sum(name)
            for name in (
                "requests",
                "refused",
                "answered",
                "not_estimated",
                "kwh_min",
                "kwh_max",
                "gco2e_min",
                "gco2e_max",
            )
        },
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
