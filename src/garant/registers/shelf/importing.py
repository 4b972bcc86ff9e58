"""A file into a register: first what it would change, then, once someone has read it, the change as a whole."""

import hashlib
import json
import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.directory.numbering import next_number
from garant.registers.shelf.actions import fill, remember, save_over
from garant.registers.shelf.errors import ImportAmendsTooMany, ImportChangedMeanwhile, ImportEmpty
from garant.registers.shelf.exporting import row_of
from garant.registers.shelf.models import PendingImport, Record
from garant.registers.shelf.queries import records_visible_to
from garant.registers.shelf.shelf import Shelf
from garant.registers.shelf.values import opened
from garant.registers.shelf.waiting import forget_file, keep_file, kept_file
from garant.tables import MOST_BYTES, Plan, Problem, TableTooLarge, compare, read_table

MOST_AMENDED = 1_000  # each amended record keeps its former text: beyond, the request would last too long
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would change, and the mark by which its confirmation knows that it is still this."""

    id: uuid.UUID
    name: str
    format: str
    plan: Plan
    mark: str

    @property
    def changes(self) -> int:
        return len(self.plan.created) + len(self.plan.amended)


@transaction.atomic
def upload(
    actor: Person, shelf: Shelf, *, name: str, data: bytes, now: datetime | None = None
) -> PendingImport:
    """Keep a file for its dry run, once it is known to be readable. Raises what `garant.tables` refuses."""
    require(actor, *shelf.writers)
    at = now or timezone.now()
    if len(data) > MOST_BYTES:
        raise TableTooLarge(megabytes=MOST_BYTES // 1_000_000)
    read_table(data, name, shelf.read_columns, ignored=_ignored(shelf))
    return keep_file(actor, shelf.slug, name=name, data=data, at=at)


def dry_run(actor: Person, shelf: Shelf, pending: uuid.UUID, *, now: datetime | None = None) -> DryRun:
    """What confirming would do to the register as it is now."""
    require(actor, *shelf.writers)
    found, data = kept_file(actor, shelf.slug, pending, now=now or timezone.now())
    reading = read_table(data, found.name, shelf.read_columns, ignored=_ignored(shelf))
    there = {record.number: record for record in records_visible_to(actor, shelf)}
    plan = compare(
        (row_of(shelf, record) for record in there.values()),
        reading,
        shelf.number_column,
        unknown="Ce numéro n’est pas dans le registre. Pour une nouvelle fiche, laissez le numéro vide.",
    )
    plan = _only_editable(shelf, plan, there)
    if len(plan.amended) > MOST_AMENDED:
        raise ImportAmendsTooMany(amended=len(plan.amended), most=MOST_AMENDED)
    return DryRun(found.id, found.name, "ods" if data[:2] == b"PK" else "csv", plan, _mark(plan, there))


@transaction.atomic
def confirm(
    actor: Person, shelf: Shelf, pending: uuid.UUID, *, mark: str, now: datetime | None = None
) -> int:
    """Do what the dry run of this `mark` showed, whole or not at all; how many records changed."""
    at = now or timezone.now()
    run = dry_run(actor, shelf, pending, now=at)
    if run.mark != mark:
        raise ImportChangedMeanwhile
    if not run.changes:
        raise ImportEmpty
    _create(actor, shelf, run.plan, at)
    _amend(actor, shelf, run.plan, at)
    PendingImport.objects.filter(id=pending).delete()
    record_file(actor, shelf.kind, run.format, rows=run.changes, imported=True)
    return run.changes


def give_up(actor: Person, shelf: Shelf, pending: uuid.UUID) -> None:
    """Forget the file. Nothing of it was written anywhere."""
    require(actor, *shelf.writers)
    forget_file(actor, shelf.slug, pending)


def _create(actor: Person, shelf: Shelf, plan: Plan, at: datetime) -> None:
    first = next_number(actor.organisation, shelf.slug, several=len(plan.created)) if plan.created else 0
    made: list[Record] = []
    for number, row in enumerate(plan.created, start=first):
        record = Record(
            organisation=actor.organisation,
            shelf=shelf.slug,
            number=number,
            state=shelf.first,
            created_at=at,
            amended_at=at,
        )
        fill(shelf, record, str(row.values["title"]), row.values)
        made.append(record)
    Record.objects.bulk_create(made, batch_size=_AT_ONCE)


def _amend(actor: Person, shelf: Shelf, plan: Plan, at: datetime) -> None:
    numbers = {
        record.number: record for record in records_visible_to(actor, shelf).select_related("organisation")
    }
    for amendment in plan.amended:
        record = numbers[int(str(amendment.key))]
        changed = {change.column: change.after for change in amendment.changes}
        values = opened(shelf.all_columns, record.values) | changed
        # What came in by a file has no version yet; for any other the history keeps nothing twice.
        remember(shelf, record, None, reason="Import", now=record.created_at)
        fill(shelf, record, str(changed.get("title", record.title)), values)
        record.amended_at = at
        save_over(record, record.revision)
        remember(shelf, record, actor, reason="Import", now=at)


def _only_editable(shelf: Shelf, plan: Plan, there: dict[int, Record]) -> Plan:
    """A file changes nothing that the page would not let change."""
    closed = [each for each in plan.amended if there[int(str(each.key))].state not in shelf.editable]
    problems = [
        Problem(
            each.line,
            shelf.number_column.title,
            f"La fiche n° {each.key} est dans l’état « {shelf.state(there[int(str(each.key))].state).label} » : elle ne se modifie pas.",
        )
        for each in closed
    ]
    if not problems:
        return plan
    kept = tuple(each for each in plan.amended if each not in closed)
    every = sorted((*plan.problems, *problems), key=lambda problem: problem.line)
    return replace(plan, amended=kept, problems=tuple(every))


def _ignored(shelf: Shelf) -> list[str]:
    """Titles that an export writes and an import leaves."""
    read = {column.title for column in shelf.read_columns}
    return [column.title for column in shelf.file_columns if column.title not in read]


def _mark(plan: Plan, there: dict[int, Record]) -> str:
    """Changes as soon as the plan does, or one of the records that it touches."""
    said = {
        "created": [row.line for row in plan.created],
        "amended": [(each.line, each.key, there[int(str(each.key))].revision) for each in plan.amended],
    }
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()
