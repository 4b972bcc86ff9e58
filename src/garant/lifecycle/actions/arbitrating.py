"""Arbitration: a session, its ranked list, one decision for each case with its justification, minutes."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from garant.charter import Stage
from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.directory.numbering import next_number
from garant.journal import RecordChanged, RecordMoved
from garant.lifecycle.actions.moving import move_use
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.errors import CaseDecided, CaseElsewhere, FieldMissing, NotAtThisStage, ReasonMissing
from garant.lifecycle.models import ArbitrationSession, Case, Use
from garant.lifecycle.queries.arbitrations import figures_of, session_visible_to
from garant.lifecycle.queries.uses import use_visible_to
from garant.lifecycle.terms import Decision, SessionState
from garant.registers.commitments.actions import add_commitment

CHAIRS = (Role.DGS,)
PREPARERS = (Role.DGS, Role.DSI, Role.REFERENT)


@transaction.atomic
def open_session(actor: Person, *, title: str, held_on: date) -> ArbitrationSession:
    """A sitting to come. Every use that waits for arbitration can be put before it."""
    require(actor, *PREPARERS)
    if not title.strip():
        raise FieldMissing(field="Titre")
    session = ArbitrationSession.objects.create(
        organisation=actor.organisation,
        number=next_number(actor.organisation, "arbitrations"),
        title=title.strip()[:150],
        held_on=held_on,
    )
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"arbitration:{session.id}",
            change="created",
        )
    )
    return session


@transaction.atomic
def put_before(actor: Person, session: uuid.UUID, use: uuid.UUID) -> Case:
    """Put a use that waits for arbitration at the end of the list."""
    require(actor, *PREPARERS)
    found = _open(actor, session)
    waiting = use_visible_to(actor, use)
    if waiting.stage_word is not Stage.ARBITRATION:
        raise NotAtThisStage(number=waiting.number, stage=waiting.stage_word.french)
    if Case.objects.filter(use=waiting, decision="", session__state=SessionState.OPEN).exists():
        raise CaseElsewhere(number=waiting.number)
    last = found.cases.aggregate(last=Max("rank"))["last"] or 0
    case = Case.objects.create(session=found, use=waiting, rank=last + 1)
    _changed(actor, found)
    return case


@transaction.atomic
def rank_cases(actor: Person, session: uuid.UUID, order: Sequence[uuid.UUID]) -> None:
    """The order in which the cases are heard. Those that `order` leaves out keep their place after it."""
    require(actor, *PREPARERS)
    found = _open(actor, session)
    cases = {case.use_id: case for case in found.cases.all()}
    ranked = [cases[use] for use in dict.fromkeys(order) if use in cases]
    ranked += [case for case in cases.values() if case not in ranked]
    for rank, case in enumerate(ranked, start=1):
        Case.objects.filter(pk=case.pk).update(rank=rank)
    _changed(actor, found)


@transaction.atomic
def decide_case(
    actor: Person,
    session: uuid.UUID,
    use: uuid.UUID,
    *,
    decision: Decision,
    justification: str,
    conditions: Sequence[str] = (),
    now: datetime | None = None,
) -> Case:
    """Decide a case, once. An accepted use goes on to its development, a refused one is archived with its reason, a
    deferred one goes back to its qualification. Each condition becomes a commitment that is followed."""
    require(actor, *CHAIRS)
    now = now or timezone.now()
    found = _open(actor, session)
    if not justification.strip():
        raise ReasonMissing(stage=decision.label)
    case = Case.objects.select_for_update().filter(session=found, use=use).select_related("use").first()
    if case is None or case.decision:
        raise CaseDecided(session=found.number)
    heard = Use.objects.select_for_update().select_related("organisation").get(id=use)
    if heard.stage_word is not Stage.ARBITRATION:
        raise NotAtThisStage(number=heard.number, stage=heard.stage_word.french)
    case.decision, case.justification = decision.value, justification.strip()
    case.conditions = [condition.strip() for condition in conditions if condition.strip()]
    case.by, case.at = actor, now
    case.seen = figures_of(Dossier(heard, timezone.localdate(now))).to_mapping()
    case.save()
    for condition in case.conditions:
        add_commitment(
            actor,
            subject=heard.subject,
            promise=condition,
            owner=heard.department,
            due=None,
            source=f"arbitration:{found.id}",
        )
    to = {
        Decision.ACCEPTED: Stage.DEVELOPMENT,
        Decision.REFUSED: Stage.REFUSED,
        Decision.DEFERRED: Stage.QUALIFICATION,
    }[decision]
    move_use(actor, use, to, reason=case.justification, revision=heard.revision, now=now)
    return case


@transaction.atomic
def close_session(actor: Person, session: uuid.UUID, *, now: datetime | None = None) -> ArbitrationSession:
    """The sitting is over; what was not decided waits for another."""
    require(actor, *CHAIRS)
    found = _open(actor, session)
    found.state, found.closed_at = SessionState.CLOSED, now or timezone.now()
    found.save(update_fields=["state", "closed_at"])
    record(
        RecordMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"arbitration:{found.id}",
            before=SessionState.OPEN.value,
            after=SessionState.CLOSED.value,
        )
    )
    return found


def _open(actor: Person, session: uuid.UUID) -> ArbitrationSession:
    session_visible_to(actor, session)
    found = ArbitrationSession.objects.select_for_update().get(id=session)
    if not found.is_open:
        raise CaseDecided(session=found.number)
    return found


def _changed(actor: Person, session: ArbitrationSession) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"arbitration:{session.id}",
            change="amended",
        )
    )
