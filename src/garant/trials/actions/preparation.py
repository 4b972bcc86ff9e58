"""What a trial is, and who takes part."""

import uuid
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from garant.catalogue import queries as catalogue
from garant.directory import queries as directory
from garant.directory.actions import bump_revision, require
from garant.directory.errors import NotFound
from garant.directory.models import Person
from garant.directory.numbering import next_number
from garant.directory.subject import checked
from garant.history.actions import keep as keep_version
from garant.trials import queries
from garant.trials.actions.guards import at_step, changed, in_preparation, keep, locked_trial, moved
from garant.trials.errors import DatesInvalid, SubjectInvalid, SystemUnknown, TrialIncomplete
from garant.trials.models import Participant, Trial
from garant.trials.terms import State


@transaction.atomic
def open_trial(
    actor: Person,
    subject: str,
    title: str,
    *,
    purpose: str,
    direction: str,
    starts_on: date,
    ends_on: date,
    systems: Collection[str] = (),
    partners: str = "",
    prolongs: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Trial:
    """A trial in preparation. `ends_on` is its last day; `systems` are slugs of the catalogue."""
    require(actor, *queries.MANAGERS)
    before = queries.trial_visible_to(actor, prolongs) if prolongs is not None else None
    trial = Trial(
        organisation=actor.organisation,
        number=next_number(actor.organisation, "trials"),
        subject=checked(subject, SubjectInvalid),
        prolongs=before,
        created_by=actor,
        created_at=now or timezone.now(),
    )
    _write(actor, trial, title, purpose, direction, starts_on, ends_on, systems, partners)
    trial.save()
    _keep_words(actor, trial, now)
    moved(actor, trial, "", State.PREPARED)
    return trial


@transaction.atomic
def amend_trial(
    actor: Person,
    trial: uuid.UUID,
    *,
    title: str,
    purpose: str,
    direction: str,
    starts_on: date,
    ends_on: date,
    systems: Collection[str] = (),
    partners: str = "",
    revision: int | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Trial:
    """Before the start alone; what it said stays readable."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = in_preparation(locked_trial(actor, trial, moment, revision), moment)
    _write(actor, found, title, purpose, direction, starts_on, ends_on, systems, partners)
    keep(found)
    _keep_words(actor, found, now, reason)
    changed(actor, found)
    return found


@transaction.atomic
def add_participant(
    actor: Person, trial: uuid.UUID, *, person: uuid.UUID, now: datetime | None = None
) -> Participant:
    """A colleague takes part, before or during the trial. Said twice, it stays said once."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = at_step(locked_trial(actor, trial, moment), moment, State.PREPARED, State.RUNNING)
    who = directory.colleague_of(actor, person)
    place, _ = Participant.objects.get_or_create(trial=found, person=who, defaults={"added_at": moment})
    place.removed_at = None
    place.save(update_fields=["removed_at"])
    keep(found)
    changed(actor, found)
    return place


@transaction.atomic
def remove_participant(
    actor: Person, trial: uuid.UUID, *, person: uuid.UUID, now: datetime | None = None
) -> None:
    """Someone takes part no more: their key closes at once."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = at_step(locked_trial(actor, trial, moment), moment, State.PREPARED, State.RUNNING)
    place = found.participants.filter(person=person, removed_at=None).first()
    if place is None:
        raise NotFound(what="participant")
    place.removed_at, place.key_hash, place.key_prefix = moment, "", ""
    place.save(update_fields=["removed_at", "key_hash", "key_prefix"])
    keep(found)
    bump_revision()
    changed(actor, found)


def _write(
    actor: Person,
    trial: Trial,
    title: str,
    purpose: str,
    direction: str,
    starts_on: date,
    ends_on: date,
    systems: Collection[str],
    partners: str,
) -> None:
    if not (title.strip() and purpose.strip() and direction.strip()):
        raise TrialIncomplete
    if ends_on < starts_on:
        raise DatesInvalid
    known = {system.slug for system in catalogue.systems_visible_to(actor)}
    if not set(systems) <= known:
        raise SystemUnknown
    trial.title, trial.purpose, trial.direction = (
        title.strip()[:200],
        purpose.strip(),
        direction.strip()[:150],
    )
    trial.starts_on, trial.ends_on = starts_on, ends_on
    trial.systems, trial.partners = sorted(set(systems)), partners.strip()


def _keep_words(actor: Person, trial: Trial, now: datetime | None, reason: str = "") -> None:
    values = {
        "Titre": trial.title,
        "Objet": trial.purpose,
        "Direction métier": trial.direction,
        "Partenaires": trial.partners,
        "Premier jour": f"{trial.starts_on:%d/%m/%Y}",
        "Dernier jour": f"{trial.ends_on:%d/%m/%Y}",
        "Systèmes": ", ".join(trial.systems),
    }
    keep_version(trial.organisation, f"trial:{trial.id}", values, by=actor, reason=reason, now=now)
