"""A room talks, one person types."""

import uuid
from datetime import date, datetime

from django.db import transaction

from garant.consultation import queries
from garant.consultation.actions.contributing import write
from garant.consultation.actions.guards import changed, managed, still_open
from garant.consultation.errors import WorkshopInvalid
from garant.consultation.models import Consultation, Contribution, Workshop
from garant.consultation.terms import Kind, Way
from garant.directory.models import Person
from garant.directory.queries import colleague_of


@transaction.atomic
def hold_workshop(
    actor: Person,
    consultation: uuid.UUID,
    *,
    place: str,
    held_on: date,
    participants: int,
    facilitator: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Workshop:
    """A workshop of that day, typed by `facilitator`: any colleague, the actor where nobody is named."""
    found = managed(actor, consultation)
    still_open(found, now)
    if not place.strip() or participants < 1 or held_on > found.closes_on:
        raise WorkshopInvalid
    made = Workshop.objects.create(
        consultation=found,
        place=place.strip(),
        held_on=held_on,
        participants=participants,
        facilitator=colleague_of(actor, facilitator) if facilitator is not None else actor,
    )
    changed(found, made.record, "created", by=actor)
    return made


@transaction.atomic
def recount(
    actor: Person, workshop: uuid.UUID, *, participants: int, now: datetime | None = None
) -> Workshop:
    """How many were in the room: people come late, or leave."""
    made, found = _typed(actor, workshop, now)
    if participants < 1:
        raise WorkshopInvalid
    made.participants = participants
    made.save(update_fields=["participants"])
    changed(found, made.record, "amended", by=actor)
    return made


@transaction.atomic
def note(
    actor: Person,
    workshop: uuid.UUID,
    *,
    kind: Kind,
    text: str,
    clause: str = "",
    reason: str = "",
    now: datetime | None = None,
) -> Contribution:
    """What the room says. It is the room's: whoever types is not its author."""
    made, found = _typed(actor, workshop, now)
    said = write(
        found, kind=kind, text=text, clause=clause, reason=reason, way=Way.WORKSHOP, workshop=made, now=now
    )
    changed(found, said.record, "created", by=actor)
    return said


def _typed(actor: Person, workshop: uuid.UUID, now: datetime | None) -> tuple[Workshop, Consultation]:
    made = queries.workshop_for(actor, workshop)
    found = (
        Consultation.objects.select_for_update().select_related("organisation").get(id=made.consultation_id)
    )
    still_open(found, now)
    return made, found
