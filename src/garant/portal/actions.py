"""Verbs of the portal: open and close what everybody sees, and take in what a citizen asks."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.directory import throttle
from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.directory.subject import subject_of
from garant.directory.threshold import Told, threshold_on
from garant.journal import RecordChanged
from garant.lifecycle.queries import uses_in_service
from garant.portal import guarding
from garant.portal.conformity import conformity_at
from garant.portal.errors import (
    AuditMissing,
    PortalChangedMeanwhile,
    PortalContactMissing,
    RateOutOfPlace,
    ThresholdTooLow,
)
from garant.portal.models import Portal
from garant.portal.settings import PortalSettings
from garant.portal.terms import Ask, Conformity
from garant.registers.receiving import receive_incident
from garant.registers.rights.receiving import receive_request
from garant.registers.rights.sealed import Identity
from garant.registers.terms import Category


@transaction.atomic
def save_settings(
    actor: Person, settings: PortalSettings, *, revision: int, now: datetime | None = None
) -> Portal:
    """What the portal of the actor's organisation shows from now on. `revision` is the one that the actor saw, 0 for
    a portal that nobody has set yet. A use that is not in service is left out."""
    require(actor, Role.ADMINISTRATOR)
    organisation, moment = actor.organisation, now or timezone.now()
    _check(settings, organisation, moment)
    live = {str(use.id) for use in uses_in_service(organisation)}
    columns = {**settings.columns(), "amended_at": moment}
    columns["uses"] = sorted(settings.uses & live)
    portal, created = Portal.objects.get_or_create(
        organisation=organisation, defaults={**columns, "revision": 1}
    )
    if not created:
        mine = Portal.objects.filter(pk=portal.pk, revision=revision)
        if not mine.update(**columns, revision=F("revision") + 1):
            raise PortalChangedMeanwhile
        portal.refresh_from_db()
    elif revision:
        raise PortalChangedMeanwhile
    record(
        RecordChanged(
            organisation=organisation.slug,
            person=str(actor.id),
            record="portal",
            change="created" if created else "amended",
        )
    )
    return portal


@transaction.atomic
def send_ask(
    organisation: Organisation,
    ask: Ask,
    *,
    words: str,
    identity: Identity,
    decision: str = "",
    use: str = "",
    origin: str,
    now: datetime | None = None,
) -> str:
    """What a citizen asks becomes a request of the register, or an incident; its receipt number. The room that takes
    it in tells those who answer, and journals it. `origin` is counted as a digest, for the time of a window."""
    moment = now or timezone.now()
    throttle.spend("portal-ask", origin, limit=guarding.SENDINGS, now=moment, window=guarding.WINDOW)
    told = f"Décision concernée : {decision.strip()}\n\n{words}" if decision.strip() else words
    subject = subject_of(use)
    if ask.kind is None:
        contact = "\n".join(part for part in (identity.name.strip(), identity.contact.strip()) if part)
        return receive_incident(
            organisation,
            category=Category.UNFAIR,
            description=told,
            contact=contact,
            subject=subject,
            now=moment,
        ).receipt
    return receive_request(
        organisation, kind=ask.kind.value, identity=identity, words=told, subject=subject, now=moment
    ).receipt


def _check(settings: PortalSettings, organisation: Organisation, now: datetime) -> None:
    if settings.is_open and not (settings.contact.strip() or organisation.contact):
        raise PortalContactMissing
    least = threshold_on(today_of(organisation, now=now), Told.PUBLIC).value
    if settings.threshold is not None and settings.threshold < least:
        raise ThresholdTooLow(least=least)
    if settings.conformity is Conformity.NONE:
        return
    if settings.audited_on is None or settings.rate is None or not settings.audited_by.strip():
        raise AuditMissing
    if settings.conformity is not conformity_at(settings.rate):
        raise RateOutOfPlace
