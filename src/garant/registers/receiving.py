"""A problem that someone without an account tells of, through the public portal, and how they follow it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from garant.directory.errors import NotFound
from garant.directory.models import Organisation
from garant.registers.actions import open_new, tell_of
from garant.registers.models import Incident
from garant.registers.terms import Category, State


@dataclass(frozen=True, slots=True)
class FollowedIncident:
    """What someone who holds the receipt learns: where their report stands, none of its words."""

    receipt: str
    category: str
    state: str
    due_at: datetime | None
    is_open: bool


def receive_incident(
    organisation: Organisation,
    *,
    category: Category,
    description: str,
    contact: str = "",
    subject: str = "",
    now: datetime | None = None,
) -> Incident:
    """Open an incident of nobody's account. Its number is the person's only tie to it, unless they gave a contact.

    `subject` names the AI use ("use:…") that it is about.
    """
    moment = now or timezone.now()
    incident = open_new(
        organisation, None, category.value, description, moment, contact=contact, subject=subject[:60]
    )
    tell_of(incident)
    return incident


def incident_followed_by_receipt(organisation: Organisation, receipt: str) -> FollowedIncident:
    """For a public page: where the report of this receipt stands. NotFound where there is none."""
    wanted = receipt.strip()
    found = Incident.objects.filter(organisation=organisation, receipt=wanted).first() if wanted else None
    if found is None:
        raise NotFound(what="incident")
    return FollowedIncident(
        found.receipt,
        found.category_french,
        State(found.state).label,
        found.due_at,
        found.is_open,
    )
