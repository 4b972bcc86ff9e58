"""What uses really consume and how often they serve, gathered from the journal: numbers alone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from garant.directory.queries import organisations
from garant.directory.reading import read_on
from garant.journal import Record, RequestCompleted, RequestDecided
from garant.lifecycle.models import MeasuredUpTo, Use, UseMeasure

_COUNTS = ("requests", "refused", "answered", "not_estimated")
_SUMS = ("kwh_min", "kwh_max", "gco2e_min", "gco2e_max")


@dataclass
class _Sum:
    requests: int = 0
    refused: int = 0
    answered: int = 0
    not_estimated: int = 0
    kwh_min: float = 0.0
    kwh_max: float = 0.0
    gco2e_min: float = 0.0
    gco2e_max: float = 0.0


def measure() -> int:
    """Sum what the journals say since the last call; how many entries were read."""
    return read_on(MeasuredUpTo, _take, UseMeasure.objects.all().delete)


def _take(records: Sequence[Record]) -> None:
    sums: dict[tuple[str, date], _Sum] = defaultdict(_Sum)
    zones = {each.slug: each.place_word.zone for each in organisations()}
    for each in records:
        entry = each.entry
        if not isinstance(entry, RequestDecided | RequestCompleted) or not entry.use:
            continue
        day = each.at.astimezone(zones.get(entry.organisation)).date()
        if isinstance(entry, RequestDecided):
            found = sums[entry.use, day]
            found.requests += 1
            found.refused += entry.routed_to is None
        elif entry.outcome == "ok":
            found = sums[entry.use, day]
            found.answered += 1
            if entry.kwh_min is None or entry.kwh_max is None:
                found.not_estimated += 1
                continue
            found.kwh_min += entry.kwh_min
            found.kwh_max += entry.kwh_max
            found.gco2e_min += entry.gco2e_min or 0.0
            found.gco2e_max += entry.gco2e_max or 0.0
    _add(sums)


def _add(sums: dict[tuple[str, date], _Sum]) -> None:
    known = {str(use) for use in Use.objects.filter(id__in=_ids(sums)).values_list("id", flat=True)}
    for (use, day), found in sums.items():
        if use not in known:
            continue  # a trial of another installation's journal, or a use that never was
        row, _ = UseMeasure.objects.get_or_create(use_id=use, day=day)
        for name in (*_COUNTS, *_SUMS):
            setattr(row, name, getattr(row, name) + getattr(found, name))
        row.save()


def _ids(sums: dict[tuple[str, date], _Sum]) -> set[str]:
    """Those that are ids at all: a key may name what it likes."""
    return {use for use, _ in sums if len(use) == 36 and use.count("-") == 4}
