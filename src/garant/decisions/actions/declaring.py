"""What is said of a treatment: declared, amended with its former text kept, closed."""

import uuid
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from garant.decisions import queries
from garant.decisions.errors import (
    SubjectInvalid,
    TreatmentChangedMeanwhile,
    TreatmentClosed,
    TreatmentIncomplete,
)
from garant.decisions.facts import Facts, stored
from garant.decisions.models import Treatment, TreatmentVersion
from garant.decisions.terms import Degree
from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.models import Person
from garant.directory.numbering import next_number
from garant.directory.subject import checked
from garant.journal import RecordChanged


@transaction.atomic
def declare_treatment(
    actor: Person, facts: Facts, *, subject: str = "", now: datetime | None = None
) -> Treatment:
    """What the law forbids may be declared, and is then shown as such: a register that hides it helps nobody. No
    decision is recorded on it."""
    require(actor, *queries.DECLARERS)
    _check(facts)
    moment = now or timezone.now()
    treatment = Treatment.objects.create(
        organisation=actor.organisation,
        number=next_number(actor.organisation, "treatments"),
        subject=checked(subject, SubjectInvalid) if subject else "",
        title=facts.title,
        retention_days=facts.retention_days,
        created_at=moment,
    )
    TreatmentVersion.objects.create(treatment=treatment, number=1, at=moment, by=actor, said=stored(facts))
    _changed(actor, treatment, "created")
    return treatment


@transaction.atomic
def amend_treatment(
    actor: Person,
    treatment: uuid.UUID,
    facts: Facts,
    *,
    after: int,
    reason: str = "",
    now: datetime | None = None,
) -> TreatmentVersion:
    """Another version, from now on; the decisions taken keep theirs. `after` is the version that was read."""
    require(actor, *queries.DECLARERS)
    _check(facts)
    found = _locked(actor, treatment)
    last = queries.version_of(actor, treatment)
    if last.number != after:
        raise TreatmentChangedMeanwhile
    if last.facts == facts:
        return last
    version = TreatmentVersion.objects.create(
        treatment=found,
        number=last.number + 1,
        at=now or timezone.now(),
        by=actor,
        reason=reason.strip(),
        said=stored(facts),
    )
    found.title, found.retention_days = facts.title, facts.retention_days
    found.save(update_fields=["title", "retention_days"])
    _changed(actor, found, "amended")
    return version


@transaction.atomic
def close_treatment(actor: Person, treatment: uuid.UUID, *, now: datetime | None = None) -> Treatment:
    """It is used no more. What was decided stays, with its explanation."""
    require(actor, *queries.DECLARERS)
    found = _locked(actor, treatment)
    found.closed_at = now or timezone.now()
    found.save(update_fields=["closed_at"])
    _changed(actor, found, "closed")
    return found


def _locked(actor: Person, treatment: uuid.UUID) -> Treatment:
    """An open treatment that this actor sees; nobody else changes it until the end."""
    queries.treatment_visible_to(actor, treatment)
    found = Treatment.objects.select_for_update(of=("self",)).select_related("organisation").get(id=treatment)
    if found.closed_at is not None:
        raise TreatmentClosed
    return found


def _check(facts: Facts) -> None:
    needed = {
        "le titre": facts.title.strip(),
        "la finalité": facts.purpose.strip(),
        "la part du traitement dans la décision": facts.degree in Degree.values,
        "la façon dont il y contribue": facts.mode.strip(),
        "les données et leurs sources": facts.data and all(each.source.strip() for each in facts.data),
        "les opérations": facts.operations.strip(),
        "qui décide": facts.decider.strip(),
        "la durée de conservation": facts.retention_days > 0,
    }
    missing = [name for name, there in needed.items() if not there]
    if missing:
        raise TreatmentIncomplete(what=", ".join(missing))


def _changed(actor: Person, treatment: Treatment, change: Literal["created", "amended", "closed"]) -> None:
    record(
        RecordChanged(
            organisation=treatment.organisation.slug,
            person=str(actor.id),
            record=treatment.record,
            change=change,
        )
    )
