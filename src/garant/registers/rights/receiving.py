"""How a request comes in: from someone of the house, through an office that enters it, or from a public form."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.deadlines import deadline
from garant.directory.actions import require
from garant.directory.errors import PersonInactive
from garant.directory.journal import record
from garant.directory.models import Organisation, Person
from garant.directory.numbering import PUBLIC, next_number, receipt_of
from garant.directory.subject import use_of
from garant.journal import RecordMoved
from garant.notifications.actions import notify
from garant.registers.rights.errors import (
    ReceivedAhead,
    RequesterMissing,
    RequestKindUnknown,
    RequestWordsMissing,
)
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.queries import ENTERERS, HANDLERS
from garant.registers.rights.sealed import Identity, seal_identity, seal_part
from garant.registers.rights.terms import Channel, Kind, State, facts_of


@transaction.atomic
def receive_request(
    organisation: Organisation,
    *,
    kind: str,
    identity: Identity,
    words: str,
    subject: str = "",
    channel: Channel = Channel.PUBLIC,
    person: Person | None = None,
    actor: Person | None = None,
    received_at: datetime | None = None,
    now: datetime | None = None,
) -> RightsRequest:
    """Register a request and its legal deadline; those who answer are told that it waits, never what it says.

    `person` is someone of the house who asks for themselves: signed in, so already identified. `actor` is who entered
    it, None for a public form. `subject` names the AI use ("use:…") that it is about.
    """
    moment = now or timezone.now()
    received = received_at or moment
    if kind not in Kind.values:
        raise RequestKindUnknown
    if not words.strip():
        raise RequestWordsMissing
    if not identity.name.strip() or not identity.contact.strip():
        raise RequesterMissing
    if received > moment:
        raise ReceivedAhead
    number = next_number(organisation, "rights-requests")
    request = RightsRequest(
        organisation=organisation,
        number=number,
        receipt=receipt_of("DR", number, organisation, received),
        kind=kind,
        channel=channel,
        person=person,
        entered_by=actor,
        subject=subject[:60],
        state=State.CHECKED if person is not None else State.RECEIVED,
        received_at=received,
        due_at=deadline(facts_of(Kind(kind)).delay, received, place=organisation.place_word).due,
    )
    request.identity = seal_identity(request, Identity(identity.name.strip(), identity.contact.strip()))
    request.words = seal_part(request, words, "words")
    request.save()
    notify(
        organisation,
        roles=HANDLERS,
        code="rights-received",
        record=request.record,
        address=request.get_absolute_url(),
        facts={"number": number, "due": request.due_day.isoformat()},
        now=moment,
    )
    record(
        RecordMoved(
            organisation=organisation.slug,
            person=str(actor.id) if actor is not None else PUBLIC,
            record=request.record,
            before="",
            after=request.state,
            use=use_of(subject[:60]),
        )
    )
    return request


def enter_request(
    actor: Person,
    *,
    kind: str,
    identity: Identity,
    words: str,
    received_at: datetime | None = None,
    subject: str = "",
    now: datetime | None = None,
) -> RightsRequest:
    """A request that came by letter, by telephone or at the counter."""
    require(actor, *ENTERERS)
    return receive_request(
        actor.organisation,
        kind=kind,
        identity=identity,
        words=words,
        subject=subject,
        channel=Channel.DESK,
        actor=actor,
        received_at=received_at,
        now=now,
    )


def file_request(actor: Person, *, kind: str, words: str, now: datetime | None = None) -> RightsRequest:
    """Someone of the house exercises their own rights."""
    if not actor.is_active:
        raise PersonInactive
    return receive_request(
        actor.organisation,
        kind=kind,
        identity=Identity(actor.full_name, actor.email),
        words=words,
        channel=Channel.HOUSE,
        person=actor,
        actor=actor,
        now=now,
    )
