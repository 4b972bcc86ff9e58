"""Verbs of the registers of rows. Each is one transaction and one journal entry, the entry last."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Literal

from django.db import transaction
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.directory.actions import require
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.journal import record as journal
from garant.directory.models import Organisation, Person
from garant.directory.numbering import next_number
from garant.directory.subject import use_of
from garant.history.actions import keep
from garant.journal import RecordChanged, RecordMoved, is_identifier
from garant.registers.shelf.errors import (
    AnswerUnfit,
    MoveNotOpen,
    NoteMissing,
    RecordChangedMeanwhile,
    RecordClosed,
    SubjectUnfit,
    TitleMissing,
)
from garant.registers.shelf.models import Record
from garant.registers.shelf.queries import may_add, may_amend, may_move, record_visible_to
from garant.registers.shelf.shelf import Shelf
from garant.registers.shelf.values import coerced, kept, opened, searchable, shown
from garant.tables import normal

NOBODY = "anonymous"  # in the journal, where the author is not kept at all


def add(
    actor: Person,
    shelf: Shelf,
    *,
    title: str,
    values: Mapping[str, object],
    subject: str = "",
    now: datetime | None = None,
) -> Record:
    """A record, by someone who fills this register."""
    if not may_add(actor, shelf):
        require(actor, *shelf.writers)
    return write_new(
        actor.organisation, shelf, title=title, values=values, subject=subject, by=actor, now=now
    )


@transaction.atomic
def write_new(
    organisation: Organisation,
    shelf: Shelf,
    *,
    title: str,
    values: Mapping[str, object],
    subject: str = "",
    by: Person | None,
    owner: Person | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Record:
    """For the registers of this room, once they have decided who may. `by` is None where nobody is kept; `reason`
    stands in the history, where the words come from somewhere."""
    at = now or timezone.now()
    if subject and not is_identifier(subject):
        raise SubjectUnfit
    record = Record(
        organisation=organisation,
        shelf=shelf.slug,
        number=next_number(organisation, shelf.slug),
        subject=subject,
        state=shelf.first,
        author=by,
        owner=owner,
        # Who told something without a name is not betrayed by the minute at which it was told.
        created_at=at if by is not None else _day_of(organisation, at),
        amended_at=at if by is not None else _day_of(organisation, at),
    )
    fill(shelf, record, title, checked(shelf, values))
    record.save()
    remember(shelf, record, by, reason=reason, now=record.created_at)
    _changed(record, shelf, by, "created")
    return record


@transaction.atomic
def amend(
    actor: Person,
    shelf: Shelf,
    record: uuid.UUID,
    *,
    title: str,
    values: Mapping[str, object],
    revision: int,
    reason: str = "",
    now: datetime | None = None,
) -> Record:
    """Write over the values; the former ones stay in the history. `values` without a column leave it as it was.

    `revision` is the one that the actor read: where someone else wrote since, nothing changes.
    """
    found = record_visible_to(actor, shelf, record)
    if not may_amend(actor, shelf, found):
        if found.author_id != actor.id or not shelf.author_amends:
            require(actor, *shelf.writers)
        raise RecordClosed(state=shelf.state(found.state).label)
    former = opened(shelf.all_columns, found.values)
    remember_first(shelf, found)
    fill(shelf, found, title, former | checked(shelf, values))
    found.amended_at = now or timezone.now()
    save_over(found, revision)
    remember(shelf, found, actor, reason=reason, now=found.amended_at)
    _changed(found, shelf, actor, "amended")
    return found


@transaction.atomic
def move(
    actor: Person,
    shelf: Shelf,
    record: uuid.UUID,
    name: str,
    *,
    revision: int,
    note: str = "",
    more: Mapping[str, object] | None = None,
    clause: str | None = None,
    now: datetime | None = None,
) -> Record:
    """One step of a record, with the words that it asks for. `more` are columns that the step itself writes."""
    step = shelf.move(name)
    if step is None:
        raise NotFound(what="step")
    found = record_visible_to(actor, shelf, record)
    if not may_move(actor, step, found):
        raise NotAllowed(roles=", ".join(sorted(role.label for role in step.roles)))
    if found.state not in step.before:
        raise MoveNotOpen(state=shelf.state(found.state).label)
    words = normal(note)
    if step.note is not None and not words:
        raise NoteMissing(note=step.note.title)
    values = opened(shelf.all_columns, found.values) | checked(shelf, more or {})
    if step.note is not None:
        values[step.note.key] = words[: step.note.longest]
    if step.guard is not None:
        step.guard(values)
    before, found.state = found.state, step.after
    at = now or timezone.now()
    remember_first(shelf, found)
    fill(shelf, found, found.title, values)
    found.amended_at = at
    save_over(found, revision)
    remember(shelf, found, actor, reason=step.label, now=at)
    in_time = None if found.due is None else today_of(found.organisation, at) <= found.due
    journal(
        RecordMoved(
            organisation=found.organisation.slug,
            person=str(actor.id),
            record=named(shelf, found),
            before=before,
            after=found.state,
            in_time=in_time if found.state not in shelf.editable else None,
            clause=clause,
            use=use_of(found.subject),
        )
    )
    return found


def named(shelf: Shelf, record: Record) -> str:
    """As the journal and the history name it."""
    return f"{shelf.kind}:{record.id}"


def checked(shelf: Shelf, values: Mapping[str, object]) -> dict[str, object]:
    """The values of this shelf's columns among `values`, typed; AnswerUnfit names the first that is none."""
    known = [column for column in shelf.all_columns if column.key in values]
    for column in known:
        fits, left = coerced([column], values)
        if left:
            raise AnswerUnfit(column=column.title)
        values = {**values, column.key: fits.get(column.key, column.empty)}
    return {column.key: values[column.key] for column in known}


def fill(shelf: Shelf, record: Record, title: str, values: Mapping[str, object]) -> None:
    """Put title and values on the row, with what is derived from them. Nothing is saved."""
    record.title = " ".join(normal(title).split())[:200]
    if not record.title:
        raise TitleMissing
    record.values = kept(shelf.all_columns, values)
    record.folded = searchable(shelf, record.number, record.title, values)
    due = values.get(shelf.due) if shelf.due else None
    record.due = due if isinstance(due, date) else None


def save_over(record: Record, revision: int) -> None:
    """Save only where the row still is the one that was read: of two people at once, the second is told."""
    fields = {
        name: getattr(record, name)
        for name in ("title", "values", "folded", "due", "state", "owner_id", "amended_at")
    }
    row = Record.objects.filter(id=record.id, revision=revision)
    if not row.update(**fields, revision=revision + 1):
        raise RecordChangedMeanwhile
    record.revision = revision + 1


def remember(
    shelf: Shelf, record: Record, by: Person | None, *, reason: str = "", now: datetime | None = None
) -> None:
    """Keep what the record says now."""
    values = opened(shelf.all_columns, record.values)
    words = shown(shelf, record.title, record.state, values)
    keep(record.organisation, named(shelf, record), words, by=by, reason=reason, now=now)


def remember_first(shelf: Shelf, record: Record) -> None:
    """What came in by a file has no version yet: before it changes for the first time, keep what it said.

    Anything else has: the history does not keep the same words twice.
    """
    stored = Record.objects.get(id=record.id)
    remember(shelf, stored, None, reason="Import", now=stored.created_at)


def _day_of(organisation: Organisation, at: datetime) -> datetime:
    """The first moment of the day that it is there."""
    return datetime.combine(today_of(organisation, at), time(), organisation.place_word.zone)


def _changed(
    record: Record, shelf: Shelf, by: Person | None, change: Literal["created", "amended", "closed"]
) -> None:
    journal(
        RecordChanged(
            organisation=record.organisation.slug,
            person=NOBODY if by is None else str(by.id),
            record=named(shelf, record),
            change=change,
        )
    )
