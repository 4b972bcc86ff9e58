"""Verbs that follow an incident: judge it, take the steps of the law, say why it happened, stop its system."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from garant.directory.journal import record
from garant.directory.models import Person
from garant.history.actions import keep
from garant.journal import RecordChanged, RecordMoved
from garant.registers.actions import open_incident
from garant.registers.aftermath import clocks, titles
from garant.registers.errors import (
    AnalysisMissing,
    CategoryUnknown,
    GroundMissing,
    IncidentChangedMeanwhile,
    KnownDateMissing,
    MomentAhead,
    StepOutOfPlace,
    StepReasonMissing,
    StepTaken,
)
from garant.registers.models import Incident, IncidentAnalysis, IncidentStep
from garant.registers.sealing import INCIDENTS
from garant.registers.terms import NOT_DUE, Category, Doubt, Ground, Severity, Step


@dataclass(frozen=True, slots=True)
class Assessment:
    """What DPO or RSSI judge of an incident. Each moment is when the organisation knew."""

    category: Category
    severity: Severity | None
    system: str
    breach: Doubt
    breach_known_at: datetime | None
    serious: Doubt
    serious_ground: Ground | None
    serious_known_at: datetime | None


@transaction.atomic
def assess_incident(
    actor: Person,
    incident: uuid.UUID,
    assessment: Assessment,
    *,
    revision: int,
    now: datetime | None = None,
) -> Incident:
    """Judge an open incident. `revision` is the one that the actor saw: after another's, nothing is written."""
    found = open_incident(actor, incident)
    moment = now or timezone.now()
    _check(assessment, moment)
    kept = f"incident:{found.id}"
    keep(actor.organisation, kept, titles(found), by=None, now=found.opened_at)
    changed = {
        "category": assessment.category,
        "severity": assessment.severity or "",
        "system": assessment.system.strip()[:60],
        "breach": assessment.breach,
        "breach_known_at": assessment.breach_known_at if assessment.breach != Doubt.NO else None,
        "serious": assessment.serious,
        "serious_ground": (assessment.serious_ground or "") if assessment.serious == Doubt.YES else "",
        "serious_known_at": assessment.serious_known_at if assessment.serious != Doubt.NO else None,
    }
    mine = Incident.objects.filter(pk=found.pk, revision=revision)
    if not mine.update(**changed, revision=F("revision") + 1):
        raise IncidentChangedMeanwhile
    found.refresh_from_db()
    keep(actor.organisation, kept, titles(found), by=actor, now=moment)
    _record_amended(actor, found)
    return found


@transaction.atomic
def take_step(
    actor: Person,
    incident: uuid.UUID,
    *,
    step: Step,
    at: datetime,
    reference: str = "",
    reason: str = "",
    now: datetime | None = None,
) -> IncidentStep:
    """Record a step of the law with its date. One that is set aside bears its reason."""
    found = open_incident(actor, incident)
    moment = now or timezone.now()
    if at > moment:
        raise MomentAhead
    clock = next((each for each in clocks(found) if step in each.steps), None)
    if clock is None:
        raise StepOutOfPlace
    if not clock.is_running:
        raise StepTaken
    if step in NOT_DUE and not reason.strip():
        raise StepReasonMissing
    sealed = INCIDENTS.seal_part(found, reason, f"step:{step}") if reason.strip() else None
    taken, created = IncidentStep.objects.get_or_create(
        incident=found,
        step=step,
        defaults={
            "at": at,
            "reference": reference.strip()[:60],
            "reason": sealed,
            "by": actor,
            "recorded_at": moment,
        },
    )
    if not created:
        raise StepTaken
    in_time = at <= clock.deadline.due if clock.is_dated and step not in NOT_DUE else None
    record(
        RecordMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"incident:{found.id}",
            before=found.state,
            after=step.value,
            in_time=in_time,
        )
    )
    return taken


@transaction.atomic
def analyse_incident(
    actor: Person,
    incident: uuid.UUID,
    *,
    causes: str,
    measures: str,
    lessons: str,
    number: int,
    now: datetime | None = None,
) -> IncidentAnalysis:
    """Write causes, measures and lessons anew; what was written before stays readable.

    `number` is the last analysis that the actor saw (0 for none).
    """
    found = open_incident(actor, incident)
    words = {"causes": causes.strip(), "measures": measures.strip(), "lessons": lessons.strip()}
    if not any(words.values()):
        raise AnalysisMissing
    last = found.analyses.values_list("number", flat=True).first() or 0
    if last != number:
        raise IncidentChangedMeanwhile
    analysis, created = IncidentAnalysis.objects.get_or_create(
        incident=found,
        number=last + 1,
        defaults={
            "at": now or timezone.now(),
            "by": actor,
            "words": INCIDENTS.seal_part(found, json.dumps(words), f"analysis:{last + 1}"),
        },
    )
    if not created:
        raise IncidentChangedMeanwhile
    _record_amended(actor, found)
    return analysis


def _check(assessment: Assessment, now: datetime) -> None:
    if assessment.category not in Category.values:
        raise CategoryUnknown
    if assessment.breach == Doubt.YES and assessment.breach_known_at is None:
        raise KnownDateMissing
    if assessment.serious == Doubt.YES:
        if assessment.serious_known_at is None:
            raise KnownDateMissing
        if assessment.serious_ground is None:
            raise GroundMissing
    known = (assessment.breach_known_at, assessment.serious_known_at)
    if any(moment is not None and moment > now for moment in known):
        raise MomentAhead


def _record_amended(actor: Person, incident: Incident) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"incident:{incident.id}",
            change="amended",
        )
    )
