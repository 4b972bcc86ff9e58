"""Before the vendors: what is bought, what is asked, with which weights; then the same for all."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.models import Person
from garant.history.actions import keep
from garant.procurement import entries
from garant.procurement.errors import (
    ConsultationChanged,
    ConsultationNotDraft,
    ConsultationNotOpen,
    DeadlinePast,
    NoQuestions,
    QuestionUnknown,
    ReferenceTaken,
)
from garant.procurement.models import Consultation
from garant.procurement.queries import consultation_of
from garant.procurement.questions import HEAVIEST, bank
from garant.procurement.terms import EDITORS, RiskChoice, State, SystemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a buyer says of a consultation."""

    title: str
    reference: str
    object: str
    system_kind: SystemKind
    risk: RiskChoice
    deadline: datetime


@transaction.atomic
def prepare_consultation(actor: Person, outline: Outline, *, now: datetime | None = None) -> Consultation:
    """A new consultation with every question of the bank, at the bank's weights."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    _check_outline(actor, outline, None, now)
    consultation = Consultation(
        organisation=actor.organisation,
        questions=[question.to_mapping() for question in bank().questions],
        bank_version=bank().version.isoformat(),
        created_by=actor,
        created_at=now,
    )
    _write(consultation, outline)
    consultation.save()
    _keep(actor, consultation, now)
    entries.changed(actor.organisation.slug, actor, consultation.record, "created")
    return consultation


@transaction.atomic
def amend_consultation(
    actor: Person, consultation: uuid.UUID, outline: Outline, *, revision: int, now: datetime | None = None
) -> Consultation:
    """While it is in preparation. `revision` is what the person had read: another's change is not overwritten."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    found = _draft(actor, consultation, revision)
    _check_outline(actor, outline, found, now)
    _write(found, outline)
    _save(found)
    _keep(actor, found, now)
    entries.changed(actor.organisation.slug, actor, found.record, "amended")
    return found


@transaction.atomic
def choose_questions(
    actor: Person,
    consultation: uuid.UUID,
    *,
    weights: Mapping[str, int],
    eliminating: Collection[str],
    revision: int,
    now: datetime | None = None,
) -> Consultation:
    """Keep the questions that have a weight, at this weight; those of `eliminating` knock out."""
    require(actor, *EDITORS)
    found = _draft(actor, consultation, revision)
    known = {question.id: question for question in bank().questions}
    if any(name not in known for name in (*weights, *eliminating)):
        raise QuestionUnknown
    if any(not 0 <= weight <= HEAVIEST for weight in weights.values()):
        raise QuestionUnknown
    found.questions = [
        question.model_copy(
            update={"weight": weights[question.id], "eliminates": question.id in eliminating}
        ).to_mapping()
        for question in bank().questions
        if question.id in weights
    ]
    found.bank_version = bank().version.isoformat()
    _save(found)
    _keep(actor, found, now or timezone.now())
    entries.changed(actor.organisation.slug, actor, found.record, "amended")
    return found


@transaction.atomic
def publish_consultation(
    actor: Person, consultation: uuid.UUID, *, revision: int, now: datetime | None = None
) -> Consultation:
    """From here on the questions and the weights are the same for every vendor, and known to them."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    found = _draft(actor, consultation, revision)
    if not found.questions:
        raise NoQuestions
    if found.deadline <= now:
        raise DeadlinePast
    found.state = State.OPEN
    found.published_at = now
    _save(found)
    entries.moved(actor.organisation.slug, actor, found.record, State.DRAFT.value, State.OPEN.value)
    return found


@transaction.atomic
def extend_deadline(
    actor: Person, consultation: uuid.UUID, *, deadline: datetime, now: datetime | None = None
) -> Consultation:
    """Later, for everyone, and never sooner. The links follow."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    found = consultation_of(actor, consultation, lock=True)
    if not found.is_published:
        raise ConsultationNotOpen
    if deadline <= found.deadline or deadline <= now:
        raise DeadlinePast
    found.deadline = deadline
    _save(found)
    _keep(actor, found, now)
    entries.changed(actor.organisation.slug, actor, found.record, "amended")
    return found


def _draft(actor: Person, consultation: uuid.UUID, revision: int) -> Consultation:
    found = consultation_of(actor, consultation, lock=True)
    if not found.is_draft:
        raise ConsultationNotDraft
    if found.revision != revision:
        raise ConsultationChanged
    return found


def _save(consultation: Consultation) -> None:
    consultation.revision += 1
    consultation.save()


def _check_outline(actor: Person, outline: Outline, existing: Consultation | None, now: datetime) -> None:
    if outline.deadline <= now:
        raise DeadlinePast
    same = Consultation.objects.filter(organisation=actor.organisation, reference=outline.reference.strip())
    if existing is not None:
        same = same.exclude(id=existing.id)
    if same.exists():
        raise ReferenceTaken


def _write(consultation: Consultation, outline: Outline) -> None:
    consultation.title = outline.title.strip()
    consultation.reference = outline.reference.strip()
    consultation.object = outline.object.strip()
    consultation.system_kind = outline.system_kind
    consultation.risk = outline.risk
    consultation.deadline = outline.deadline


def _keep(actor: Person, consultation: Consultation, now: datetime) -> None:
    asked = consultation.asked
    values = {
        "Titre": consultation.title,
        "Référence": consultation.reference,
        "Objet": consultation.object,
        "Nature": consultation.kind_french,
        "Risque": consultation.risk_french,
        "Date limite": f"{timezone.localtime(consultation.deadline):%d/%m/%Y %H:%M}",
        "Questions et poids": ", ".join(f"{each.id} ({each.weight})" for each in asked),
        "Exigences éliminatoires": ", ".join(each.id for each in asked if each.knock_outs) or "aucune",
    }
    keep(actor.organisation, consultation.record, values, by=actor, now=now)
