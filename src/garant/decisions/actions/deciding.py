"""A decision about one person: begun, written, complete, notified; opened by who must explain it."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.decisions import queries
from garant.decisions.conditions import check_lawful
from garant.decisions.errors import (
    ConcernedMissing,
    ContentGone,
    DecisionChangedMeanwhile,
    DecisionDateInvalid,
    DecisionFrozen,
    DecisionLacks,
    DecisionNotComplete,
    MentionMissing,
    NeedUnknown,
    NotifiedAlready,
    TreatmentClosed,
)
from garant.decisions.law import rule
from garant.decisions.mention import mention_of
from garant.decisions.models import Decision, Opening
from garant.decisions.sealed import Content, closed, opened
from garant.decisions.terms import Need, State
from garant.directory.actions import require
from garant.directory.errors import PersonInactive
from garant.directory.journal import record
from garant.directory.models import Organisation, Person
from garant.directory.numbering import next_number, receipt_of
from garant.directory.subject import use_of
from garant.journal import DataErased, RecordChanged, RecordMoved
from garant.words import count


@transaction.atomic
def record_decision(
    actor: Person,
    treatment: uuid.UUID,
    content: Content,
    *,
    decided_on: date,
    appeal: bool = False,
    now: datetime | None = None,
) -> Decision:
    """In preparation, on the treatment's version of today. Whoever records it answers for it, and reads it."""
    if not actor.is_active:
        raise PersonInactive
    moment = now or timezone.now()
    version = queries.version_of(actor, treatment)
    if version.treatment.closed_at is not None:
        raise TreatmentClosed
    check_lawful(version.facts, appeal=appeal)
    _check(actor.organisation, content, decided_on, moment)
    number = next_number(actor.organisation, "decisions")
    decision = Decision(
        organisation=actor.organisation,
        number=number,
        reference=receipt_of("DE", number, actor.organisation, moment),
        version=version,
        decided_by=actor,
        appeal=appeal,
        decided_on=decided_on,
        created_at=moment,
    )
    decision.content = closed(decision, content)
    decision.save()
    _moved(actor, decision, "", State.DRAFT)
    return decision


@transaction.atomic
def amend_decision(
    actor: Person,
    decision: uuid.UUID,
    content: Content,
    *,
    decided_on: date,
    revision: int,
    appeal: bool = False,
    now: datetime | None = None,
) -> Decision:
    """While it is in preparation. It keeps the version of the treatment on which it was begun."""
    found = _own(actor, decision, revision)
    if not found.is_draft:
        raise DecisionFrozen
    if found.purged_at is not None:
        raise ContentGone
    check_lawful(found.version.facts, appeal=appeal)
    _check(found.organisation, content, decided_on, now or timezone.now())
    found.content, found.decided_on, found.appeal = closed(found, content), decided_on, appeal
    _keep(found)
    record(
        RecordChanged(
            organisation=found.organisation.slug, person=str(actor.id), record=found.record, change="amended"
        )
    )
    return found


@transaction.atomic
def complete_decision(
    actor: Person, decision: uuid.UUID, *, mention_carried: bool, revision: int, now: datetime | None = None
) -> Decision:
    """All that an explanation will need is there; from now on it says what it said. A fully automated decision is
    not complete without its mention: it would be null."""
    found = _own(actor, decision, revision)
    if not found.is_draft:
        raise DecisionFrozen
    content = opened(found)
    if content is None:
        raise ContentGone
    facts = found.version.facts
    check_lawful(facts, appeal=found.appeal)
    missing = queries.lacking(found, content)
    if missing:
        raise DecisionLacks(missing=count(len(missing), "réponse"))
    if facts.automated and not (mention_carried and mention_of(facts, found.organisation).whole):
        raise MentionMissing(article=rule("automated_mention").article)
    found.state, found.mention_carried = State.COMPLETE, mention_carried
    found.completed_at = now or timezone.now()
    _keep(found)
    _moved(actor, found, State.DRAFT, State.COMPLETE)
    return found


@transaction.atomic
def notify_person(
    actor: Person, decision: uuid.UUID, *, notified_on: date, revision: int, now: datetime | None = None
) -> Decision:
    """The day on which the person received it: the delays of appeal run from there."""
    found = _own(actor, decision, revision)
    if found.is_draft:
        raise DecisionNotComplete
    if not found.decided_on <= notified_on <= today_of(found.organisation, now):
        raise DecisionDateInvalid
    # A mistake is set right to an earlier day alone: a later one would put the erasure off, again and again.
    if found.notified_on is not None and notified_on > found.notified_on:
        raise NotifiedAlready
    found.notified_on = notified_on
    _keep(found)
    _moved(actor, found, State.COMPLETE, "notified")
    return found


@transaction.atomic
def drop_draft(actor: Person, decision: uuid.UUID, *, revision: int) -> None:
    """Begun by mistake: nothing of it stays but the journal's entry."""
    found = _own(actor, decision, revision)
    if not found.is_draft:
        raise DecisionFrozen
    name = found.record
    Opening.objects.filter(decision=found).delete()
    found.delete()
    record(
        DataErased(
            organisation=actor.organisation.slug, person=str(actor.id), record=name, erased={"decision": 1}
        )
    )


@transaction.atomic
def open_content(actor: Person, decision: uuid.UUID, *, need: str, now: datetime | None = None) -> Opening:
    """For who must explain it or answer for it: for one hour, and whoever decided sees who opened it."""
    require(actor, *queries.OPENERS)
    found = queries.decision_visible_to(actor, decision)
    if need not in Need.values:
        raise NeedUnknown
    if found.purged_at is not None:
        raise ContentGone
    opening = Opening.objects.create(decision=found, by=actor, at=now or timezone.now(), need=need)
    _moved(actor, found, found.state, f"opened-for-{need}")
    return opening


def _own(actor: Person, decision: uuid.UUID, revision: int) -> Decision:
    """A decision of this very actor, held. Others, whatever their roles, change nothing of it."""
    queries.own_decision(actor, decision)
    found = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("organisation", "version__treatment", "decided_by")
        .get(id=decision)
    )
    if found.revision != revision:
        raise DecisionChangedMeanwhile
    return found


def _check(organisation: Organisation, content: Content, decided_on: date, moment: datetime) -> None:
    if not content.concerned.strip():
        raise ConcernedMissing
    if decided_on > today_of(organisation, moment):
        raise DecisionDateInvalid


def _keep(decision: Decision) -> None:
    decision.revision += 1
    decision.save()


def _moved(actor: Person, decision: Decision, before: str, after: str) -> None:
    record(
        RecordMoved(
            organisation=decision.organisation.slug,
            person=str(actor.id),
            record=decision.record,
            before=before,
            after=after,
            use=use_of(decision.version.treatment.subject),
        )
    )
