"""Verbs of the desk: ask, answer, publish, amend, withdraw. Each is one transaction and one journal entry."""

import uuid
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.errors import PersonInactive
from garant.directory.journal import record
from garant.directory.models import Person
from garant.directory.numbering import next_number
from garant.history.actions import keep
from garant.journal import RecordChanged, RecordMoved
from garant.notifications.actions import notify
from garant.registers.desk.errors import (
    AnsweredMeanwhile,
    AnswerMissing,
    EntryChangedMeanwhile,
    EntryMissing,
    EntryWithdrawn,
    QuestionMissing,
)
from garant.registers.desk.models import Answer, Entry, Question
from garant.registers.desk.queries import DESK, entry_visible_to, question_visible_to
from garant.registers.sealing import QUESTIONS
from garant.tables import folded


@transaction.atomic
def ask(actor: Person, *, words: str, page: str = "", now: datetime | None = None) -> Question:
    """A question for the desk. Of the page where it came up, only the path is kept."""
    if not actor.is_active:
        raise PersonInactive
    if not words.strip():
        raise QuestionMissing
    question = Question(
        organisation=actor.organisation,
        number=next_number(actor.organisation, "desk-questions"),
        asker=actor,
        page=path_of(page),
        asked_at=now or timezone.now(),
    )
    question.words = QUESTIONS.seal_part(question, words, "words")
    question.save()
    notify(
        actor.organisation,
        roles=DESK,
        code="desk-asked",
        record=question.record,
        address=question.get_absolute_url(),
        facts={"number": question.number},
        now=now,
    )
    _record_change(actor, question.record, "created")
    return question


@transaction.atomic
def answer(
    actor: Person, question: uuid.UUID, *, words: str, after: int, now: datetime | None = None
) -> Answer:
    """Answer, or correct an answer: the former one stays. `after` is the last number that the actor saw, 0 for none."""
    require(actor, *DESK)
    found = question_visible_to(actor, question)
    if not words.strip():
        raise AnswerMissing
    last = found.answers.values_list("number", flat=True).first() or 0
    if last != after:
        raise AnsweredMeanwhile
    moment = now or timezone.now()
    made, created = Answer.objects.get_or_create(
        question=found,
        number=last + 1,
        defaults={
            "by": actor,
            "at": moment,
            "words": QUESTIONS.seal_part(found, words, f"answer:{last + 1}"),
        },
    )
    if not created:
        raise AnsweredMeanwhile
    Question.objects.filter(pk=found.pk, answered_at=None).update(answered_at=moment)
    if found.asker_id != actor.id:
        notify(
            found.organisation,
            people=[found.asker],
            code="desk-answered",
            record=found.record,
            address=found.get_absolute_url(),
            facts={"number": found.number},
            now=moment,
        )
    record(
        RecordMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=found.record,
            before="answered" if last else "asked",
            after="answered",
        )
    )
    return made


@transaction.atomic
def publish(
    actor: Person,
    *,
    question: str,
    answer: str,
    source: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Entry:
    """Publish within the organisation. The words are written anew: those of the asker stay theirs."""
    require(actor, *DESK)
    asked = question_visible_to(actor, source) if source is not None else None
    _check(question, answer)
    entry = Entry.objects.create(
        organisation=actor.organisation,
        source=asked,
        question=question.strip(),
        answer=answer.strip(),
        folded=folded(f"{question} {answer}"),
        published_by=actor,
        published_at=now or timezone.now(),
    )
    _keep(actor, entry, now)
    _record_change(actor, entry.record, "created")
    return entry


@transaction.atomic
def amend(
    actor: Person,
    entry: uuid.UUID,
    *,
    question: str,
    answer: str,
    revision: int,
    now: datetime | None = None,
) -> Entry:
    """Change a published entry; what it said stays in its history."""
    require(actor, *DESK)
    found = entry_visible_to(actor, entry)
    _check(question, answer)
    _change(
        found,
        revision,
        question=question.strip(),
        answer=answer.strip(),
        folded=folded(f"{question} {answer}"),
    )
    _keep(actor, found, now)
    _record_change(actor, found.record, "amended")
    return found


@transaction.atomic
def withdraw(actor: Person, entry: uuid.UUID, *, revision: int, now: datetime | None = None) -> Entry:
    """The entry is shown no more; the desk and audit still read it."""
    require(actor, *DESK)
    found = entry_visible_to(actor, entry)
    _change(found, revision, withdrawn_at=now or timezone.now())
    _record_change(actor, found.record, "closed")
    return found


def path_of(page: str) -> str:
    """The path of an address of ours: no host, no query (it may hold what someone typed); "" for anything else."""
    try:
        path = urlsplit(page).path
    except ValueError:
        return ""
    return path[:300] if path.startswith("/") and not path.startswith("//") else ""


def _check(question: str, answer: str) -> None:
    if not question.strip() or not answer.strip():
        raise EntryMissing


def _change(entry: Entry, revision: int, **values: object) -> None:
    if entry.withdrawn_at is not None:
        raise EntryWithdrawn
    mine = Entry.objects.filter(pk=entry.pk, revision=revision, withdrawn_at=None)
    if not mine.update(**values, revision=F("revision") + 1):
        raise EntryChangedMeanwhile
    entry.refresh_from_db()


def _keep(actor: Person, entry: Entry, now: datetime | None) -> None:
    said = {"Question": entry.question, "Réponse": entry.answer}
    keep(actor.organisation, entry.record, said, by=actor, now=now)


def _record_change(actor: Person, what: str, change: Literal["created", "amended", "closed"]) -> None:
    record(
        RecordChanged(organisation=actor.organisation.slug, person=str(actor.id), record=what, change=change)
    )
