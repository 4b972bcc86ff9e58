"""Requests that were followed elsewhere, taken over from a file: first what it would add, then all of it at once.

What a file says is held to the rules of the page: a closed request has its day, a delay is prolonged only where the law
lets it. The deadline is the law's own, whatever the file says. A request that is in the register already changes on
its page, never by a file. The file may hold names: it waits sealed, a day at most, under a name that says nothing.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.directory.numbering import hold, next_number
from garant.registers.rights.exporting import COLUMNS, row_of
from garant.registers.rights.file_rules import problems_of
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.queries import HANDLERS, requests_visible_to
from garant.registers.rights.sealed import open_part
from garant.registers.rights.taking_over import taken_over
from garant.registers.shelf.errors import ImportChangedMeanwhile, ImportEmpty
from garant.registers.shelf.models import PendingImport
from garant.registers.shelf.waiting import forget_file, keep_file, kept_file
from garant.tables import (
    MOST_BYTES,
    Column,
    Plan,
    Problem,
    Reading,
    Row,
    TableTooLarge,
    compare,
    folded,
    read_table,
)

REGISTER = "rights-requests"
_REQUIRED = frozenset({"kind", "received"})
_NUMBER = next(column for column in COLUMNS if column.key == "number")
# The law gives both from the day of receipt: a file cannot say otherwise.
_COMPUTED = frozenset({"due", "in_time"})
_IGNORED = tuple(column.title for column in COLUMNS if column.key in _COMPUTED)
_EXPORTED = tuple(
    Column(
        key=column.key,
        title=column.title,
        kind=column.kind,
        choices=column.choices,
        required=column.key in _REQUIRED,
    )
    for column in COLUMNS
    if column.key not in _COMPUTED
)
REFERENCE = Column(key="reference", title="Numéro de reçu", longest=100)
READ = (
    *_EXPORTED,
    REFERENCE,
    Column(key="name", title="Nom de la personne", longest=150),
    Column(key="contact", title="Où lui répondre", longest=500),
    Column(key="words", title="Ce qui est demandé"),
    Column(key="extension", title="Motif de la prolongation"),
    Column(key="answer", title="Réponse donnée"),
)
_UNKNOWN = (
    "Ce numéro n’est pas dans le registre. Pour une demande reprise d’ailleurs, laissez le numéro vide."
)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Already:
    """A line whose receipt is in the register: it is left out."""

    line: int
    number: int


@dataclass(frozen=True, slots=True)
class RequestsDryRun:
    """What an import would add, and the mark by which its confirmation knows that it is still this."""

    id: uuid.UUID
    format: str
    plan: Plan
    already: tuple[Already, ...]
    mark: str

    @property
    def left_out(self) -> int:
        """How many lines are in the register already, by their number or by their receipt."""
        return self.plan.unchanged + len(self.already)

    @property
    def nameless(self) -> int:
        """How many of the new ones come without anybody to answer."""
        return sum(not row.values.get("name") for row in self.plan.created)


@transaction.atomic
def upload_requests(actor: Person, *, name: str, data: bytes, now: datetime | None = None) -> PendingImport:
    """Keep a file for its dry run, once it is known to be readable. Raises what `garant.tables` refuses."""
    require(actor, *HANDLERS)
    if len(data) > MOST_BYTES:
        raise TableTooLarge(megabytes=MOST_BYTES // 1_000_000)
    read_table(data, name, READ, ignored=_IGNORED)
    plain = f"demandes{PurePath(name).suffix.lower()}"  # the name of a file may be somebody's
    return keep_file(actor, REGISTER, name=plain, data=data, at=now or timezone.now())


def dry_run_requests(actor: Person, pending: uuid.UUID, *, now: datetime | None = None) -> RequestsDryRun:
    """What confirming would add to the register as it is now."""
    require(actor, *HANDLERS)
    at = now or timezone.now()
    found, data = kept_file(actor, REGISTER, pending, now=at)
    held = requests_visible_to(actor)
    reading = read_table(data, found.name, READ, ignored=_IGNORED)
    fresh, already, twice = _by_receipt(reading.rows, held)
    named = {row.line for row in fresh} | {each.line for each in already} | {each.line for each in twice}
    others = tuple(row for row in reading.rows if row.line not in named)
    plan = compare(
        (row_of(request) for request in held),
        Reading(others, reading.problems),
        _NUMBER,
        columns=_EXPORTED,
        unknown=_UNKNOWN,
    )
    refused = [
        Problem(
            each.line,
            _NUMBER.title,
            f"La demande n° {each.key} est déjà dans le registre, avec d’autres réponses : elle se modifie sur sa page.",
        )
        for each in plan.amended
    ]
    today = at.astimezone(actor.organisation.place_word.zone).date()
    new = sorted((*plan.created, *fresh), key=lambda row: row.line)
    wrong = {row.line: problems_of(row, actor.organisation.place_word, today) for row in new}
    plan = Plan(
        tuple(row for row in new if not wrong[row.line]),
        (),
        plan.unchanged,
        _in_order(*plan.problems, *refused, *twice, *(each for found in wrong.values() for each in found)),
    )
    mark = hashlib.sha256(json.dumps([row.line for row in plan.created]).encode()).hexdigest()
    return RequestsDryRun(found.id, "ods" if data[:2] == b"PK" else "csv", plan, already, mark)


@transaction.atomic
def confirm_requests(actor: Person, pending: uuid.UUID, *, mark: str, now: datetime | None = None) -> int:
    """Add what the dry run of this `mark` showed, whole or not at all; how many requests came in.

    They bear the importer's name as who entered them, and nobody is told: they are not news.
    """
    at = now or timezone.now()
    require(actor, *HANDLERS)
    hold(actor.organisation, REGISTER)  # of two who import one receipt at once, the second meets the first's
    run = dry_run_requests(actor, pending, now=at)
    if run.mark != mark:
        raise ImportChangedMeanwhile
    if not run.plan.created:
        raise ImportEmpty
    first = next_number(actor.organisation, REGISTER, several=len(run.plan.created))
    RightsRequest.objects.bulk_create(
        [
            taken_over(actor, row.values, number=number, at=at)
            for number, row in enumerate(run.plan.created, start=first)
        ],
        batch_size=_AT_ONCE,
    )
    forget_file(actor, REGISTER, pending)
    record_file(actor, REGISTER, run.format, rows=len(run.plan.created), imported=True)
    return len(run.plan.created)


def give_up_requests(actor: Person, pending: uuid.UUID) -> None:
    """Forget the file. Nothing of it was written anywhere."""
    require(actor, *HANDLERS)
    forget_file(actor, REGISTER, pending)


def _by_receipt(
    rows: tuple[Row, ...], held: list[RightsRequest]
) -> tuple[list[Row], tuple[Already, ...], list[Problem]]:
    """Of the lines that bear a receipt: the new ones, those that are here, and those that bear another line's."""
    receipts = [(row, folded(str(row.values.get(REFERENCE.key) or ""))) for row in rows]
    receipts = [(row, receipt) for row, receipt in receipts if receipt]
    if not receipts:
        return [], (), []
    known = {folded(request.receipt): request.number for request in held}
    known |= {
        folded(former): request.number
        for request in held
        if request.reference is not None and (former := open_part(request, request.reference, "reference"))
    }
    borne: dict[str, int] = {}
    for _, receipt in receipts:
        borne[receipt] = borne.get(receipt, 0) + 1
    fresh: list[Row] = []
    already: list[Already] = []
    twice: list[Problem] = []
    for row, receipt in receipts:
        if borne[receipt] > 1:
            sentence = "Plusieurs lignes portent ce numéro de reçu : aucune n’est importée."
            twice.append(Problem(row.line, REFERENCE.title, sentence))
        elif receipt in known:
            already.append(Already(row.line, known[receipt]))
        else:
            fresh.append(row)
    return fresh, tuple(already), twice


def _in_order(*problems: Problem) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line))
