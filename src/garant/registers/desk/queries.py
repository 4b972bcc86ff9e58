"""Reads of the desk. The asker sees their own questions, the desk all of them, audit too; the FAQ is for everyone."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.registers.desk.models import Entry, Question
from garant.registers.sealing import QUESTIONS
from garant.tables import folded

DESK = (Role.LEGAL, Role.DPO)
READERS = (*DESK, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer, opened."""

    number: int
    by: str
    at: datetime
    words: str


def answers_questions(actor: Person) -> bool:
    """Whether this person sits at the desk."""
    return actor.has_role(*DESK)


def questions_visible_to(actor: Person, text: str = "") -> list[Question]:
    """Those whose words hold `text`, compared without case or accents; unanswered ones first, then the last asked."""
    terms = folded(text).split()
    found = [each for each in _visible(actor) if _holds(each, terms)]
    return sorted(found, key=lambda each: (each.answered_at is not None, -each.asked_at.timestamp()))


def question_visible_to(actor: Person, question: uuid.UUID) -> Question:
    """NotFound where there is none, or where it is not this reader's."""
    found = _visible(actor).filter(id=question).first()
    if found is None:
        raise NotFound(what="question")
    return found


def words_of(actor: Person, question: Question) -> str:
    """What was asked, for who may see it."""
    return _opened(question_visible_to(actor, question.id))


def answers_to(actor: Person, question: Question) -> list[Said]:
    """The answers, the last one first: it holds, the others are what it corrected."""
    seen = question_visible_to(actor, question.id)
    return [
        Said(
            each.number,
            each.by.full_name,
            each.at,
            QUESTIONS.open_part(seen, each.words, f"answer:{each.number}"),
        )
        for each in seen.answers.select_related("by")
    ]


def entries(actor: Person, text: str = "") -> list[Entry]:
    """What is published in the actor's organisation and holds each word of `text`, without case or accents."""
    found = Entry.objects.filter(organisation=actor.organisation, withdrawn_at=None)
    for term in folded(text).split():
        found = found.filter(folded__contains=term)
    return list(found)


def entry_visible_to(actor: Person, entry: uuid.UUID) -> Entry:
    """One published entry; the desk and audit see those withdrawn too. NotFound for any other."""
    found = Entry.objects.filter(organisation=actor.organisation, id=entry).first()
    if found is None or (found.withdrawn_at is not None and not actor.has_role(*READERS)):
        raise NotFound(what="desk-entry")
    return found


def entries_from(actor: Person, question: Question) -> list[Entry]:
    """What was published from this question and still is."""
    seen = question_visible_to(actor, question.id)
    return list(seen.entries.filter(withdrawn_at=None))


def unanswered_count(actor: Person) -> int:
    """How many questions wait for this person."""
    return _visible(actor).filter(answered_at=None).count() if answers_questions(actor) else 0


def asked_count(person: Person) -> int:
    """How many questions this person asked, for a search over what the platform stores."""
    return Question.objects.filter(asker=person).count()


def _visible(actor: Person) -> QuerySet[Question]:
    found = Question.objects.filter(organisation=actor.organisation).select_related("organisation", "asker")
    return found if actor.has_role(*READERS) else found.filter(asker=actor)


def _holds(question: Question, terms: list[str]) -> bool:
    if not terms:
        return True
    flat = folded(f"{question.number} {_opened(question)}")
    return all(term in flat for term in terms)


def _opened(question: Question) -> str:
    return QUESTIONS.open_part(question, question.words, "words")
