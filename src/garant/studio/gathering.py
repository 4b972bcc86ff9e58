"""Gather from the journal what a replay needs: which classes of data asked for which zone, how many times a day."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, tzinfo
from itertools import islice

from django.db import transaction
from django.db.models import F

from garant.directory import queries as directory
from garant.directory.journal import journal_directory
from garant.journal import Position, PositionLost, Record, RequestDecided, read_entries
from garant.privacy import Label
from garant.studio.models import Replayable, ReplayPosition

log = logging.getLogger(__name__)

AT_ONCE = 5_000  # records for one transaction
_LABELS = frozenset(Label)
# Refusals that the class × zone table has no part in.
_ASIDE = frozenset({"charter_use_forbidden", "charter_unknown_shape"})

Key = tuple[str, date, str, str, str, bool]


def gather() -> int:
    """Read on in the journals of all writers, from where the last call stopped; how many entries were read."""
    taken = 0
    while True:
        try:
            read = _some()
        except PositionLost as lost:
            log.warning("%s: counts are made anew", lost)
            _forget()
            read = _some()
        taken += read
        if read < AT_ONCE:
            return taken


@transaction.atomic
def _some() -> int:
    ReplayPosition.objects.get_or_create(pk=1)
    kept = ReplayPosition.objects.select_for_update().get(pk=1)
    position = Position.from_mapping(kept.marks)
    records = list(islice(read_entries(journal_directory(), position), AT_ONCE))
    if not records:
        return 0
    for each in records:
        position = position.past(each)
    zones = {each.slug: each.place_word.zone for each in directory.organisations()}
    for (organisation, day, system, zone, classes, aside), number in _counts(records, zones).items():
        row, created = Replayable.objects.get_or_create(
            organisation=organisation,
            day=day,
            system=system,
            zone=zone,
            classes=classes,
            aside=aside,
            defaults={"number": number},
        )
        if not created:
            Replayable.objects.filter(pk=row.pk).update(number=F("number") + number)
    kept.marks = position.to_mapping()
    kept.save(update_fields=["marks"])
    return len(records)


@transaction.atomic
def _forget() -> None:
    Replayable.objects.all().delete()
    ReplayPosition.objects.all().delete()


def _counts(records: Iterable[Record], zones: Mapping[str, tzinfo]) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for each in records:
        entry = each.entry
        if not isinstance(entry, RequestDecided) or entry.organisation not in zones:
            continue
        day = each.at.astimezone(zones[entry.organisation]).date()
        classes = {Label(label).data_class.value for label in entry.found if label in _LABELS}
        key = (
            entry.organisation,
            day,
            entry.system,
            str(entry.zone),
            ",".join(sorted(classes)),
            entry.code in _ASIDE,
        )
        found[key] += 1
    return found
