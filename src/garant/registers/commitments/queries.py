"""Reads of the commitments: those that the charter in force makes, and those whose day comes."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F

from garant.catalogue.compliance import today_of
from garant.charter import Commitment
from garant.directory.errors import CharterNotInForce
from garant.directory.models import Organisation, Person
from garant.directory.queries import policy_in_force
from garant.registers.commitments.shelf import COMMITMENTS, OPEN
from garant.registers.shelf.models import Record
from garant.registers.shelf.queries import Entry, entry_of

SOON = 30  # days


@dataclass(frozen=True, slots=True)
class Due:
    """A commitment whose day is near or past. Its words stay on its page."""

    organisation: Organisation
    commitment: uuid.UUID
    number: int
    owner: Person | None  # None: a service answers, no one is reminded by name
    due: date
    late: bool
    address: str


def due(now: datetime, *, within: int = SOON) -> list[Due]:
    """Every open commitment of the installation due within so many days of its organisation's own day, or past: for
    the reminders, never a page."""
    # A day more: somewhere it is already tomorrow.
    near = now.date() + timedelta(days=within + 1)
    rows = Record.objects.filter(shelf=COMMITMENTS.slug, state=OPEN, due__lte=near)
    found = rows.select_related("organisation", "owner").order_by("due", "number")
    days = ((row, today_of(row.organisation, now)) for row in found)
    return [
        Due(
            row.organisation,
            row.id,
            row.number,
            row.owner,
            row.due,
            row.due < today,
            row.get_absolute_url(),
        )
        for row, today in days
        if row.due is not None and row.due <= today + timedelta(days=within)
    ]


def commitments_about(organisation: Organisation, subject: str) -> list[Entry]:
    """The commitments on this subject. Whether a reader may see them, the caller has decided."""
    rows = Record.objects.filter(organisation=organisation, shelf=COMMITMENTS.slug, subject=subject)
    return [entry_of(COMMITMENTS, row) for row in rows.select_related("owner").order_by("number")]


def charter_waiting(organisation: Organisation) -> tuple[Commitment, ...]:
    """The commitments of the charter in force that the register does not follow yet."""
    try:
        promised = policy_in_force(organisation).commitments
    except CharterNotInForce:
        return ()
    rows = Record.objects.filter(organisation=organisation, shelf=COMMITMENTS.slug)
    followed = set(rows.filter(subject__startswith="clause:").values_list("subject", flat=True))
    return tuple(each for each in promised if charter_subject(each) not in followed)


def charter_subject(commitment: Commitment) -> str:
    """Names a promise of a clause: said otherwise in a new version of the charter, it is another promise."""
    digest = hashlib.sha256(commitment.promise.encode()).hexdigest()[:12]
    return f"clause:{commitment.clause[:80]}:{digest}"


@dataclass(frozen=True, slots=True)
class OfClause:
    """One open commitment of a clause: its number and its day, never its words."""

    number: int
    due: date | None
    late: bool


def open_by_clause(organisation: Organisation, *, today: date) -> dict[str, list[OfClause]]:
    """Clause → the open commitments of the register that it made, the nearest first."""
    rows = Record.objects.filter(
        organisation=organisation, shelf=COMMITMENTS.slug, state=OPEN, subject__startswith="clause:"
    )
    found: dict[str, list[OfClause]] = {}
    for row in rows.order_by(F("due").asc(nulls_last=True), "number"):
        clause = row.subject.split(":")[1]
        late = row.due is not None and row.due < today
        found.setdefault(clause, []).append(OfClause(row.number, row.due, late))
    return found
