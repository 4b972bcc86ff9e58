"""After the trial: what was stored goes, a certificate says so, then the business direction judges."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.directory.actions import bump_revision, require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import DataErased
from garant.notifications.actions import remind
from garant.trials import queries
from garant.trials.actions.guards import at_step, changed, ended_by_date, keep, locked_trial, moved, settle
from garant.trials.certificate import canonical, digest
from garant.trials.errors import DestructionInvalid, ResultsMissing, StillThere, WordsMissing
from garant.trials.models import Certificate, Consent, DataSet, Trial
from garant.trials.stored import erase_all, french, left_of
from garant.trials.terms import State, Verdict

END_NOTICE = timedelta(days=7)


def end_overdue(*, now: datetime | None = None) -> int:
    """Write down every trial whose last day has passed; how many. For the installation's recurring work: the keys
    closed by themselves at that moment."""
    moment = now or timezone.now()
    # Each ends on the day of its own organisation: those that may have, then each by its own clock.
    overdue = Trial.objects.filter(state=State.RUNNING, ends_on__lt=moment.date() + timedelta(days=1))
    return sum(_end_one(trial, moment) for trial in overdue.values_list("id", flat=True))


def remind_ends(*, now: datetime | None = None) -> int:
    """Tell those who manage a running trial, once, that its last day comes: after it no key opens anything."""
    moment = now or timezone.now()
    # One day more than is told of: no clock of an organisation is further from the installation's.
    near = Trial.objects.filter(
        state=State.RUNNING, ends_on__lte=moment.date() + END_NOTICE + timedelta(days=1)
    ).select_related("organisation")
    return sum(
        remind(
            trial.organisation,
            roles=queries.MANAGERS,
            code="trial-ends",
            record=f"trial:{trial.id}",
            address=trial.get_absolute_url(),
            due=trial.ends_on,
            facts={"number": trial.number},
            now=moment,
        )
        for trial in near
        if trial.state_at(moment) is State.RUNNING
        and trial.ends_on <= today_of(trial.organisation, moment) + END_NOTICE
    )


@transaction.atomic
def _end_one(trial: uuid.UUID, moment: datetime) -> bool:
    found = Trial.objects.select_for_update(of=("self",)).select_related("organisation").get(id=trial)
    if found.state != State.RUNNING or found.state_at(moment) is not State.ENDED:
        return False
    settle(found, moment)
    return True


@transaction.atomic
def record_destruction(
    actor: Person, data: uuid.UUID, *, on: date, how: str, now: datetime | None = None
) -> DataSet:
    """A set of test data was destroyed where it was: when, and by what means."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = queries.data_visible_to(actor, data)
    trial = at_step(locked_trial(actor, found.trial_id, moment), moment, State.RUNNING, State.ENDED)
    if not how.strip() or on > timezone.localdate(moment):
        raise DestructionInvalid
    found.destroyed_on, found.destroyed_how, found.destroyed_by = on, how.strip()[:300], actor
    found.save(update_fields=["destroyed_on", "destroyed_how", "destroyed_by"])
    keep(trial)
    changed(actor, trial)
    return found


@transaction.atomic
def erase(
    actor: Person, trial: uuid.UUID, *, revision: int | None = None, now: datetime | None = None
) -> Certificate:
    """Delete what was stored, look for it again, certify. Where something is left, nothing is deleted."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = at_step(locked_trial(actor, trial, moment, revision), moment, State.ENDED)
    overdue = found.state == State.RUNNING
    if overdue:
        found.ended_at = found.closes_at
    certificate, erased = _erased(actor, found, moment)
    found.state, found.erased_at = State.ERASED, moment
    keep(found)
    bump_revision()
    if overdue:
        ended_by_date(found)
    _certified(actor, found, erased)
    moved(actor, found, State.ENDED, State.ERASED)
    return certificate


@transaction.atomic
def abandon_trial(
    actor: Person, trial: uuid.UUID, *, reason: str, revision: int | None = None, now: datetime | None = None
) -> Certificate:
    """A trial that will not start: what was prepared about people goes the same way."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = at_step(locked_trial(actor, trial, moment, revision), moment, State.PREPARED)
    if not reason.strip():
        raise WordsMissing
    certificate, erased = _erased(actor, found, moment)
    found.state, found.erased_at, found.end_reason = State.ABANDONED, moment, reason.strip()
    keep(found)
    _certified(actor, found, erased)
    moved(actor, found, State.PREPARED, State.ABANDONED)
    return certificate


@transaction.atomic
def decide(
    actor: Person,
    trial: uuid.UUID,
    *,
    verdict: str,
    reason: str,
    revision: int | None = None,
    now: datetime | None = None,
) -> Trial:
    """The business direction's verdict, once: after the erasure, with a result for each criterion."""
    require(actor, Role.REFERENT)
    moment = now or timezone.now()
    found = at_step(locked_trial(actor, trial, moment, revision), moment, State.ERASED)
    if verdict not in Verdict.values or not reason.strip():
        raise WordsMissing
    missing, total = found.criteria.filter(met=None).count(), found.criteria.count()
    if missing:
        raise ResultsMissing(missing=missing, total=total)
    found.state, found.closed_at = State.CLOSED, moment
    found.verdict, found.verdict_reason, found.verdict_by = verdict, reason.strip(), actor
    keep(found)
    moved(actor, found, State.ERASED, State.CLOSED)
    return found


def _erased(actor: Person, trial: Trial, moment: datetime) -> tuple[Certificate, dict[str, int]]:
    waiting = Consent.objects.filter(
        trial=trial, withdrawn_on__isnull=False, followed_at__isnull=True
    ).count()
    if waiting:
        raise StillThere(what=f"{waiting} retrait(s) de consentement sans suite")
    destroyed = list(DataSet.objects.filter(trial=trial, destroyed_on__isnull=False))
    erased = erase_all(trial)
    left = left_of(trial)
    if left:
        raise StillThere(what=", ".join(french(kind, number) for kind, number in left.items()))
    content = canonical(trial, destroyed, erased, by=actor.full_name, at=moment)
    certificate = Certificate.objects.create(
        trial=trial, at=moment, by=actor, content=content, digest=digest(content)
    )
    return certificate, erased


def _certified(actor: Person, trial: Trial, erased: dict[str, int]) -> None:
    record(
        DataErased(
            organisation=trial.organisation.slug,
            person=str(actor.id),
            record=f"trial:{trial.id}",
            erased=erased,
            left=0,
        )
    )
