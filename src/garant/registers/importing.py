"""Incidents that were followed elsewhere, taken over from a file: first what it would add, then all of it at once.

What a file says is held to the rules of the page: a judgement has its dates, a closed incident lacks no step of the
law. An incident that is in the register already is amended on its own page, never by a file.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.directory.numbering import next_number
from garant.registers.actions import SERIES, duties_of
from garant.registers.clocks import clocks_of, missing_steps
from garant.registers.exporting import COLUMNS, row_of
from garant.registers.models import Incident, IncidentStep
from garant.registers.queries import ALWAYS, incidents_visible_to
from garant.registers.sealing import INCIDENTS
from garant.registers.shelf.errors import ImportChangedMeanwhile, ImportEmpty
from garant.registers.shelf.importing import DryRun
from garant.registers.shelf.models import PendingImport
from garant.registers.shelf.waiting import forget_file, keep_file, kept_file
from garant.registers.terms import NOT_DUE, Doubt, State, Step
from garant.tables import MOST_BYTES, Column, Plan, Problem, Row, TableTooLarge, compare, read_table

REGISTER = "incidents"
_REQUIRED = frozenset({"category", "opened"})
_NUMBER = next(column for column in COLUMNS if column.key == "number")
_TITLES = {column.key: column.title for column in COLUMNS}
# An export says whether the answer came in time: the dates say it too, so an import leaves it.
_IGNORED = tuple(column.title for column in COLUMNS if column.key == "in_time")
READ = (
    *(
        replace(column, required=column.key in _REQUIRED)
        for column in COLUMNS
        if column.title not in _IGNORED
    ),
    Column(key="description", title="Ce qui s’est passé"),
    Column(key="resolution", title="Ce qui a été fait"),
)
_EXPORTED = tuple(column for column in READ if column.key in _TITLES)
_FROM_ELSEWHERE = "Repris d’un autre registre."
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Taken:
    """One row as an incident that is not saved yet, with its steps."""

    incident: Incident
    steps: Mapping[str, datetime]  # a Step → when


@transaction.atomic
def upload_incidents(actor: Person, *, name: str, data: bytes, now: datetime | None = None) -> PendingImport:
    """Keep a file for its dry run, once it is known to be readable. Raises what `garant.tables` refuses."""
    require(actor, *ALWAYS)
    if len(data) > MOST_BYTES:
        raise TableTooLarge(megabytes=MOST_BYTES // 1_000_000)
    read_table(data, name, READ, ignored=_IGNORED)
    return keep_file(actor, REGISTER, name=name, data=data, at=now or timezone.now())


def dry_run_incidents(actor: Person, pending: uuid.UUID, *, now: datetime | None = None) -> DryRun:
    """What confirming would add to the register as it is now."""
    require(actor, *ALWAYS)
    at = now or timezone.now()
    found, data = kept_file(actor, REGISTER, pending, now=at)
    plan = compare(
        (row_of(incident) for incident in incidents_visible_to(actor)),
        read_table(data, found.name, READ, ignored=_IGNORED),
        _NUMBER,
        columns=_EXPORTED,
        unknown="Ce numéro n’est pas dans le registre. Pour un incident repris d’ailleurs, laissez le numéro vide.",
    )
    plan = _held_to_the_rules(actor, _without_amendments(plan), at)
    mark = hashlib.sha256(json.dumps([row.line for row in plan.created]).encode()).hexdigest()
    return DryRun(found.id, found.name, "ods" if data[:2] == b"PK" else "csv", plan, mark)


@transaction.atomic
def confirm_incidents(actor: Person, pending: uuid.UUID, *, mark: str, now: datetime | None = None) -> int:
    """Add what the dry run of this `mark` showed, whole or not at all; how many incidents came in.

    They bear the importer's name as who reported them, and nobody is told: they are not news.
    """
    at = now or timezone.now()
    run = dry_run_incidents(actor, pending, now=at)
    if run.mark != mark:
        raise ImportChangedMeanwhile
    if not run.changes:
        raise ImportEmpty
    rule, roles = duties_of(actor.organisation)
    taken: list[_Taken] = []
    first = next_number(actor.organisation, SERIES, several=len(run.plan.created))
    for number, row in enumerate(run.plan.created, start=first):
        each = _taken(actor, row.values)
        incident = each.incident
        incident.number, incident.roles, incident.clause = number, roles, rule.clause if rule else ""
        if rule and incident.is_open and incident.due_at is None:
            incident.due_at = incident.opened_at + timedelta(hours=rule.hours)
        incident.description = _sealed(incident, row.values.get("description"), "description")
        if not incident.is_open:
            incident.resolution = _sealed(incident, row.values.get("resolution"), "resolution")
        taken.append(each)
    Incident.objects.bulk_create([each.incident for each in taken], batch_size=_AT_ONCE)
    IncidentStep.objects.bulk_create(
        [
            IncidentStep(
                incident=each.incident,
                step=step,
                at=done,
                reason=_sealed(each.incident, None, f"step:{step}") if step in NOT_DUE else None,
                by=actor,
                recorded_at=at,
            )
            for each in taken
            for step, done in each.steps.items()
        ],
        batch_size=_AT_ONCE,
    )
    forget_file(actor, REGISTER, pending)
    record_file(actor, REGISTER, run.format, rows=len(taken), imported=True)
    return len(taken)


def give_up_incidents(actor: Person, pending: uuid.UUID) -> None:
    """Forget the file. Nothing of it was written anywhere."""
    require(actor, *ALWAYS)
    forget_file(actor, REGISTER, pending)


def _without_amendments(plan: Plan) -> Plan:
    refused = [
        Problem(
            each.line,
            _NUMBER.title,
            f"L’incident n° {each.key} est déjà dans le registre, avec d’autres réponses : il se modifie sur sa page.",
        )
        for each in plan.amended
    ]
    return replace(plan, amended=(), problems=_in_order(*plan.problems, *refused))


def _held_to_the_rules(actor: Person, plan: Plan, now: datetime) -> Plan:
    today = now.astimezone(actor.organisation.place_word.zone).date()
    wrong = {row.line: _problems(actor, row, today) for row in plan.created}
    kept = tuple(row for row in plan.created if not wrong[row.line])
    found = (problem for problems in wrong.values() for problem in problems)
    return replace(plan, created=kept, problems=_in_order(*plan.problems, *found))


def _in_order(*problems: Problem) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line))


def _problems(actor: Person, row: Row, today: date) -> list[Problem]:
    """What the page would have refused, each at its column."""
    values = row.values
    wrong = [
        (key, "Cette date est encore à venir.")
        for key, value in values.items()
        if key != "due" and isinstance(value, date) and value > today
    ]
    closed, opened = values.get("closed"), values.get("opened")
    if (values.get("state") == State.CLOSED) != (closed is not None):
        wrong.append(("closed", "Un incident clos a sa date de clôture, et lui seul."))
    if isinstance(closed, date) and isinstance(opened, date) and closed < opened:
        wrong.append(("closed", "La clôture vient avant le signalement."))
    if values.get("breach") == Doubt.YES and values.get("breach_known") is None:
        wrong.append(
            ("breach_known", "Dites quand la violation a été connue : le délai de 72 heures part de là.")
        )
    if values.get("serious") == Doubt.YES:
        if values.get("serious_known") is None:
            wrong.append(
                ("serious_known", "Dites quand l’incident grave a été connu : le délai légal part de là.")
            )
        if values.get("ground") is None:
            wrong.append(("ground", "Dites pourquoi l’incident est grave : le délai légal en dépend."))
    if not wrong:
        wrong = _steps_wrong(actor, _taken(actor, values))
    return [Problem(row.line, _TITLES[key], sentence) for key, sentence in wrong]


def _steps_wrong(actor: Person, taken: _Taken) -> list[tuple[str, str]]:
    """Steps that nothing asked for, and those that a closed incident still lacks."""
    clocks = clocks_of(taken.incident, taken.steps, actor.organisation.place_word)
    asked = [step for clock in clocks for step in clock.steps]
    wrong = [
        (step, "Rien dans cet incident ne demande cette démarche.")
        for step in taken.steps
        if step not in asked
    ]
    for clock in clocks:
        both = [step for step in clock.steps if step in taken.steps]
        if len(both) > 1:
            wrong.append((both[1].value, "Une démarche est faite ou écartée, non les deux."))
    missing = [] if taken.incident.is_open else missing_steps(clocks)
    if missing:
        wrong.append(("state", f"Cet incident ne peut pas être clos, il manque : {', '.join(missing)}."))
    return wrong


def _taken(actor: Person, values: Mapping[str, object]) -> _Taken:
    organisation, opened = actor.organisation, values["opened"]
    assert isinstance(opened, date)  # the column is required

    def moment(key: str) -> datetime | None:
        day = values.get(key)
        return start_of(day) if isinstance(day, date) else None

    def start_of(day: date) -> datetime:
        """A file gives days: a delay that runs from the first moment of one protects."""
        return datetime.combine(day, time(), organisation.place_word.zone)

    state = State(str(values.get("state") or State.NEW))
    breach = Doubt(str(values.get("breach") or Doubt.UNKNOWN))
    serious = Doubt(str(values.get("serious") or Doubt.UNKNOWN))
    incident = Incident(
        organisation=organisation,
        reporter=actor,
        category=str(values["category"]),
        severity=str(values.get("severity") or ""),
        system=str(values.get("system") or "")[:60],
        state=state,
        opened_at=start_of(opened),
        due_at=moment("due"),
        closed_at=moment("closed"),
        handled_by=None if state == State.NEW else actor,
        breach=breach,
        breach_known_at=moment("breach_known") if breach != Doubt.NO else None,
        serious=serious,
        serious_ground=str(values.get("ground") or "") if serious == Doubt.YES else "",
        serious_known_at=moment("serious_known") if serious != Doubt.NO else None,
    )
    dated = ((step.value, moment(step.value)) for step in Step)
    return _Taken(incident, {step: done for step, done in dated if done is not None})


def _sealed(incident: Incident, words: object, part: str) -> bytes:
    return INCIDENTS.seal_part(incident, str(words or "") or _FROM_ELSEWHERE, part)
