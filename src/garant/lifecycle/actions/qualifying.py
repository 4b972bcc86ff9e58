"""The sheet is filled in by many hands, then read and signed by the IT department and the DPO."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from garant.charter import Stage
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.history.actions import keep
from garant.journal import RecordMoved
from garant.lifecycle.actions.amending import allow, changed, opened
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.errors import NotAtThisStage, VisaTooEarly
from garant.lifecycle.models import Use, Visa
from garant.lifecycle.terms import SIGNERS, WRITERS
from garant.qualification import read_answers

# Before its arbitration a sheet is being written; later it is kept up to date, and the visas are given again.
_NEVER = frozenset(stage for stage in Stage if stage.is_final)


@transaction.atomic
def answer_sheet(
    actor: Person,
    use: uuid.UUID,
    raw: Mapping[str, object],
    *,
    asked: tuple[str, ...],
    revision: int,
    own: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> tuple[Use, Mapping[str, str]]:
    """Keep the answers to the questions `asked`; an empty one takes the former answer away.

    What does not fit is not kept, and told: {question: French sentence}. Answers to other questions stay.
    """
    now = now or timezone.now()
    found = opened(actor, use, revision)
    allow(actor, found, *WRITERS, requester=True)
    if found.stage_word in _NEVER:
        raise NotAtThisStage(number=found.number, stage=found.stage_word.french)
    dossier = Dossier(found, _day(found, now))
    read = read_answers(
        dossier.sheet, {name: raw[name] for name in asked if raw.get(name) not in (None, "", [])}
    )
    answers = {name: value for name, value in found.answers.items() if name not in asked}
    answers |= {name: found.answers[name] for name in read.problems if name in found.answers}
    answers |= {name: _plain(value) for name, value in read.answers.items()}
    mine = {**found.own_answers, **{name: text.strip() for name, text in (own or {}).items()}}
    if answers != found.answers or mine != found.own_answers:
        found.answers, found.own_answers = answers, mine
        found.sheet_version = dossier.sheet.version
        found.revision += 1
        found.save()
        counted = read_answers(dossier.sheet, answers).answers
        said = {
            question.text: question.french(counted[question.id])
            for question in dossier.sheet.questions
            if question.id in counted
        }
        said |= {each.text: mine.get(each.id, "") for each in dossier.policy.lifecycle.questions}
        keep(found.organisation, f"sheet:{found.id}", said, by=actor, now=now)
        changed(actor, found)
    return found, read.problems


@transaction.atomic
def sign_sheet(
    actor: Person, use: uuid.UUID, role: Role, *, revision: int, now: datetime | None = None
) -> Visa:
    """The visa of one role on the answers as they stand. VisaTooEarly while the sheet is not complete."""
    now = now or timezone.now()
    found = opened(actor, use, revision)
    if role not in SIGNERS:
        raise VisaTooEarly(count=0)
    allow(actor, found, role)
    if found.stage_word in _NEVER:
        raise NotAtThisStage(number=found.number, stage=found.stage_word.french)
    dossier = Dossier(found, _day(found, now))
    missing = len(dossier.assessment.missing) + len(dossier.own_missing)
    if missing or not dossier.assessment.complete:
        raise VisaTooEarly(count=max(1, missing))
    visa = Visa.objects.create(use=found, role=role.value, person=actor, at=now, digest=dossier.digest)
    record(
        RecordMoved(
            organisation=found.organisation.slug,
            person=str(actor.id),
            record=f"sheet:{found.id}",
            before="",
            after=f"signed-{role.value}",
            use=str(found.id),
        )
    )
    return visa


def _day(use: Use, now: datetime) -> date:
    return timezone.localdate(now, use.organisation.place_word.zone)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
