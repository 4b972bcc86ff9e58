"""Verbs of a request: check who asks, begin, extend, answer, refuse. Each is one transaction and one journal entry."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from garant.deadlines import deadline, delay
from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.models import Person
from garant.directory.subject import use_of
from garant.directory.templatetags.french import day as written
from garant.history.actions import keep
from garant.journal import RecordChanged, RecordMoved
from garant.notifications.actions import notify
from garant.registers.rights.errors import (
    AnswerMissing,
    ExtensionNotProvided,
    ExtensionReasonMissing,
    ExtensionTooLate,
    IdentityChecked,
    IdentityKnown,
    IdentityMissing,
    IdentityUnchecked,
    RequestChangedMeanwhile,
    RequestClosed,
    RequesterMissing,
)
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.queries import HANDLERS, request_visible_to
from garant.registers.rights.sealed import Identity, open_identity, seal_identity, seal_part
from garant.registers.rights.terms import Kind, State, facts_of


@transaction.atomic
def check_identity(
    actor: Person, request: uuid.UUID, *, revision: int, now: datetime | None = None
) -> RightsRequest:
    """Who asks is who they say: from here on an answer may go out."""
    found = _open_one(actor, request)
    if found.state != State.RECEIVED:
        raise IdentityChecked
    _someone_to_answer(found)
    return _move(actor, found, State.CHECKED, revision, now or timezone.now())


@transaction.atomic
def name_requester(
    actor: Person,
    request: uuid.UUID,
    *,
    identity: Identity,
    revision: int,
) -> RightsRequest:
    """Say who asks, in an open request that was taken over without a name. A name that is there is never replaced."""
    found = _open_one(actor, request)
    if open_identity(found).is_known:
        raise IdentityKnown
    name, contact = identity.name.strip(), identity.contact.strip()
    if not name or not contact:
        raise RequesterMissing
    found.identity = seal_identity(found, Identity(name, contact))
    mine = RightsRequest.objects.filter(pk=found.pk, revision=revision)
    if not mine.update(identity=found.identity, revision=F("revision") + 1):
        raise RequestChangedMeanwhile
    found.revision = revision + 1
    record(
        RecordChanged(
            organisation=found.organisation.slug,
            person=str(actor.id),
            record=found.record,
            change="amended",
        )
    )
    return found


@transaction.atomic
def begin(actor: Person, request: uuid.UUID, *, revision: int, now: datetime | None = None) -> RightsRequest:
    """Someone has begun to answer."""
    found = _open_one(actor, request)
    if found.state == State.RECEIVED:
        raise IdentityUnchecked
    return _move(actor, found, State.ONGOING, revision, now or timezone.now())


@transaction.atomic
def extend(
    actor: Person, request: uuid.UUID, *, reason: str, revision: int, now: datetime | None = None
) -> RightsRequest:
    """Prolong the delay, where the law lets it and within the first one. The person must be told, with the reason."""
    found = _open_one(actor, request)
    moment = now or timezone.now()
    longer = delay(facts_of(Kind(found.kind)).delay).extension
    if longer is None or found.extended_at is not None:
        raise ExtensionNotProvided
    if moment > found.due_at:
        raise ExtensionTooLate
    if not reason.strip():
        raise ExtensionReasonMissing
    place = found.organisation.place_word
    found.due_at = deadline(longer, found.received_at, place=place).due
    found.extended_at = moment
    found.extension = seal_part(found, reason, "extension")
    _move(actor, found, State(found.state), revision, moment, after="extended")
    _tell(found, "rights-extended", moment)
    return found


@transaction.atomic
def answer(
    actor: Person, request: uuid.UUID, *, text: str, revision: int, now: datetime | None = None
) -> RightsRequest:
    """Close with an answer."""
    return _close(actor, request, State.ANSWERED, text, revision, now or timezone.now())


@transaction.atomic
def refuse(
    actor: Person, request: uuid.UUID, *, reason: str, revision: int, now: datetime | None = None
) -> RightsRequest:
    """Close with the reasons of a refusal; the letter tells the ways of appeal.

    A refusal may come before the identity is checked: that it can't be is one of its reasons.
    """
    return _close(actor, request, State.REFUSED, reason, revision, now or timezone.now())


def _close(
    actor: Person, request: uuid.UUID, state: State, text: str, revision: int, now: datetime
) -> RightsRequest:
    found = _open_one(actor, request)
    if state is State.ANSWERED and found.state == State.RECEIVED:
        raise IdentityUnchecked
    if state is State.ANSWERED:
        _someone_to_answer(found)
    if not text.strip():
        raise AnswerMissing
    found.answer = seal_part(found, text, "answer")
    found.closed_at = now
    _tell(found, "rights-answered", now)
    return _move(actor, found, state, revision, now)


def _someone_to_answer(request: RightsRequest) -> None:
    if not open_identity(request).is_known:
        raise IdentityMissing


def _open_one(actor: Person, request: uuid.UUID) -> RightsRequest:
    require(actor, *HANDLERS)
    found = request_visible_to(actor, request)
    if not found.is_open:
        raise RequestClosed
    return found


def _move(
    actor: Person, found: RightsRequest, state: State, revision: int, now: datetime, *, after: str = ""
) -> RightsRequest:
    """Write the row where it still is the one that the actor saw, keep what it says, and journal the move."""
    before = found.state
    found.state = state
    found.handled_by = actor
    names = ("state", "handled_by", "due_at", "extended_at", "extension", "answer", "closed_at")
    mine = RightsRequest.objects.filter(pk=found.pk, revision=revision)
    if not mine.update(**{name: getattr(found, name) for name in names}, revision=F("revision") + 1):
        raise RequestChangedMeanwhile
    found.revision = revision + 1
    said = {"État": state.label, "Échéance": written(found.due_day), "Suivie par": actor.full_name}
    keep(found.organisation, found.record, said, by=actor, now=now)
    record(
        RecordMoved(
            organisation=found.organisation.slug,
            person=str(actor.id),
            record=found.record,
            before=before,
            after=after or state.value,
            in_time=found.in_time,
            use=use_of(found.subject),
        )
    )
    return found


def _tell(found: RightsRequest, code: str, now: datetime) -> None:
    """The person, where they are of the house; anybody else gets the letter."""
    if found.person is None:
        return
    notify(
        found.organisation,
        people=[found.person],
        code=code,
        record=found.record,
        address=f"/droits/{found.id}/",
        facts={"number": found.number, "due": found.due_day.isoformat()},
        now=now,
    )
