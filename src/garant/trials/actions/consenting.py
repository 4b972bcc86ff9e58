"""Who is concerned by the personal data of a trial, and what they said."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from garant.directory import queries as directory
from garant.directory.actions import require
from garant.directory.models import Person
from garant.trials import queries
from garant.trials.actions.guards import at_step, changed, in_preparation, keep, locked_trial, moved
from garant.trials.errors import (
    ConcernedInvalid,
    ConsentDateInvalid,
    ConsentGivenAlready,
    ConsentNotGiven,
    ConsentNotWithdrawn,
    ConsentNotYours,
    ConsentTextMissing,
    WordsMissing,
)
from garant.trials.models import Consent, ConsentText, DataSet, Trial
from garant.trials.sealed import closed, opened
from garant.trials.telling import CONSENT_ASKED, WITHDRAWN, tell
from garant.trials.terms import State

_UNTIL_ERASED = (State.PREPARED, State.RUNNING, State.ENDED)


@transaction.atomic
def write_consent_text(
    actor: Person, trial: uuid.UUID, *, text: str, now: datetime | None = None
) -> ConsentText:
    """The words to consent to. Another text is asked of everybody anew; the former ones are kept."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = in_preparation(locked_trial(actor, trial, moment), moment)
    if not text.strip():
        raise WordsMissing
    newest = found.consent_texts.first()
    if newest is not None and newest.text == text.strip():
        return newest
    last = found.consent_texts.aggregate(last=Max("number"))["last"]
    written = ConsentText.objects.create(trial=found, number=(last or 0) + 1, text=text.strip(), at=moment)
    keep(found)
    changed(actor, found)
    return written


@transaction.atomic
def name_concerned(
    actor: Person,
    data: uuid.UUID,
    *,
    person: uuid.UUID | None = None,
    name: str = "",
    now: datetime | None = None,
) -> Consent:
    """Someone whom a set of personal data concerns: a colleague, or a name from outside, sealed."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    held = queries.data_visible_to(actor, data)
    trial = in_preparation(locked_trial(actor, held.trial_id, moment), moment)
    who = directory.colleague_of(actor, person) if person is not None else None
    if (who is None) == (not name.strip()) or not held.personal or _named(held, who, name):
        raise ConcernedInvalid
    consent = Consent(trial=trial, data=held, person=who, asked_at=moment)
    if who is None:
        consent.name = closed(trial, name.strip(), consent.id, "name")
    consent.save()
    keep(trial)
    if who is not None:
        tell(trial, [who], CONSENT_ASKED)
    changed(actor, trial)
    return consent


@transaction.atomic
def forget_concerned(actor: Person, consent: uuid.UUID, *, now: datetime | None = None) -> None:
    """Someone named by mistake, or whose data were taken out, before the start."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = queries.consent_visible_to(actor, consent)
    trial = in_preparation(locked_trial(actor, found.trial_id, moment), moment)
    found.delete()
    keep(trial)
    changed(actor, trial)


@transaction.atomic
def give_consent(
    actor: Person, consent: uuid.UUID, *, given_on: date | None = None, now: datetime | None = None
) -> Consent:
    """To the text as it stands. A colleague gives their own; that of someone from outside is recorded with its date."""
    moment = now or timezone.now()
    found, trial = _answered(actor, consent, moment)
    in_preparation(trial, moment)
    text = trial.consent_texts.first()
    if text is None:
        raise ConsentTextMissing
    if found.given_on is not None and found.text_id == text.pk:
        raise ConsentGivenAlready
    if found.withdrawn_on is not None:
        raise ConsentGivenAlready
    day = given_on or timezone.localdate(moment)
    if day > timezone.localdate(moment):
        raise ConsentDateInvalid
    found.given_on, found.text = day, text
    found.save(update_fields=["given_on", "text"])
    keep(trial)
    moved(actor, trial, "asked", "given", record_name=f"consent:{found.id}")
    return found


@transaction.atomic
def withdraw_consent(
    actor: Person, consent: uuid.UUID, *, withdrawn_on: date | None = None, now: datetime | None = None
) -> Consent:
    """At any time until the trial is erased, without a reason. What was held of the person must then go."""
    moment = now or timezone.now()
    found, trial = _answered(actor, consent, moment)
    if found.given_on is None:
        raise ConsentNotGiven
    if found.withdrawn_on is not None:
        raise ConsentGivenAlready
    day = withdrawn_on or timezone.localdate(moment)
    if day > timezone.localdate(moment) or day < found.given_on:
        raise ConsentDateInvalid
    found.withdrawn_on = day
    found.save(update_fields=["withdrawn_on"])
    keep(trial)
    tell(trial, directory.people_holding(trial.organisation, queries.MANAGERS), WITHDRAWN)
    moved(actor, trial, "given", "withdrawn", record_name=f"consent:{found.id}")
    return found


@transaction.atomic
def follow_withdrawal(actor: Person, consent: uuid.UUID, *, how: str, now: datetime | None = None) -> Consent:
    """Say what was done with the data of someone who withdrew. Nothing starts nor is certified before."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = queries.consent_visible_to(actor, consent)
    trial = at_step(locked_trial(actor, found.trial_id, moment), moment, *_UNTIL_ERASED)
    if not found.to_follow:
        raise ConsentNotWithdrawn
    if not how.strip():
        raise WordsMissing
    found.followed_at, found.followed_how = moment, closed(trial, how.strip(), found.id, "followed")
    found.save(update_fields=["followed_at", "followed_how"])
    keep(trial)
    moved(actor, trial, "withdrawn", "followed", record_name=f"consent:{found.id}")
    return found


def _answered(actor: Person, consent: uuid.UUID, moment: datetime) -> tuple[Consent, Trial]:
    """The consent and its trial, held, for the one person who may answer. Someone concerned need not see the trial."""
    found = queries.consent_visible_to(actor, consent)
    mine = found.person_id == actor.id
    if not mine and (found.person_id is not None or not queries.may_manage(actor)):
        raise ConsentNotYours
    trial = (
        Trial.objects.select_for_update(of=("self",)).select_related("organisation").get(id=found.trial_id)
    )
    at_step(trial, moment, *_UNTIL_ERASED)
    return Consent.objects.select_related("text", "data").get(id=found.id), trial


def _named(data: DataSet, who: Person | None, name: str) -> bool:
    """Whether the set of data names this person already."""
    if who is not None:
        return data.consents.filter(person=who).exists()
    wanted = name.strip().casefold()
    names = [opened(data.trial, each.name, each.id, "name") for each in data.consents.all()]
    return any(each.casefold() == wanted for each in names)
