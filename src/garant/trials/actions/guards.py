"""What each verb checks first, and the entry it ends with."""

import uuid
from datetime import datetime
from typing import Literal

from garant.directory.actions import bump_revision
from garant.directory.journal import record
from garant.directory.models import Person
from garant.directory.subject import use_of
from garant.journal import RecordChanged, RecordMoved
from garant.trials import queries
from garant.trials.errors import ChangedMeanwhile, Frozen, StepSkipped
from garant.trials.models import Trial
from garant.trials.terms import State

AFTER_START = (State.RUNNING, State.ENDED, State.ERASED)


def locked_trial(actor: Person, trial: uuid.UUID, now: datetime, revision: int | None = None) -> Trial:
    """A trial that this actor sees, in the state that holds `now`; nobody else changes it until the end."""
    queries.trial_visible_to(actor, trial)
    found = Trial.objects.select_for_update(of=("self",)).select_related("organisation").get(id=trial)
    if revision is not None and revision != found.revision:
        raise ChangedMeanwhile
    return found


def at_step(trial: Trial, now: datetime, *states: State) -> Trial:
    """Refuse a verb of another step: nothing is skipped, nothing is done twice."""
    held = trial.state_at(now)
    if held not in states:
        raise StepSkipped(state=held.label, needed=" » ou « ".join(state.label for state in states))
    return trial


def in_preparation(trial: Trial, now: datetime) -> Trial:
    if trial.state_at(now) is not State.PREPARED:
        raise Frozen
    return trial


def settle(trial: Trial, now: datetime) -> None:
    """Write down that the end date has passed, where nobody has yet. The entry belongs to the installation."""
    if trial.state == State.RUNNING and trial.state_at(now) is State.ENDED:
        trial.state, trial.ended_at = State.ENDED, trial.closes_at
        keep(trial)
        bump_revision()
        ended_by_date(trial)


def ended_by_date(trial: Trial) -> None:
    """The entry of an end that nobody's hand made."""
    _moved(trial, "installation", State.RUNNING, State.ENDED)


def keep(trial: Trial) -> None:
    """Save what changed; a form that was read before is then too old."""
    trial.revision += 1
    trial.save()


def changed(actor: Person, trial: Trial, change: Literal["created", "amended", "closed"] = "amended") -> None:
    record(
        RecordChanged(
            organisation=trial.organisation.slug,
            person=str(actor.id),
            record=f"trial:{trial.id}",
            change=change,
        )
    )


def moved(actor: Person, trial: Trial, before: str, after: str, *, record_name: str | None = None) -> None:
    _moved(trial, str(actor.id), before, after, record_name)


def _moved(trial: Trial, person: str, before: str, after: str, record_name: str | None = None) -> None:
    record(
        RecordMoved(
            organisation=trial.organisation.slug,
            person=person,
            record=record_name or f"trial:{trial.id}",
            before=before,
            after=after,
            use=use_of(trial.subject),
        )
    )
