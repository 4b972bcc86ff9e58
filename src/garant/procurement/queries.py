"""Reads of the consultations. A vendor's answer is read by nobody of the house before the answers are opened."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db.models import Count, Q

from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.directory.models import Person
from garant.procurement import sealed
from garant.procurement.answer_file import Filed, answer_bytes, read_answer_file
from garant.procurement.errors import AnswersSealed, NothingRetained
from garant.procurement.facts import Fact, FactValue, facts_of
from garant.procurement.models import Answer, Consultation, Invitation
from garant.procurement.questions import Question
from garant.procurement.replies import Checked, Reply, check
from garant.procurement.scoring import Mark, Score, Scored, score
from garant.procurement.terms import EDITORS, READERS


@dataclass(frozen=True, slots=True)
class Offer:
    """One vendor's answer, scored."""

    invitation: Invitation
    answer: Answer
    replies: Mapping[str, Reply]
    score: Score
    revisions: Mapping[str, int]  # question → revision of its mark


@dataclass(frozen=True, slots=True)
class RetainedAnswer:
    """The answer that was retained, for the rooms that draft from it: whose it is, to what, and what it declares."""

    consultation: uuid.UUID
    record: str
    title: str
    reference: str
    object: str
    vendor: str
    handed_in_at: datetime
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One question, and what each offer says of it, in the order of the offers."""

    question: Question
    cells: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The offers side by side, the best first; those that are knocked out last."""

    offers: tuple[Offer, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, before it does it."""

    filed: Filed
    checked: Checked
    replaces_draft: bool


def consultations_of(actor: Person) -> list[Consultation]:
    """Those of the actor's organisation, the last one first, with how many were invited and how many answered."""
    require(actor, *READERS)
    return list(
        Consultation.objects.filter(organisation=actor.organisation).annotate(
            invited=Count("invitations"),
            answered=Count("invitations", filter=Q(invitations__answer__submitted_at__isnull=False)),
        )
    )


def consultation_of(actor: Person, consultation: uuid.UUID, *, lock: bool = False) -> Consultation:
    """NotFound where there is none, or where it is another organisation's."""
    require(actor, *READERS)
    rows = Consultation.objects.filter(organisation=actor.organisation, id=consultation)
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.select_related("organisation", "retained", "decided_by", "created_by").first()
    if found is None:
        raise NotFound(what="consultation")
    return found


def may_edit(actor: Person) -> bool:
    return actor.is_active and actor.has_role(*EDITORS)


def invitations_of(actor: Person, consultation: uuid.UUID) -> list[Invitation]:
    """The vendors, with where each of them stands: never what they wrote."""
    found = consultation_of(actor, consultation)
    return list(found.invitations.select_related("answer"))


def invitation_of(actor: Person, consultation: uuid.UUID, invitation: uuid.UUID) -> Invitation:
    """One vendor of a consultation that the actor may see."""
    found = consultation_of(actor, consultation)
    row = (
        found.invitations.filter(id=invitation).select_related("answer", "consultation__organisation").first()
    )
    if row is None:
        raise NotFound(what="invitation")
    return row


def asked_by(consultation: Consultation) -> dict[str, str]:
    """What a questionnaire says of its consultation."""
    return {
        "id": str(consultation.id),
        "reference": consultation.reference,
        "title": consultation.title,
        "object": consultation.object,
        "organisation": consultation.organisation.name,
        "deadline": consultation.deadline.isoformat(timespec="minutes"),
    }


def offer_of(actor: Person, consultation: uuid.UUID, invitation: uuid.UUID) -> Offer:
    """One answer that was handed in; AnswersSealed before the opening."""
    found = consultation_of(actor, consultation)
    if not found.is_read:
        raise AnswersSealed
    vendor = invitation_of(actor, consultation, invitation)
    answer = vendor.kept_answer
    if answer is None or answer.submitted_at is None:
        raise NotFound(what="answer")
    return _offer(found, vendor, answer)


def comparison_of(actor: Person, consultation: uuid.UUID) -> Comparison:
    """The answers side by side; AnswersSealed before the opening."""
    found = consultation_of(actor, consultation)
    if not found.is_read:
        raise AnswersSealed
    offers = [
        _offer(found, vendor, answer)
        for vendor in found.invitations.select_related("answer")
        if (answer := vendor.kept_answer) is not None and answer.submitted_at is not None
    ]
    offers.sort(key=lambda offer: (bool(offer.score.knock_outs), -offer.score.low, offer.invitation.vendor))
    rows = tuple(
        Row(question, tuple(offer.score.answers[at] for offer in offers))
        for at, question in enumerate(found.asked)
    )
    return Comparison(tuple(offers), rows)


def answer_file_of(actor: Person, consultation: uuid.UUID, invitation: uuid.UUID) -> bytes:
    """The very bytes whose digest the vendor's receipt bears."""
    offer = offer_of(actor, consultation, invitation)
    return handed_in_bytes(offer.invitation.consultation, offer.invitation, offer.replies)


def handed_in_bytes(
    consultation: Consultation, invitation: Invitation, replies: Mapping[str, Reply]
) -> bytes:
    """The file of an answer that was handed in. Whether its reader may see it, the caller has decided."""
    at = invitation.submitted_at
    assert at is not None
    return answer_bytes(asked_by(consultation), invitation.vendor, replies, at)


def preview_import(actor: Person, consultation: uuid.UUID, invitation: uuid.UUID, raw: bytes) -> Preview:
    """The dry run: reads and checks, writes nothing."""
    require(actor, *EDITORS)
    found = consultation_of(actor, consultation)
    answer = invitation_of(actor, consultation, invitation).kept_answer
    filed = read_answer_file(raw, consultation=str(found.id))
    return Preview(filed, check(found.asked, filed.answers), replaces_draft=answer is not None)


def feeding(actor: Person, consultation: uuid.UUID) -> tuple[Fact, ...]:
    """What the retained answer says of the system, and where each fact would be written."""
    return retained_answer(actor, consultation).facts


def retained_answer(actor: Person, consultation: uuid.UUID) -> RetainedAnswer:
    """For who reads the consultations; NothingRetained where no answer is."""
    found = consultation_of(actor, consultation)
    if found.retained is None:
        raise NothingRetained
    offer = offer_of(actor, consultation, found.retained.id)
    handed_in = offer.answer.submitted_at
    assert handed_in is not None  # `offer_of` finds no other
    return RetainedAnswer(
        found.id,
        found.record,
        found.title,
        found.reference,
        found.object,
        found.retained.vendor.strip(),
        handed_in,
        facts_of(found.asked, offer.replies),
    )


def retained_facts(actor: Person, consultation: uuid.UUID) -> Mapping[str, FactValue]:
    """The facts of the retained answer under stable keys: host, country, training, certifications, model…

    A choice gives its value, several give a tuple, a number a float, words the words. A key that was not answered
    is absent. NothingRetained where no answer is retained.
    """
    return MappingProxyType({fact.key: fact.value for fact in feeding(actor, consultation)})


def waiting_to_open(actor: Person, *, now: datetime) -> int:
    """How many consultations are past their deadline and not opened yet, for those who open them."""
    if not may_edit(actor):
        return 0
    return Consultation.objects.filter(
        organisation=actor.organisation,
        published_at__isnull=False,
        closed_at=None,
        decided_at=None,
        deadline__lte=now,
    ).count()


def _offer(consultation: Consultation, invitation: Invitation, answer: Answer) -> Offer:
    replies = sealed.opened(consultation, answer)
    appraisals = list(answer.appraisals.select_related("by"))
    marks = {each.question: Mark(each.mark, each.reason, each.by.full_name) for each in appraisals}
    return Offer(
        invitation,
        answer,
        replies,
        score(consultation.asked, replies, marks),
        {each.question: each.revision for each in appraisals},
    )
