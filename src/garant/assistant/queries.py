"""Reads of the assistant. Each takes its reader, and knows one only: the owner. For anybody else nothing is there."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from garant.assistant.errors import ConversationUnknown
from garant.assistant.facts import Answer, Decision, answer_of, decision_of
from garant.assistant.foresight import judged
from garant.assistant.models import Conversation, Message, Speaker, State
from garant.assistant.offered import Offered, systems_offered
from garant.assistant.received import Part, unpack
from garant.assistant.relay import Turn
from garant.assistant.sealed import open_sealed
from garant.charter import Policy
from garant.directory.models import Organisation, Person
from garant.directory.queries import policy_in_force
from garant.protection.queries import own_of
from garant.words import DataClass

__all__ = ["systems_offered"]

# Where a charter sets no retention for conversations, they are not kept for ever all the same.
FALLBACK_DAYS: Final = 30
# A question without an answer for longer than this was left by a process that died.
LONGEST_WAIT: Final = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Kept:
    """How long conversations live, and the clause that says so (None: our own caution)."""

    days: int
    clause: str | None

    @property
    def duration(self) -> timedelta:
        return timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """One line of the owner's list."""

    id: uuid.UUID
    title: str = field(repr=False)
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One message of the owner, and what became of it. `sent` is empty where nothing left."""

    id: uuid.UUID
    position: int
    state: State
    text: str = field(repr=False)
    decision: Decision
    sent: tuple[Part, ...] = field(repr=False)
    created_at: datetime
    last: bool

    @property
    def is_question(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer, restored."""

    id: uuid.UUID
    position: int
    state: State
    text: str = field(repr=False)
    answer: Answer
    created_at: datetime
    last: bool

    @property
    def is_question(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A whole conversation for its owner."""

    id: uuid.UUID
    title: str = field(repr=False)
    system: str
    created_at: datetime
    updated_at: datetime
    deleted_on: datetime
    questions_seen_at: datetime | None
    messages: tuple[QuestionView | AnswerView, ...] = field(repr=False)


def retention_of(policy: Policy) -> Kept:
    """The shortest retention that the charter sets for conversations."""
    rules = [rule for rule in policy.retentions if rule.what == "conversations"]
    if not rules:
        return Kept(FALLBACK_DAYS, None)
    shortest = min(rules, key=lambda rule: rule.days)
    return Kept(shortest.days, shortest.clause)


def conversations_of(actor: Person, *, now: datetime | None = None) -> list[ConversationLine]:
    """The actor's own, the last used first."""
    limit = _oldest(actor, now)
    return [
        ConversationLine(row.id, _title(actor, row), row.updated_at)
        for row in _own(actor).filter(updated_at__gte=limit)
    ]


def conversation_of(
    actor: Person, conversation: uuid.UUID, *, now: datetime | None = None
) -> ConversationView:
    """One of the actor's own, opened; ConversationUnknown for any other, or past its retention."""
    row = row_of(actor, conversation, now=now)
    kept = retention_of(policy_in_force(actor.organisation))
    return ConversationView(
        id=row.id,
        title=_title(actor, row),
        system=row.system,
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_on=row.updated_at + kept.duration,
        questions_seen_at=row.checklist_at,
        messages=tuple(_views(actor, list(row.messages.all()))),
    )


def message_of(actor: Person, message: uuid.UUID) -> QuestionView | AnswerView:
    """One message of the actor's own conversations."""
    row = message_row_of(actor, message)
    rows = list(row.conversation.messages.filter(position__lte=row.position))
    *_, view = _views(actor, rows)
    return view


def classes_so_far(
    actor: Person, conversation: uuid.UUID, *, policy: Policy, systems: Sequence[Offered]
) -> frozenset[DataClass]:
    """The classes of data that the conversation holds already: they go out again with its next message."""
    turns = history_before(actor, row_of(actor, conversation), None)
    own = own_of(actor.organisation)
    return frozenset().union(
        *(judged(turn.text, policy=policy, systems=systems, own=own).classes for turn in turns)
    )


def row_of(actor: Person, conversation: uuid.UUID, *, now: datetime | None = None) -> Conversation:
    """For this room's actions. Raises ConversationUnknown."""
    row = _own(actor).filter(id=conversation, updated_at__gte=_oldest(actor, now)).first()
    if row is None or not actor.is_active:
        raise ConversationUnknown
    return row


def message_row_of(actor: Person, message: uuid.UUID) -> Message:
    """For this room's actions. Raises ConversationUnknown."""
    row = Message.objects.select_related("conversation").filter(id=message, conversation__owner=actor).first()
    if row is None:
        raise ConversationUnknown
    row_of(actor, row.conversation_id)
    return row


def answer_row_of(actor: Person, message: uuid.UUID) -> Message:
    """An answer, not a question. Raises ConversationUnknown."""
    row = message_row_of(actor, message)
    if row.speaker != Speaker.SYSTEM:
        raise ConversationUnknown
    return row


def body_of(actor: Person, row: Message) -> str:
    """The words of a message, opened for their owner."""
    return open_sealed(actor, row.body_sealed, place="body", record=row.id)


def history_before(actor: Person, row: Conversation, position: int | None) -> Iterator[Turn]:
    """What goes out again with the next message: each question that was answered, and its answer.

    A message that was blocked or failed, or that nothing answered, stays here.
    """
    rows = row.messages.all() if position is None else row.messages.filter(position__lt=position)
    question: Message | None = None
    for message in rows:
        if message.speaker == Speaker.PERSON:
            question = message if message.state == State.SENT else None
        elif question is not None:
            answer = body_of(actor, message)
            if answer.strip():
                yield Turn("user", body_of(actor, question))
                yield Turn("assistant", answer)
            question = None


def sent_before(actor: Person, row: Message) -> tuple[Part, ...]:
    """What the last question before this one had sent."""
    return _sent(actor, list(row.conversation.messages.filter(position__lt=row.position)))


def conversations_count(person: Person) -> int:
    """How many this person has: a number, for a request about their data."""
    return Conversation.objects.filter(owner=person).count()


def organisations_with_conversations() -> list[Organisation]:
    """For the sweep."""
    return list(Organisation.objects.filter(id__in=Conversation.objects.values("organisation")))


def _own(actor: Person) -> QuerySet[Conversation]:
    """The actor's, as far as they still open: those of a former seal era are lost, and wait for the sweep."""
    return Conversation.objects.filter(owner=actor, era=actor.seal_era)


def _oldest(actor: Person, now: datetime | None) -> datetime:
    return (now or timezone.now()) - retention_of(policy_in_force(actor.organisation)).duration


def _title(actor: Person, row: Conversation) -> str:
    return open_sealed(actor, row.title_sealed, place="title", record=row.id)


def _views(actor: Person, rows: Sequence[Message]) -> Iterator[QuestionView | AnswerView]:
    before: tuple[Part, ...] = ()
    for row in rows:
        text, state, last = body_of(actor, row), State(row.state), row is rows[-1]
        if row.speaker == Speaker.SYSTEM:
            yield AnswerView(row.id, row.position, state, text, answer_of(row.facts), row.created_at, last)
            continue
        sent: tuple[Part, ...] = ()
        if row.sent_sealed is not None:
            sent = before = unpack(_packed(actor, row), before)
        yield QuestionView(
            row.id, row.position, state, text, decision_of(row.facts), sent, row.created_at, last
        )


def _sent(actor: Person, rows: Sequence[Message]) -> tuple[Part, ...]:
    before: tuple[Part, ...] = ()
    for row in rows:
        if row.sent_sealed is not None:
            before = unpack(_packed(actor, row), before)
    return before


def _packed(actor: Person, row: Message) -> str:
    assert row.sent_sealed is not None
    return open_sealed(actor, row.sent_sealed, place="sent", record=row.id)
