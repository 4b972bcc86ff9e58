"""The kill switch of an incident: its system stops for everyone, at once, with a reason."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.catalogue.actions import suspend_system
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import RecordMoved
from garant.notifications.actions import notify
from garant.registers.actions import open_incident
from garant.registers.errors import SuspensionReasonMissing, SystemMissing
from garant.registers.models import Incident
from garant.registers.queries import ALWAYS

TOLD = (*ALWAYS, Role.DSI, Role.ADMINISTRATOR)


@transaction.atomic
def suspend_for(actor: Person, incident: uuid.UUID, *, reason: str, now: datetime | None = None) -> Incident:
    """Stop the system that an open incident names. The catalogue keeps the reason, and the way back is there."""
    found = open_incident(actor, incident)
    if not found.system:
        raise SystemMissing
    if not reason.strip():
        raise SuspensionReasonMissing
    moment = now or timezone.now()
    found.suspended_at = moment
    found.save(update_fields=["suspended_at"])
    suspend_system(actor, found.system, reason=reason, clause=found.clause, now=moment)
    notify(
        actor.organisation,
        roles=TOLD,
        code="system-suspended",
        record=f"incident:{found.id}",
        address=f"/systemes/{found.system}/",
        facts={"number": found.number},
        now=moment,
    )
    record(
        RecordMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"incident:{found.id}",
            before=found.state,
            after="system-suspended",
            clause=found.clause or None,
        )
    )
    return found
