"""Verbs of the registers. Each is one transaction and one journal entry, the entry last."""

import logging
import uuid
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from garant.charter import Report
from garant.directory import queries as directory
from garant.directory.actions import require
from garant.directory.errors import PersonInactive
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.directory.numbering import PUBLIC, next_number, receipt_of
from garant.journal import IncidentMoved, IncidentOpened
from garant.notifications.actions import notify
from garant.registers.aftermath import clocks
from garant.registers.clocks import missing_steps
from garant.registers.errors import (
    CategoryUnknown,
    DescriptionMissing,
    IncidentClosed,
    ResolutionMissing,
    StepsMissing,
)
from garant.registers.models import Incident
from garant.registers.queries import ALWAYS, incident_visible_to
from garant.registers.sealing import INCIDENTS
from garant.registers.terms import Category, State

log = logging.getLogger(__name__)

SERIES = "incidents"  # of their numbers


def report_incident(
    actor: Person,
    *,
    category: str,
    description: str,
    conversation: str | None = None,
    answer_system: str | None = None,
    now: datetime | None = None,
) -> Incident:
    """Open an incident for the roles and within the hours that the charter sets; tell them by mail, without content.

    `conversation` is an id: the words of the conversation stay their owner's. `answer_system` is a system's slug.
    """
    if not actor.is_active:
        raise PersonInactive
    incident = open_new(
        actor.organisation,
        actor,
        category,
        description,
        now or timezone.now(),
        conversation=(conversation or "")[:64],
        system=(answer_system or "")[:60],
    )
    tell_of(incident)
    return incident


@transaction.atomic
def take_incident(actor: Person, incident: uuid.UUID) -> Incident:
    """Nouveau → en cours: someone who answers for it has begun."""
    found = open_incident(actor, incident)
    found.state = State.ONGOING
    found.handled_by = actor
    found.save(update_fields=["state", "handled_by"])
    _record_move(actor, found, None)
    return found


@transaction.atomic
def close_incident(
    actor: Person, incident: uuid.UUID, *, resolution: str, now: datetime | None = None
) -> Incident:
    """Close with what was done, in words. An incident is closed once."""
    found = open_incident(actor, incident)
    if not resolution.strip():
        raise ResolutionMissing
    missing = missing_steps(clocks(found))
    if missing:
        raise StepsMissing(missing=", ".join(missing))
    found.resolution = INCIDENTS.seal_part(found, resolution, "resolution")
    found.state = State.CLOSED
    found.handled_by = actor
    found.closed_at = now or timezone.now()
    found.save(update_fields=["resolution", "state", "handled_by", "closed_at"])
    if found.reporter is not None and found.reporter_id != actor.id:
        notify(
            found.organisation,
            people=[found.reporter],
            code="incident-answered",
            record=f"incident:{found.id}",
            address=found.get_absolute_url(),
            facts={"number": found.number},
            now=found.closed_at,
        )
    _record_move(actor, found, found.due_at is None or found.closed_at <= found.due_at)
    return found


def open_incident(actor: Person, incident: uuid.UUID) -> Incident:
    """An open incident for DPO or RSSI, held until the transaction ends: of two who act at once, the second meets
    what the first left."""
    require(actor, *ALWAYS)
    seen = incident_visible_to(actor, incident)
    found = Incident.objects.select_for_update().get(pk=seen.pk)
    if not found.is_open:
        raise IncidentClosed
    return found


def duties_of(organisation: Organisation) -> tuple[Report | None, list[str]]:
    """What the charter in force asks for an incident: its rule, if any, and the roles that must answer.

    Several clauses may ask for a report: the shortest delay holds, and every role named is told.
    """
    reports = directory.policy_in_force(organisation).reports
    roles = {role for report in reports for role in report.roles} | {role.value for role in ALWAYS}
    return min(reports, key=lambda report: report.hours, default=None), sorted(roles)


@transaction.atomic
def open_new(
    organisation: Organisation,
    reporter: Person | None,
    category: str,
    description: str,
    now: datetime,
    *,
    contact: str = "",
    **more: str,
) -> Incident:
    """The row, its notices and its entry. `reporter` is None for someone without an account; `more` are columns."""
    if category not in Category.values:
        raise CategoryUnknown
    if not description.strip():
        raise DescriptionMissing
    rule, roles = duties_of(organisation)
    incident = Incident(
        organisation=organisation,
        number=next_number(organisation, SERIES),
        reporter=reporter,
        category=category,
        clause=rule.clause if rule else "",
        roles=roles,
        opened_at=now,
        due_at=now + timedelta(hours=rule.hours) if rule else None,
        **more,
    )
    if reporter is None:
        incident.receipt = receipt_of("SI", incident.number, organisation, now)
        incident.contact = INCIDENTS.seal_part(incident, contact, "contact") if contact.strip() else None
    incident.description = INCIDENTS.seal_part(incident, description, "description")
    incident.save()
    notify(
        organisation,
        roles=[Role(role) for role in incident.roles if role in Role.values],
        code="incident-reported",
        record=f"incident:{incident.id}",
        address=incident.get_absolute_url(),
        facts={"number": incident.number},
        now=now,
    )
    record(
        IncidentOpened(
            organisation=organisation.slug,
            incident=str(incident.id),
            person=str(reporter.id) if reporter is not None else PUBLIC,
            clause=incident.clause or None,
            category=category,
        )
    )
    return incident


def _record_move(actor: Person, incident: Incident, in_time: bool | None) -> None:
    record(
        IncidentMoved(
            organisation=actor.organisation.slug,
            incident=str(incident.id),
            person=str(actor.id),
            state=incident.state,
            in_time=in_time,
        )
    )


def tell_of(incident: Incident) -> None:
    """A mail that says that something waits, never what. A mail that fails loses nothing: the page shows it too."""
    roles = [Role(role) for role in incident.roles if role in Role.values]
    deadline = ""
    if incident.due_at is not None:
        local = incident.due_at.astimezone(incident.organisation.place_word.zone)
        deadline = f"\nRéponse attendue avant le {local:%d/%m/%Y} à {local:%H} h {local:%M}."
    body = (
        f"Un incident a été signalé dans Garant (n° {incident.number}).{deadline}\n\n"
        "Connectez-vous à Garant, page Incidents, pour le lire et y répondre.\n"
        "Ce message ne contient pas le signalement lui-même.\n"
    )
    mails = [
        EmailMessage(f"Garant : incident n° {incident.number} signalé", body, to=[person.email])
        for person in directory.people_holding(incident.organisation, roles)
    ]
    try:
        get_connection().send_messages(mails)
    except OSError as error:  # smtplib's errors are OSErrors too
        log.warning("incident mail not sent: %s", type(error).__name__)
