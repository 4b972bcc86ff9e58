"""Verbs of the assistant. Content is sealed before it is stored; the journal learns what was done, never the words."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from garant.assistant import queries
from garant.assistant.errors import (
    AcknowledgementMissing,
    ConversationBusy,
    MentionUnknown,
    MessageTooLong,
    NothingWritten,
)
from garant.assistant.facts import Answer, Decision, Served, answer_of, as_json
from garant.assistant.mentions import Level, asks_for_mention, mention_for
from garant.assistant.models import Conversation, Message, Speaker, State
from garant.assistant.offered import Offered, system_offered
from garant.assistant.received import Part, pack
from garant.assistant.relay import Door, Question, Turn
from garant.assistant.sealed import close
from garant.charter import Policy
from garant.directory.journal import record
from garant.directory.keys import assistant_key
from garant.directory.models import Person
from garant.directory.queries import has_acknowledged, policy_in_force
from garant.journal import ChecklistAnswered, ContentCopied, ConversationDeleted

LONGEST_MESSAGE = 100_000  # characters: some forty pages; the gateway has its own bound on the whole request
_TITLE_CHARACTERS = 60
_GREETING = re.compile(r"(bonjour|bonsoir|salut|coucou|madame|monsieur)\b.{0,20}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pending:
    """A message that is written down and not yet sent: all that the exchange needs, read once."""

    owner: Person
    conversation: uuid.UUID
    message: uuid.UUID
    asked: Served
    policy: Policy = field(repr=False)
    systems: tuple[Offered, ...] = field(repr=False)
    question: Question = field(repr=False)
    door: Door = field(repr=False)


@transaction.atomic
def write_message(
    actor: Person,
    *,
    text: str,
    system: str,
    conversation: uuid.UUID | None = None,
    questions_seen: bool = False,
    now: datetime | None = None,
) -> Pending:
    """Write the actor's message down, in a new conversation or in one of theirs. Nothing leaves yet."""
    now = now or timezone.now()
    if not has_acknowledged(actor):
        raise AcknowledgementMissing
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise NothingWritten
    if len(words) > LONGEST_MESSAGE:
        raise MessageTooLong(characters=len(words), limit=LONGEST_MESSAGE)
    offered = system_offered(actor, system)
    if conversation is None:
        row = _open_conversation(actor, title=title_of(words), system=offered.id, now=now)
    else:
        row = queries.row_of(actor, conversation)
        _refuse_if_busy(row, now)
        row.system = offered.id
        row.updated_at = now
        row.save(update_fields=["system", "updated_at"])
    if questions_seen and row.checklist_at is None:
        _questions_seen(actor, row, now)
    last = row.messages.aggregate(last=Max("position"))["last"]
    message = Message(
        conversation=row,
        position=0 if last is None else last + 1,
        speaker=Speaker.PERSON,
        state=State.WAITING,
        created_at=now,
    )
    message.body_sealed = close(actor, words, place="body", record=message.id)
    asked = served_of(offered)
    message.facts = as_json(Decision(asked=asked))
    message.save(force_insert=True)
    return _pending(actor, row, message, offered, words)


@transaction.atomic
def write_again(
    actor: Person, message: uuid.UUID, *, system: str | None = None, now: datetime | None = None
) -> Pending:
    """Send a message that did not leave, or got no answer, once more: perhaps to another system."""
    now = now or timezone.now()
    if not has_acknowledged(actor):
        raise AcknowledgementMissing
    row = queries.message_row_of(actor, message)
    conversation = row.conversation
    last = conversation.messages.last()
    if row.speaker != Speaker.PERSON or last is None or last.id != row.id:
        raise ConversationBusy
    _refuse_if_busy(conversation, now)
    offered = system_offered(actor, system or conversation.system)
    words = queries.body_of(actor, row)
    row.state = State.WAITING
    row.sent_sealed = None
    row.created_at = now
    row.facts = as_json(Decision(asked=served_of(offered)))
    row.save(update_fields=["state", "sent_sealed", "created_at", "facts"])
    conversation.system = offered.id
    conversation.updated_at = now
    conversation.save(update_fields=["system", "updated_at"])
    return _pending(actor, conversation, row, offered, words)


@transaction.atomic
def settle_question(pending: Pending, decision: Decision, *, state: State, sent: Sequence[Part] = ()) -> None:
    """What the charter decided of the question, and the text as it left. A conversation deleted meanwhile stays so."""
    row = Message.objects.select_related("conversation").filter(id=pending.message).first()
    if row is None:
        return
    row.state = state
    row.facts = as_json(decision)
    if sent:
        before = queries.sent_before(pending.owner, row)
        row.sent_sealed = close(pending.owner, pack(sent, before), place="sent", record=row.id)
    row.save(update_fields=["state", "facts", "sent_sealed"])


@transaction.atomic
def settle_answer(
    pending: Pending, text: str, answer: Answer, *, state: State, now: datetime | None = None
) -> uuid.UUID | None:
    """Write the answer down after its question; None where the conversation was deleted meanwhile."""
    now = now or timezone.now()
    row = Conversation.objects.filter(id=pending.conversation).first()
    if row is None:
        return None
    last = row.messages.aggregate(last=Max("position"))["last"]
    message = Message(
        conversation=row,
        position=last + 1,
        speaker=Speaker.SYSTEM,
        state=state,
        facts=as_json(answer),
        created_at=now,
    )
    message.body_sealed = close(pending.owner, text, place="body", record=message.id)
    message.save(force_insert=True)
    row.updated_at = now
    row.save(update_fields=["updated_at"])
    return message.id


@transaction.atomic
def rename_conversation(actor: Person, conversation: uuid.UUID, *, title: str) -> None:
    """The owner's own name for it; an empty one changes nothing."""
    row = queries.row_of(actor, conversation)
    if title.strip():
        row.title_sealed = close(actor, title_of(title), place="title", record=row.id)
        row.save(update_fields=["title_sealed"])


@transaction.atomic
def delete_conversation(actor: Person, conversation: uuid.UUID) -> None:
    """Delete one of the actor's own, at once and for good."""
    row = queries.row_of(actor, conversation)
    row.delete()
    record(_deleted(actor.organisation.slug, str(actor.id), "owner", None))


@transaction.atomic
def delete_every_conversation(actor: Person) -> int:
    """Delete all of the actor's own; how many there were."""
    rows = list(Conversation.objects.filter(owner=actor))
    for row in rows:
        row.delete()
        record(_deleted(actor.organisation.slug, str(actor.id), "owner", None))
    return len(rows)


def sweep_conversations(*, owner: Person | None = None, now: datetime | None = None) -> int:
    """Delete what has outlived the charter's retention or opens no more, one person's or everyone's; how many.

    A conversation that another process deleted meanwhile is not journalled twice.
    """
    now = now or timezone.now()
    swept = 0
    organisations = [owner.organisation] if owner else queries.organisations_with_conversations()
    for organisation in organisations:
        kept = queries.retention_of(policy_in_force(organisation))
        outlived = Q(updated_at__lt=now - kept.duration)
        lost = ~Q(era=F("owner__seal_era"))
        rows = Conversation.objects.filter(outlived | lost, organisation=organisation).select_related("owner")
        for row in rows.filter(owner=owner) if owner else rows:
            lost_to_all = row.era != row.owner.seal_era
            with transaction.atomic():
                there, _ = Conversation.objects.filter(id=row.id).delete()
                if there:
                    record(
                        _deleted(organisation.slug, str(row.owner_id), "password_reset", None)
                        if lost_to_all
                        else _deleted(organisation.slug, str(row.owner_id), "retention", kept.clause)
                    )
                    swept += 1
    return swept


@transaction.atomic
def see_questions(actor: Person, conversation: uuid.UUID, *, now: datetime | None = None) -> None:
    """The actor went through the charter's questions for this conversation. Said twice, it stays said once."""
    row = queries.row_of(actor, conversation)
    if row.checklist_at is None:
        _questions_seen(actor, row, now or timezone.now())


@transaction.atomic
def copy_answer(actor: Person, message: uuid.UUID, *, level: Level | None, reviewer: str) -> str:
    """The answer with the charter's mention of this level, ready to be pasted; journalled as one copy.

    Without a level only where the charter asks for no mention: then the answer alone, and nothing to count.
    """
    row = queries.answer_row_of(actor, message)
    served = answer_of(row.facts).served
    policy = policy_in_force(actor.organisation)
    body = queries.body_of(actor, row).rstrip()
    if level is None and not asks_for_mention(policy):
        return f"{body}\n"
    worded = None
    if level is not None:
        worded = mention_for(policy, level, system=served.name, reviewer=reviewer.strip() or actor.full_name)
    if level is None or worded is None:
        raise MentionUnknown
    record(
        ContentCopied(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            level=level.value,
            clause=worded.clause,
            system=served.id,
        )
    )
    return f"{body}\n\n{worded.text}\n"


def title_of(text: str) -> str:
    """The first line that says something, cut at a word."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    line = next((line for line in lines if not _GREETING.fullmatch(line)), lines[0])
    if len(line) <= _TITLE_CHARACTERS:
        return line
    return line[:_TITLE_CHARACTERS].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def served_of(offered: Offered) -> Served:
    return Served(
        id=offered.id, name=offered.name, zone=offered.zone, host=offered.host, country=offered.country
    )


def _open_conversation(actor: Person, *, title: str, system: str, now: datetime) -> Conversation:
    row = Conversation(
        owner=actor,
        organisation=actor.organisation,
        era=actor.seal_era,
        system=system,
        created_at=now,
        updated_at=now,
    )
    row.title_sealed = close(actor, title, place="title", record=row.id)
    row.save(force_insert=True)
    return row


def _refuse_if_busy(row: Conversation, now: datetime) -> None:
    last = row.messages.last()
    if (
        last is not None
        and last.state in {State.WAITING, State.SENT}
        and now - last.created_at < queries.LONGEST_WAIT
    ):
        raise ConversationBusy


def _pending(actor: Person, row: Conversation, message: Message, offered: Offered, words: str) -> Pending:
    policy = policy_in_force(actor.organisation)
    turns = (
        Turn("system", _INSTRUCTION),
        *queries.history_before(actor, row, message.position),
        Turn("user", words),
    )
    return Pending(
        owner=actor,
        conversation=row.id,
        message=message.id,
        asked=served_of(offered),
        policy=policy,
        systems=queries.systems_offered(actor),
        question=Question(str(actor.id), str(row.id), offered.model, turns),
        door=Door(settings.GARANT_GATEWAY_URL, assistant_key(actor.organisation.slug)),
    )


# What the system is told first. It names no one: it leaves with every question, and is shown with what left.
_INSTRUCTION = (
    "Tu aides un agent d’un service public français. Réponds en français, avec des mots simples. "
    "Si tu ne sais pas, dis-le. Recopie sans les changer les repères entre crochets, comme [MOT_12]."
)


def _questions_seen(actor: Person, row: Conversation, now: datetime) -> None:
    row.checklist_at = now
    row.save(update_fields=["checklist_at"])
    for checklist in policy_in_force(actor.organisation).checklists:
        record(
            ChecklistAnswered(
                organisation=actor.organisation.slug, person=str(actor.id), clause=checklist.clause
            )
        )


def _deleted(
    organisation: str,
    person: str,
    reason: Literal["owner", "retention", "password_reset"],
    clause: str | None,
) -> ConversationDeleted:
    return ConversationDeleted(organisation=organisation, person=person, reason=reason, clause=clause)
