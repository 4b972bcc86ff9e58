"""Gather from the journal what a replay needs: which classes of data asked for which zone, how many times a day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo

from django.db.models import F

from garant.directory import queries as directory
from garant.directory.reading import read_on
from garant.journal import Record, RequestDecided
from garant.privacy import Label
from garant.studio.models import Replayable, ReplayPosition

_LABELS = frozenset(Label)
# Refusals that the class × zone table has no part in.
_ASIDE = frozenset({"charter_use_forbidden", "charter_unknown_shape"})

Key = tuple[str, date, str, str, str, bool]


def gather() -> int:
    """Count what the journals say since the last call; how many entries were read."""
    return read_on(ReplayPosition, _take, Replayable.objects.all().delete)


def _take(records: Sequence[Record]) -> None:
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
