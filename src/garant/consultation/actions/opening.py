"""A consultation is opened on a text, and may end before its last day."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.consultation.actions.guards import changed, managed, moved, still_open
from garant.consultation.errors import ConsultationIncomplete, LastDayPast, ReasonMissing
from garant.consultation.models import Consultation
from garant.consultation.parts import parts_of
from garant.consultation.terms import MANAGERS, State
from garant.consultation.voices import new_salt
from garant.directory.actions import require
from garant.directory.charters import opened
from garant.directory.models import Person
from garant.directory.numbering import next_number
from garant.directory.queries import charter_to_inherit, colleagues_of
from garant.notifications.actions import notify


@transaction.atomic
def open_consultation(
    actor: Person,
    *,
    title: str,
    text: str,
    presentation: str,
    closes_on: date,
    anonymous: bool,
    public: bool = False,
    now: datetime | None = None,
) -> Consultation:
    """Put a charter (its YAML `text`) to the people of the organisation, and to anyone where it is `public`.

    The text is frozen here; `closes_on` is the last day. Raises CharterInvalid for a text that is no charter,
    LastDayPast and ConsultationIncomplete.
    """
    require(actor, *MANAGERS)
    now = now or timezone.now()
    title, presentation = title.strip(), presentation.strip()
    if not title or not presentation:
        raise ConsultationIncomplete
    if closes_on < today_of(actor.organisation, now):
        raise LastDayPast
    charter, _ = opened(text, parents=charter_to_inherit)
    found = Consultation.objects.create(
        organisation=actor.organisation,
        number=next_number(actor.organisation, "consultations"),
        title=title,
        presentation=presentation,
        text=text,
        version=charter.version,
        parts=parts_of(charter),
        anonymous=anonymous,
        public=public,
        closes_on=closes_on,
        opened_at=now,
        opened_by=actor,
        salt=new_salt(),
    )
    notify(
        actor.organisation,
        people=[person for person in colleagues_of(actor) if person.id != actor.id],
        code="charter-consultation-opened",
        record=found.record,
        address=found.get_absolute_url(),
        facts={"number": found.number, "due": closes_on.isoformat()},
        now=now,
    )
    changed(found, found.record, "created", by=actor)
    return found


@transaction.atomic
def close_consultation(
    actor: Person, consultation: uuid.UUID, *, reason: str, now: datetime | None = None
) -> Consultation:
    """End it before its last day; why is shown to everyone."""
    found = managed(actor, consultation)
    still_open(found, now)
    if not reason.strip():
        raise ReasonMissing
    found.closed_at = now or timezone.now()
    found.closed_by = actor
    found.closed_because = reason.strip()
    found.save(update_fields=["closed_at", "closed_by", "closed_because"])
    moved(found, actor, State.OPEN.value, State.CLOSED.value)
    return found
