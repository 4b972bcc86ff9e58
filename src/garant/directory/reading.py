"""Reading on in the journal: a room that counts what it says goes on from where it stopped, and begins anew when the
journal was replaced."""

import logging
from collections.abc import Callable, Sequence
from itertools import islice

from django.db import models, transaction

from garant.directory.journal import journal_directory
from garant.journal import Position, PositionLost, Record, read_entries

log = logging.getLogger(__name__)

# Records for one transaction: a first reading of a long journal blocks no other write for long.
AT_ONCE = 5_000


class JournalMarks(models.Model):
    """One row: how far the journal was read, writer by writer."""

    marks = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(sorted(self.marks))


def read_on(
    kept: type[JournalMarks], take: Callable[[Sequence[Record]], None], forget: Callable[[], object]
) -> int:
    """Hand `take` what was written in the journals of all writers since the last call; how many entries were read.

    `take` writes what it counts in the transaction that moves the marks. `forget` deletes all that was counted: the
    journal was replaced (restored from a backup), and the counts are made anew from what it says now.
    """
    taken = 0
    while True:
        try:
            read = _some(kept, take)
        except PositionLost as lost:
            log.warning("%s: counts are made anew", lost)
            with transaction.atomic():
                forget()
                _rows(kept).all().delete()
            read = _some(kept, take)
        taken += read
        if read < AT_ONCE:
            return taken


@transaction.atomic
def _some(kept: type[JournalMarks], take: Callable[[Sequence[Record]], None]) -> int:
    _rows(kept).get_or_create(pk=1)
    marks = _rows(kept).select_for_update().get(pk=1)
    position = Position.from_mapping(marks.marks)
    records = list(islice(read_entries(journal_directory(), position), AT_ONCE))
    if not records:
        return 0
    for each in records:
        position = position.past(each)
    take(records)
    marks.marks = position.to_mapping()
    marks.save(update_fields=["marks"])
    return len(records)


def _rows(kept: type[JournalMarks]) -> "models.Manager[JournalMarks]":
    return kept._default_manager
