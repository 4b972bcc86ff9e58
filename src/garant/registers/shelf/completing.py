"""Filling what nobody wrote yet, on behalf of a room above that knows it: a text that stands is never touched."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from garant.directory.models import Organisation, Person
from garant.registers.shelf.actions import amend
from garant.registers.shelf.models import Record
from garant.registers.shelf.queries import may_write, record_visible_to, records_visible_to
from garant.registers.shelf.shelf import Shelf
from garant.registers.shelf.values import opened


@transaction.atomic
def complete(
    actor: Person,
    shelf: Shelf,
    record: uuid.UUID,
    values: Mapping[str, object],
    *,
    revision: int,
    reason: str,
    now: datetime | None = None,
) -> Record:
    """Write those of `values` whose place is empty; where none is, nothing changes and no version is kept.

    `reason` stands in the history: where the words come from.
    """
    found = record_visible_to(actor, shelf, record)
    free = still_empty(opened(shelf.all_columns, found.values), values)
    if not free:
        return found
    return amend(
        actor, shelf, record, title=found.title, values=free, revision=revision, reason=reason, now=now
    )


def still_empty(present: Mapping[str, object], given: Mapping[str, object]) -> dict[str, object]:
    """What of `given` nobody has said yet."""
    return {key: value for key, value in given.items() if present.get(key) in (None, "", ())}


def completable_by(actor: Person, shelf: Shelf) -> list[Record]:
    """The records that this person may amend as they stand, the last one first; without their words."""
    if not may_write(actor, shelf):
        return []
    found = records_visible_to(actor, shelf).filter(state__in=shelf.editable)
    return list(found.defer("values", "folded").order_by("-number"))


def subjects_held(organisation: Organisation, shelf: Shelf) -> frozenset[str]:
    """What a record of this register is about already. Whether a reader may know it, the caller has decided."""
    rows = Record.objects.filter(organisation=organisation, shelf=shelf.slug).exclude(subject="")
    return frozenset(rows.values_list("subject", flat=True))
