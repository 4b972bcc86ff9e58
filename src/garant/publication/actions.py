"""Verbs of the publication: gather the journal's counts, and say that they were read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F

from garant.catalogue.queries import zones_of_systems
from garant.directory.journal import record
from garant.directory.models import Person
from garant.directory.reading import read_on
from garant.journal import (
    ConversationDeleted,
    JournalRead,
    Record,
    RequestCompleted,
    RequestDecided,
    UnknownEntry,
    UseMoved,
)
from garant.privacy import Label
from garant.publication.consuming import add_footprints, footprints
from garant.publication.days import DayOf, local_days
from garant.publication.models import DailyCount, DailyFootprint, JournalPosition
from garant.words import Zone

_LABELS = frozenset(Label)

What = DailyCount.What
Key = tuple[str, date, str, str, str]  # organisation, day, what, clause, key


def collect() -> int:
    """Count what the journals say since the last call; how many entries were read."""
    return read_on(JournalPosition, _take, _forget)


def note_reading(actor: Person) -> None:
    """Someone read the counts of their organisation. The journal knows its readers."""
    record(JournalRead(organisation=actor.organisation.slug, person=str(actor.id), reason="evidence"))


def _take(records: Sequence[Record]) -> None:
    zones = zones_of_systems()
    day_of = local_days()
    _add(_counts(records, zones, day_of))
    add_footprints(footprints(records, zones, day_of))


def _forget() -> None:
    DailyCount.objects.all().delete()
    DailyFootprint.objects.all().delete()


def _counts(records: Iterable[Record], zones: dict[tuple[str, str], Zone], day_of: DayOf) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for each in records:
        day = day_of(each)
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
