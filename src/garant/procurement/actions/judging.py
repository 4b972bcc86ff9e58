"""After the deadline: open, appraise with reasons, retain or declare without outcome."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.history.actions import keep
from garant.procurement import entries
from garant.procurement.errors import (
    AnswerKnockedOut,
    ConsultationChanged,
    ConsultationDecided,
    ConsultationNotOpen,
    MarkOutOfRange,
    QuestionUnknown,
    ReasonMissing,
    TooEarly,
)
from garant.procurement.models import Answer, Appraisal, Consultation
from garant.procurement.queries import consultation_of, invitation_of, offer_of
from garant.procurement.scoring import BEST_MARK
from garant.procurement.terms import EDITORS, READERS, State


@transaction.atomic
def open_answers(actor: Person, consultation: uuid.UUID, *, now: datetime | None = None) -> Consultation:
    """Open every answer at once, after the deadline. What is still a draft is never read."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    found = consultation_of(actor, consultation, lock=True)
    if not found.is_published:
        raise ConsultationNotOpen
    if now < found.deadline:
        raise TooEarly
    found.state = State.CLOSED
    found.closed_at = now
    found.revision += 1
    found.save()
    entries.moved(actor.organisation.slug, actor, found.record, State.OPEN.value, State.CLOSED.value)
    return found


@transaction.atomic
def appraise_reply(
    actor: Person,
    consultation: uuid.UUID,
    invitation: uuid.UUID,
    *,
    question: str,
    mark: int,
    reason: str,
    revision: int,
    now: datetime | None = None,
) -> Appraisal:
    """A person's mark, which prevails over the rule. `revision` is the mark that was read (0: none)."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    found = _undecided(actor, consultation)
    asked = next((each for each in found.asked if each.id == question), None)
    if asked is None:
        raise QuestionUnknown
    if not 0 <= mark <= BEST_MARK:
        raise MarkOutOfRange(best=BEST_MARK)
    if not reason.strip():
        raise ReasonMissing
    answer = _submitted(actor, consultation, invitation)
    appraisal = Appraisal.objects.filter(answer=answer, question=question).first()
    if (0 if appraisal is None else appraisal.revision) != revision:
        raise ConsultationChanged
    appraisal = appraisal or Appraisal(answer=answer, question=question, revision=0)
    appraisal.mark = mark
    appraisal.reason = reason.strip()
    appraisal.by = actor
    appraisal.at = now
    appraisal.revision += 1
    appraisal.save()
    marks = {each.question: each for each in answer.appraisals.all()}
    values = {
        each.text: f"{marks[each.id].mark} sur {BEST_MARK} : {marks[each.id].reason}"
        for each in found.asked
        if each.id in marks
    }
    keep(actor.organisation, answer.record, values, by=actor, now=now)
    entries.changed(actor.organisation.slug, actor, answer.record, "amended")
    return appraisal


@transaction.atomic
def retain_answer(
    actor: Person,
    consultation: uuid.UUID,
    invitation: uuid.UUID,
    *,
    reason: str,
    revision: int,
    now: datetime | None = None,
) -> Consultation:
    """Retain one answer, with the reason that those who are not retained may ask for."""
    require(actor, *EDITORS)
    found = _undecided(actor, consultation)
    _check_move(found, reason, revision)
    answer = _submitted(actor, consultation, invitation)
    if offer_of(actor, consultation, invitation).score.knock_outs:
        raise AnswerKnockedOut
    found.retained = answer.invitation
    _decide(actor, found, State.AWARDED, reason, now or timezone.now())
    return found


@transaction.atomic
def abandon_consultation(
    actor: Person, consultation: uuid.UUID, *, reason: str, revision: int, now: datetime | None = None
) -> Consultation:
    """Sans suite, from any state without outcome. The links close; what was handed in stays."""
    require(actor, *EDITORS)
    found = consultation_of(actor, consultation, lock=True)
    if found.decided_at is not None:
        raise ConsultationDecided
    _check_move(found, reason, revision)
    _decide(actor, found, State.ABANDONED, reason, now or timezone.now())
    return found


def note_export(actor: Person, what: str, form: str, rows: int) -> None:
    """Vendors' answers left as a file: who took them, and how many."""
    require(actor, *READERS)
    record_file(actor, what, form, rows=rows)


def _undecided(actor: Person, consultation: uuid.UUID) -> Consultation:
    found = consultation_of(actor, consultation, lock=True)
    if found.decided_at is not None:
        raise ConsultationDecided
    if found.state != State.CLOSED:
        raise ConsultationNotOpen
    return found


def _submitted(actor: Person, consultation: uuid.UUID, invitation: uuid.UUID) -> Answer:
    answer = invitation_of(actor, consultation, invitation).kept_answer
    if answer is None or answer.submitted_at is None:
        raise NotFound(what="answer")
    return answer


def _check_move(consultation: Consultation, reason: str, revision: int) -> None:
    if not reason.strip():
        raise ReasonMissing
    if consultation.revision != revision:
        raise ConsultationChanged


def _decide(actor: Person, consultation: Consultation, state: State, reason: str, now: datetime) -> None:
    before = consultation.state
    consultation.state = state
    consultation.outcome = reason.strip()
    consultation.decided_by = actor
    consultation.decided_at = now
    consultation.revision += 1
    consultation.save()
    entries.moved(actor.organisation.slug, actor, consultation.record, before, state.value)
