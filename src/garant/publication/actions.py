"""Verbs of the publication: gather the journal's counts, and say that they were read."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, tzinfo
from itertools import islice

from django.db import transaction
from django.db.models import F

from garant.catalogue.queries import zones_of_systems
from garant.directory.journal import journal_directory, record
from garant.directory.models import Person
from garant.directory.queries import organisations
from garant.journal import (
    ConversationDeleted,
    JournalRead,
    Position,
    PositionLost,
    Record,
    RequestCompleted,
    RequestDecided,
    UnknownEntry,
    UseMoved,
    read_entries,
)
from garant.privacy import Label
from garant.publication.consuming import add_footprints, day_of, footprints
from garant.publication.models import DailyCount, DailyFootprint, JournalPosition
from garant.words import Zone

log = logging.getLogger(__name__)

AT_ONCE = (
    5_000  # records for one transaction: a first reading of a long journal blocks no other write for long
)

_LABELS = frozenset(Label)

What = DailyCount.What
Key = tuple[str, date, str, str, str]  # organisation, day, what, clause, key


def collect() -> int:
    """Read on in the journals of all writers, from where the last call stopped; how many entries were read."""
    taken = 0
    while True:
        try:
            read = _collect_some()
        except PositionLost as lost:
            # The journal was replaced (restored from a backup): the counts are made anew from what it says now.
            log.warning("%s: counts are made anew", lost)
            _forget()
            read = _collect_some()
        taken += read
        if read < AT_ONCE:
            return taken


def note_reading(actor: Person) -> None:
    """Someone read the counts of their organisation. The journal knows its readers."""
    record(JournalRead(organisation=actor.organisation.slug, person=str(actor.id), reason="evidence"))


@transaction.atomic
def _collect_some() -> int:
    JournalPosition.objects.get_or_create(pk=1)
    kept = JournalPosition.objects.select_for_update().get(pk=1)
    position = Position.from_mapping(kept.marks)
    records = list(islice(read_entries(journal_directory(), position), AT_ONCE))
    if not records:
        return 0
    for each in records:
        position = position.past(each)
    zones, clocks = zones_of_systems(), {each.slug: each.place_word.zone for each in organisations()}
    _add(_counts(records, zones, clocks))
    add_footprints(footprints(records, zones, clocks))
    kept.marks = position.to_mapping()
    kept.save(update_fields=["marks"])
    return len(records)


@transaction.atomic
def _forget() -> None:
    DailyCount.objects.all().delete()
    DailyFootprint.objects.all().delete()
    JournalPosition.objects.all().delete()


def _counts(
    records: Iterable[Record], zones: dict[tuple[str, str], Zone], clocks: Mapping[str, tzinfo]
) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for each in records:
        day = day_of(each, clocks)
        for what, clause, key in _said(each, zones):
            found[each.entry.organisation, day, what, clause, key] += 1
    return found


def _said(each: Record, zones: dict[tuple[str, str], Zone]) -> Iterable[tuple[str, str, str]]:
    """What one entry adds to: (what, clause, key)."""
    entry = each.entry
    if isinstance(entry, UnknownEntry):
        return
    match entry:
        case RequestDecided():
            yield What.REQUEST, "", ""
            yield from ((What.DECISION, clause, action) for clause, action in entry.clauses.items())
            yield from ((What.OBSERVED, clause, action) for clause, action in entry.observed.items())
            unsure = {Label(label).data_class for label in entry.uncertain if label in _LABELS}
            yield from ((What.UNCERTAIN, "", data.value) for data in sorted(unsure))
        case RequestCompleted(outcome="ok"):
            zone = zones.get((entry.organisation, entry.system))
            if zone is not None:
                yield What.ANSWER, "", zone.value
        case ConversationDeleted(reason="retention"):
            yield What.PURGED, "", "conversations"
        case UseMoved():
            yield from ((What.EVENT, passed, entry.kind) for passed in entry.clauses)
    clause = getattr(entry, "clause", None)
    if isinstance(clause, str) and clause:
        yield What.EVENT, clause, entry.kind


def _add(counts: Counter[Key]) -> None:
    for (organisation, day, what, clause, key), number in counts.items():
        row, created = DailyCount.objects.get_or_create(
            organisation=organisation,
            day=day,
            what=what,
            clause=clause,
            key=key,
            defaults={"number": number},
        )
        if not created:
            DailyCount.objects.filter(pk=row.pk).update(number=F("number") + number)
