"""Reads of the incidents. One is seen by the person who reported it, the roles that answer for it, and audit."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.registers.models import Incident
from garant.registers.sealing import INCIDENTS
from garant.registers.terms import State

# Who reads every incident of the organisation, whatever the charter adds.
ALWAYS = (Role.DPO, Role.RSSI)
# Who sees the register. Audit sees what was done and when: the words stay with those who answer for them.
READERS = (*ALWAYS, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class IncidentWords:
    """What people wrote about an incident, opened for one reader."""

    description: str
    resolution: str
    contact: str = ""  # of someone without an account


def incidents_visible_to(actor: Person) -> list[Incident]:
    """The organisation's incidents for DPO, RSSI and audit; for anybody else, their own. The urgent ones first."""
    found = list(_visible(actor).select_related("reporter", "handled_by", "organisation"))
    return sorted(found, key=lambda incident: (not incident.is_open, incident.due_at or incident.opened_at))


def incident_visible_to(actor: Person, incident: uuid.UUID) -> Incident:
    """NotFound where there is none, or where it is not this reader's."""
    found = (
        _visible(actor).filter(id=incident).select_related("reporter", "handled_by", "organisation").first()
    )
    if found is None:
        raise NotFound(what="incident")
    return found


def words_of(actor: Person, incident: Incident) -> IncidentWords:
    """The words of an incident, for someone who may read them. NotFound for anybody else, audit included."""
    seen = incident_visible_to(actor, incident.id)
    if not reads_words(actor, seen):
        raise NotFound(what="incident")
    return IncidentWords(
        INCIDENTS.open_part(seen, seen.description, "description"),
        INCIDENTS.open_part(seen, seen.resolution, "resolution"),
        INCIDENTS.open_part(seen, seen.contact, "contact"),
    )


def reads_words(actor: Person, incident: Incident) -> bool:
    """Whether this person, who sees the incident, reads what was written in it."""
    return may_handle(actor) or incident.reporter_id == actor.id


def sees_register(actor: Person) -> bool:
    """Whether this person sees every incident of the organisation."""
    return actor.has_role(*READERS)


def may_handle(actor: Person) -> bool:
    """Whether this person answers for the organisation's incidents."""
    return actor.has_role(*ALWAYS)


def open_incidents_count(actor: Person) -> int:
    """What waits for this person: the open incidents of the organisation, for those who answer for them."""
    if not may_handle(actor):
        return 0
    return _visible(actor).exclude(state=State.CLOSED).count()


def overdue_incidents_count(actor: Person, *, now: datetime) -> int:
    """Of them, those whose deadline is past."""
    if not may_handle(actor):
        return 0
    return _visible(actor).exclude(state=State.CLOSED).filter(due_at__lt=now).count()


def reported_count(person: Person) -> int:
    """How many incidents this person reported, for a search over what the platform stores."""
    return Incident.objects.filter(reporter=person).count()


@dataclass(frozen=True, slots=True)
class IncidentCounts:
    """For the evidence: numbers alone."""

    opened: int
    in_time: int  # closed before their deadline
    late: int  # closed after it, or open past it


def counts_between(
    organisation: Organisation, since: datetime, until: datetime, *, now: datetime
) -> IncidentCounts:
    """The incidents opened in the period, and how they were answered so far."""
    found = Incident.objects.filter(organisation=organisation, opened_at__gte=since, opened_at__lt=until)
    answered = [(incident.due_at, incident.closed_at) for incident in found]
    late = sum(due is not None and (closed or now) > due for due, closed in answered)
    in_time = sum(closed is not None and (due is None or closed <= due) for due, closed in answered)
    return IncidentCounts(len(answered), in_time, late)


def _visible(actor: Person) -> QuerySet[Incident]:
    found = Incident.objects.filter(organisation=actor.organisation)
    return found if sees_register(actor) else found.filter(reporter=actor)
