"""The vendor's side, without account: open the link, save, hand in once. And the file that a buyer imports."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.models import Person
from garant.procurement import entries, sealed
from garant.procurement.answer_file import answer_bytes, digest, read_answer_file
from garant.procurement.errors import (
    AnswerChanged,
    AnswerIncomplete,
    AnswerInvalid,
    AnswerLate,
    AnswerSubmitted,
    ConsultationNotOpen,
    LinkExpired,
    LinkRevoked,
    LinkUnknown,
)
from garant.procurement.links import check_origin, note_write, note_wrong, token_digest
from garant.procurement.models import Answer, Consultation, Invitation
from garant.procurement.queries import asked_by, consultation_of, invitation_of
from garant.procurement.questions import Question
from garant.procurement.replies import Checked, Reply, check
from garant.procurement.terms import EDITORS, State


@dataclass(frozen=True, slots=True)
class Desk:
    """What a vendor's link opens."""

    consultation: Consultation
    invitation: Invitation
    questions: tuple[Question, ...]
    replies: Mapping[str, Reply]
    revision: int  # 0: nothing is saved yet
    submitted_at: datetime | None
    digest: str


def open_link(token: str, *, origin: str, now: datetime | None = None) -> Desk:
    """What the link opens. After the answer was handed in, the receipt alone, even past the deadline.

    LinkUnknown, LinkRevoked, LinkExpired: three different sentences, since only who holds the link meets the last two.
    """
    now = now or timezone.now()
    check_origin(origin, now=now)
    invitation = (
        Invitation.objects.filter(token_hash=token_digest(token))
        .select_related("consultation__organisation", "answer")
        .first()
    )
    if invitation is None:
        note_wrong(origin, now=now)
        raise LinkUnknown
    consultation = invitation.consultation
    answer = invitation.kept_answer
    handed_in = answer is not None and answer.submitted_at is not None
    if invitation.revoked_at is not None or (consultation.state == State.ABANDONED and not handed_in):
        raise LinkRevoked
    if not handed_in and (consultation.state != State.OPEN or now >= consultation.deadline):
        raise LinkExpired
    if invitation.first_opened_at is None:
        Invitation.objects.filter(id=invitation.id, first_opened_at=None).update(first_opened_at=now)
    return Desk(
        consultation,
        invitation,
        consultation.asked,
        {} if answer is None else sealed.opened(consultation, answer),
        0 if answer is None else answer.revision,
        None if answer is None else answer.submitted_at,
        "" if answer is None else answer.digest,
    )


def save_answer(
    token: str, given: Mapping[str, Any], *, revision: int, origin: str, now: datetime | None = None
) -> Desk:
    """Keep a draft. What does not fit its question is refused with the rest: the page still has it all."""
    now = now or timezone.now()
    desk = _writable(token, origin, now)
    checked = check(desk.questions, given)
    _refuse_wrong(checked)
    with transaction.atomic():
        answer = _locked_answer(desk, revision, now)
        _put(desk.consultation, answer, checked.replies, now)
        entries.changed(
            desk.consultation.organisation.slug,
            None,
            answer.record,
            "created" if revision == 0 else "amended",
        )
    return open_link(token, origin=origin, now=now)


def submit_answer(
    token: str, given: Mapping[str, Any], *, revision: int, origin: str, now: datetime | None = None
) -> Desk:
    """Hand in, once. Every question has its reply."""
    now = now or timezone.now()
    desk = _writable(token, origin, now)
    checked = check(desk.questions, given)
    _refuse_wrong(checked)
    _refuse_incomplete(checked)
    with transaction.atomic():
        answer = _locked_answer(desk, revision, now)
        _hand_in(desk.consultation, desk.invitation, answer, checked.replies, now)
        entries.moved(
            desk.consultation.organisation.slug, None, answer.record, "draft", "submitted", in_time=True
        )
    return open_link(token, origin=origin, now=now)


@transaction.atomic
def import_answer(
    actor: Person,
    consultation: uuid.UUID,
    invitation: uuid.UUID,
    raw: bytes,
    *,
    received_at: datetime,
    now: datetime | None = None,
) -> Answer:
    """Take in the file that a vendor sent, as received in time by the buyer. It replaces a draft, never an answer."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    found = consultation_of(actor, consultation, lock=True)
    if not found.is_published:
        raise ConsultationNotOpen
    Invitation.objects.select_for_update().filter(consultation=found, id=invitation).first()
    vendor = invitation_of(actor, consultation, invitation)
    filed = read_answer_file(raw, consultation=str(found.id))
    checked = check(found.asked, filed.answers)
    _refuse_wrong(checked)
    _refuse_incomplete(checked)
    if received_at > found.deadline or received_at > now:
        raise AnswerLate
    answer = vendor.kept_answer or Answer(invitation=vendor, revision=0)
    if answer.submitted_at is not None:
        raise AnswerSubmitted
    answer.by_file = True
    answer.imported_by = actor
    _hand_in(found, vendor, answer, checked.replies, received_at)
    entries.moved(actor.organisation.slug, actor, answer.record, "draft", "submitted", in_time=True)
    return answer


def _writable(token: str, origin: str, now: datetime) -> Desk:
    desk = open_link(token, origin=origin, now=now)
    if desk.submitted_at is not None:
        raise AnswerSubmitted
    note_write(str(desk.invitation.id), now=now)
    return desk


def _locked_answer(desk: Desk, revision: int, now: datetime) -> Answer:
    """The answer as it stands in this transaction, and the link too: both may have changed since they were read."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .get(id=desk.invitation.id)
    )
    if invitation.revoked_at is not None or invitation.token_hash != desk.invitation.token_hash:
        raise LinkRevoked
    if invitation.consultation.state != State.OPEN or now >= invitation.consultation.deadline:
        raise LinkExpired
    answer = Answer.objects.filter(invitation=invitation).first()
    if answer is not None and answer.submitted_at is not None:
        raise AnswerSubmitted
    if (0 if answer is None else answer.revision) != revision:
        raise AnswerChanged
    return answer or Answer(invitation=invitation, revision=0)


def _put(consultation: Consultation, answer: Answer, replies: Mapping[str, Reply], now: datetime) -> None:
    sealed.put(consultation, answer, replies)
    answer.revision += 1
    answer.saved_at = now
    answer.save()


def _hand_in(
    consultation: Consultation,
    invitation: Invitation,
    answer: Answer,
    replies: Mapping[str, Reply],
    at: datetime,
) -> None:
    answer.submitted_at = at.replace(microsecond=0)  # as the file that bears the digest says it
    file = answer_bytes(asked_by(consultation), invitation.vendor, replies, answer.submitted_at)
    answer.digest = digest(file)
    _put(consultation, answer, replies, at)


def _refuse_wrong(checked: Checked) -> None:
    if checked.problems:
        raise AnswerInvalid(wrong=", ".join(sorted({each.question or "?" for each in checked.problems})))


def _refuse_incomplete(checked: Checked) -> None:
    if checked.missing:
        raise AnswerIncomplete(missing=", ".join(question.id for question in checked.missing))
