"""The footprint of the answers, gathered from the journal beside its counts: sums by day, system and method."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from django.utils import timezone

from garant.journal import Record, RequestCompleted
from garant.publication.models import DailyFootprint
from garant.words import Zone

Key = tuple[str, date, str, str, str]  # organisation, day, system, zone, method
_SUMS = (
    "answers",
    "with_water",
    "kwh_min",
    "kwh_max",
    "gco2e_min",
    "gco2e_max",
    "litres_min",
    "litres_max",
)


@dataclass
class Sums:
    """What the answers of one key add up to."""

    answers: int = 0
    with_water: int = 0
    kwh_min: float = 0.0
    kwh_max: float = 0.0
    gco2e_min: float = 0.0
    gco2e_max: float = 0.0
    litres_min: float = 0.0
    litres_max: float = 0.0


def day_of(record: Record, clocks: Mapping[str, tzinfo]) -> date:
    """The day of an entry on its own organisation's clock, whoever's page it is gathered for."""
    zone = clocks.get(record.entry.organisation) or timezone.get_default_timezone()
    return record.at.astimezone(zone).date()


def footprints(
    records: Iterable[Record], zones: Mapping[tuple[str, str], Zone], clocks: Mapping[str, tzinfo]
) -> dict[Key, Sums]:
    """The answers among these entries. One without an estimate is counted under no method, and adds no figure."""
    found: dict[Key, Sums] = defaultdict(Sums)
    for each in records:
        entry = each.entry
        if not isinstance(entry, RequestCompleted) or entry.outcome != "ok":
            continue
        zone = zones.get((entry.organisation, entry.system))
        estimated = entry.kwh_min is not None and entry.kwh_max is not None
        method = (entry.footprint_method or "inconnue") if estimated else ""
        day = day_of(each, clocks)
        sums = found[entry.organisation, day, entry.system, zone.value if zone is not None else "", method]
        sums.answers += 1
        if estimated:
            _take(sums, entry)
    return found


def add_footprints(found: Mapping[Key, Sums]) -> None:
    """Into the mirror, within the transaction of the counts."""
    for (organisation, day, system, zone, method), sums in found.items():
        row, _ = DailyFootprint.objects.get_or_create(
            organisation=organisation, day=day, system=system, zone=zone, method=method
        )
        for name in _SUMS:
            setattr(row, name, getattr(row, name) + getattr(sums, name))
        row.save()


def _take(sums: Sums, entry: RequestCompleted) -> None:
    sums.kwh_min += entry.kwh_min or 0.0
    sums.kwh_max += entry.kwh_max or 0.0
    sums.gco2e_min += entry.gco2e_min or 0.0
    sums.gco2e_max += entry.gco2e_max or 0.0
    if entry.litres_min is not None and entry.litres_max is not None:
        sums.with_water += 1
        sums.litres_min += entry.litres_min
        sums.litres_max += entry.litres_max
