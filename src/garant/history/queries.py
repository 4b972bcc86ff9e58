"""Reads of what records said before. Whether a reader may see the record at all, its own room has decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from garant.directory.models import Person
from garant.history.models import Version


@dataclass(frozen=True, slots=True)
class Change:
    """One field between two versions; None where it did not exist."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Past:
    """One version, and what it changed."""

    number: int
    at: datetime
    by: str  # a full name, "" for the installation
    reason: str
    values: Mapping[str, Any]
    changes: tuple[Change, ...]


def versions_of(actor: Person, record: str) -> list[Past]:
    """Every version of a record of the actor's organisation, the last one first."""
    rows = list(
        Version.objects.filter(organisation=actor.organisation, record=record).select_related("by").reverse()
    )
    found: list[Past] = []
    before: Mapping[str, Any] = {}
    for row in rows:
        found.append(
            Past(
                number=row.number,
                at=row.at,
                by=row.by.full_name if row.by is not None else "",
                reason=row.reason,
                values=row.values,
                changes=_changes(before, row.values),
            )
        )
        before = row.values
    return found[::-1]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    names = dict.fromkeys([*before, *after])
    return tuple(
        Change(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )
