"""What is set before the start: criteria, the test plan, the test data. Afterwards it no longer changes."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.trials import queries
from garant.trials.actions.guards import changed, in_preparation, keep, locked_trial
from garant.trials.errors import PlanChanged, PlanEmpty, WordsMissing
from garant.trials.models import Case, Consent, Criterion, DataSet, Trial


@transaction.atomic
def add_criterion(
    actor: Person, trial: uuid.UUID, *, sentence: str, threshold: str, now: datetime | None = None
) -> Criterion:
    """What success is, and from which value on. A plan that was agreed must be agreed anew."""
    found = _prepared(actor, trial, now)
    if not sentence.strip() or not threshold.strip():
        raise WordsMissing
    last = found.criteria.aggregate(last=Max("number"))["last"]
    criterion = Criterion.objects.create(
        trial=found, number=(last or 0) + 1, sentence=sentence.strip(), threshold=threshold.strip()[:200]
    )
    _plan_changed(actor, found)
    return criterion


@transaction.atomic
def drop_criterion(actor: Person, criterion: uuid.UUID, *, now: datetime | None = None) -> None:
    """Its cases stay in the plan without it."""
    found = queries.criterion_visible_to(actor, criterion)
    trial = _prepared(actor, found.trial_id, now)
    found.cases.update(criterion=None)
    found.delete()
    _plan_changed(actor, trial)


@transaction.atomic
def add_case(
    actor: Person,
    trial: uuid.UUID,
    *,
    given: str,
    expected: str,
    criterion: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Case:
    """One case of the plan: what is given to the system, what is expected of it, the criterion it serves."""
    found = _prepared(actor, trial, now)
    if not given.strip() or not expected.strip():
        raise WordsMissing
    serves = None
    if criterion is not None:
        serves = found.criteria.filter(id=criterion).first()
        if serves is None:
            raise NotFound(what="criterion")
    last = found.cases.aggregate(last=Max("number"))["last"]
    case = Case.objects.create(
        trial=found,
        number=(last or 0) + 1,
        given=given.strip(),
        expected=expected.strip(),
        criterion=serves,
    )
    _plan_changed(actor, found)
    return case


@transaction.atomic
def drop_case(actor: Person, case: uuid.UUID, *, now: datetime | None = None) -> None:
    found = queries.case_visible_to(actor, case)
    trial = _prepared(actor, found.trial_id, now)
    found.delete()
    _plan_changed(actor, trial)


@transaction.atomic
def agree_plan(
    actor: Person, trial: uuid.UUID, *, revision: int | None = None, now: datetime | None = None
) -> Trial:
    """The business direction accepts the cases and the criteria as they stand at `revision`."""
    require(actor, Role.REFERENT)
    moment = now or timezone.now()
    found = in_preparation(locked_trial(actor, trial, moment), moment)
    if revision is not None and revision != found.revision:
        raise PlanChanged
    if not found.cases.exists() or not found.criteria.exists():
        raise PlanEmpty
    found.plan_agreed_at, found.plan_agreed_by = moment, actor
    keep(found)
    changed(actor, found)
    return found


@transaction.atomic
def add_data(
    actor: Person,
    trial: uuid.UUID,
    *,
    name: str,
    origin: str,
    place: str,
    personal: bool,
    now: datetime | None = None,
) -> DataSet:
    """A set of data that the trial will use. Personal data need a consent of each person concerned."""
    found = _prepared(actor, trial, now)
    if not (name.strip() and origin.strip() and place.strip()):
        raise WordsMissing
    data = DataSet.objects.create(
        trial=found,
        name=name.strip()[:150],
        origin=origin.strip()[:200],
        place=place.strip()[:200],
        personal=personal,
    )
    keep(found)
    changed(actor, found)
    return data


@transaction.atomic
def drop_data(actor: Person, data: uuid.UUID, *, now: datetime | None = None) -> None:
    """The trial will not use it: the people who were named for it are forgotten."""
    found = queries.data_visible_to(actor, data)
    trial = _prepared(actor, found.trial_id, now)
    Consent.objects.filter(data=found).delete()
    found.delete()
    keep(trial)
    changed(actor, trial)


def _prepared(actor: Person, trial: uuid.UUID, now: datetime | None) -> Trial:
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    return in_preparation(locked_trial(actor, trial, moment), moment)


def _plan_changed(actor: Person, trial: Trial) -> None:
    trial.plan_agreed_at, trial.plan_agreed_by = None, None
    keep(trial)
    changed(actor, trial)
