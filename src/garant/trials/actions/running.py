"""The trial itself: keys, runs of the plan, results, what was learned, the end by hand."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import bump_revision, require
from garant.directory.errors import NotFound
from garant.directory.keys import new_key
from garant.directory.models import Person
from garant.history.actions import keep as keep_version
from garant.trials import queries
from garant.trials.actions.guards import AFTER_START, at_step, changed, keep, locked_trial, moved
from garant.trials.attachments import MOST, checked
from garant.trials.errors import NotAParticipant, NotReady, TooManyAttachments, WordsMissing
from garant.trials.models import Attachment, Criterion, Lesson, Participant, Run, Trial
from garant.trials.queries.readiness import told
from garant.trials.sealed import closed, closed_bytes
from garant.trials.telling import STARTED, tell
from garant.trials.terms import Outcome, State


@transaction.atomic
def start_trial(
    actor: Person, trial: uuid.UUID, *, revision: int | None = None, now: datetime | None = None
) -> Trial:
    """Refused with the list of what is missing: people, systems, criteria, the plan agreed, every consent."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = at_step(locked_trial(actor, trial, moment, revision), moment, State.PREPARED)
    missing = queries.missing_to_start(found, today=timezone.localdate(moment))
    if missing:
        raise NotReady(what=told(missing))
    found.state, found.started_at = State.RUNNING, moment
    keep(found)
    bump_revision()
    tell(found, [each.person for each in found.participants.filter(removed_at=None)], STARTED)
    moved(actor, found, State.PREPARED, State.RUNNING)
    return found


@transaction.atomic
def issue_key(actor: Person, trial: uuid.UUID, *, now: datetime | None = None) -> tuple[Participant, str]:
    """A participant's own key for the trial's systems until its last day, and its text: the only time that it is
    known. A new one closes the former."""
    moment = now or timezone.now()
    found, place = _taking_part(actor, trial, moment)
    at_step(found, moment, State.RUNNING)
    made = new_key()
    place.key_prefix, place.key_hash, place.key_at = made.prefix, made.hash, moment
    place.save(update_fields=["key_prefix", "key_hash", "key_at"])
    bump_revision()
    moved(actor, found, "", "issued", record_name=f"trial-key:{place.pk}")
    return place, made.text


@transaction.atomic
def close_key(actor: Person, trial: uuid.UUID, *, now: datetime | None = None) -> None:
    """The participant's own key opens nothing any more."""
    moment = now or timezone.now()
    found, place = _taking_part(actor, trial, moment)
    if not place.key_hash:
        return
    place.key_prefix, place.key_hash = "", ""
    place.save(update_fields=["key_prefix", "key_hash"])
    bump_revision()
    moved(actor, found, "issued", "closed", record_name=f"trial-key:{place.pk}")


@transaction.atomic
def run_case(
    actor: Person, case: uuid.UUID, *, outcome: str, note: str = "", now: datetime | None = None
) -> Run:
    """A participant ran a case of the plan. Each run is kept; another run is another line."""
    moment = now or timezone.now()
    found = queries.case_visible_to(actor, case)
    trial, _ = _taking_part(actor, found.trial_id, moment)
    at_step(trial, moment, State.RUNNING)
    if outcome not in Outcome.values:
        raise WordsMissing
    run = Run(case=found, person=actor, outcome=outcome, at=moment)
    if note.strip():
        run.note = closed(trial, note.strip(), run.note_id, "note")
    run.save()
    changed(actor, trial)
    return run


@transaction.atomic
def record_result(
    actor: Person,
    criterion: uuid.UUID,
    *,
    measured: str,
    met: bool,
    note: str = "",
    revision: int | None = None,
    now: datetime | None = None,
) -> Criterion:
    """What was measured against a criterion set before. Said again, the former result stays in the history."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = queries.criterion_visible_to(actor, criterion)
    trial = at_step(locked_trial(actor, found.trial_id, moment, revision), moment, *AFTER_START)
    if not measured.strip():
        raise WordsMissing
    found.measured, found.met, found.note = measured.strip()[:200], met, note.strip()
    found.measured_at, found.measured_by = moment, actor
    found.save(update_fields=["measured", "met", "note", "measured_at", "measured_by"])
    keep(trial)
    values = {"Mesuré": found.measured, "Atteint": "oui" if met else "non", "Note": found.note}
    keep_version(trial.organisation, f"criterion:{found.id}", values, by=actor, now=moment)
    changed(actor, trial)
    return found


@transaction.atomic
def attach(
    actor: Person, criterion: uuid.UUID, *, name: str, content: bytes, now: datetime | None = None
) -> Attachment:
    """A file beside a result, sealed, until the trial is erased. Its type is checked by its content."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = queries.criterion_visible_to(actor, criterion)
    trial = at_step(locked_trial(actor, found.trial_id, moment), moment, State.RUNNING, State.ENDED)
    suffix = checked(name, content)
    if Attachment.objects.filter(criterion__trial=trial).count() >= MOST:
        raise TooManyAttachments(limit=MOST)
    kept = Attachment(criterion=found, suffix=suffix, size=len(content), at=moment, by=actor)
    kept.name = closed(trial, name[-150:], kept.id, "name")
    kept.content = closed_bytes(trial, content, kept.id)
    kept.save()
    changed(actor, trial)
    return kept


@transaction.atomic
def detach(actor: Person, attachment: uuid.UUID, *, now: datetime | None = None) -> None:
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found, _, _ = queries.attachment_visible_to(actor, attachment)
    trial = locked_trial(actor, found.criterion.trial_id, moment)
    found.delete()
    changed(actor, trial)


@transaction.atomic
def refer_incident(actor: Person, trial: uuid.UUID, *, number: int, now: datetime | None = None) -> Trial:
    """Name an incident of the register by its number. Its words stay in the register."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = at_step(locked_trial(actor, trial, moment), moment, *AFTER_START)
    if number < 1:
        raise NotFound(what="incident")
    found.incidents = sorted({*found.incidents, number})
    keep(found)
    changed(actor, found)
    return found


@transaction.atomic
def add_lesson(actor: Person, trial: uuid.UUID, *, text: str, now: datetime | None = None) -> Lesson:
    """What a manager or a participant learned. Kept after the erasure: nobody is named in it."""
    moment = now or timezone.now()
    found = locked_trial(actor, trial, moment)
    if not queries.may_manage(actor) and queries.participant(actor, found) is None:
        raise NotAParticipant
    at_step(found, moment, *AFTER_START)
    if not text.strip():
        raise WordsMissing
    lesson = Lesson.objects.create(trial=found, text=text.strip(), at=moment, by=actor)
    changed(actor, found)
    return lesson


@transaction.atomic
def end_trial(
    actor: Person, trial: uuid.UUID, *, reason: str, revision: int | None = None, now: datetime | None = None
) -> Trial:
    """Before its date, with the reason: the keys close at once."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = at_step(locked_trial(actor, trial, moment, revision), moment, State.RUNNING)
    if not reason.strip():
        raise WordsMissing
    found.state, found.ended_at, found.ended_by = State.ENDED, moment, actor
    found.end_reason = reason.strip()
    keep(found)
    bump_revision()
    moved(actor, found, State.RUNNING, State.ENDED)
    return found


def _taking_part(actor: Person, trial: uuid.UUID, moment: datetime) -> tuple[Trial, Participant]:
    found = locked_trial(actor, trial, moment)
    place = queries.participant(actor, found)
    if place is None:
        raise NotAParticipant
    return found, place
