"""Vendors and their links. A link is shown once: the database only knows its digest."""

import uuid
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.models import Person
from garant.procurement import entries
from garant.procurement.errors import (
    AnswerSubmitted,
    ConsultationNotOpen,
    LinkExpired,
    TooManyVendors,
    VendorTaken,
)
from garant.procurement.links import new_token, token_digest
from garant.procurement.models import Consultation, Invitation
from garant.procurement.queries import consultation_of, invitation_of
from garant.procurement.terms import EDITORS

VENDORS_AT_MOST = 50


@transaction.atomic
def invite_vendor(
    actor: Person, consultation: uuid.UUID, *, vendor: str, email: str = "", now: datetime | None = None
) -> tuple[Invitation, str]:
    """A vendor and the token of its link, which is told only now."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    found = _published(actor, consultation, now)
    if found.invitations.count() >= VENDORS_AT_MOST:
        raise TooManyVendors(limit=VENDORS_AT_MOST)
    if found.invitations.filter(vendor__iexact=vendor.strip()).exists():
        raise VendorTaken
    token = new_token()
    invitation = Invitation.objects.create(
        consultation=found,
        vendor=vendor.strip(),
        email=email.strip(),
        token_hash=token_digest(token),
        link_made_at=now,
        created_at=now,
    )
    entries.changed(actor.organisation.slug, actor, f"invitation:{invitation.id}", "created")
    return invitation, token


@transaction.atomic
def renew_link(
    actor: Person, consultation: uuid.UUID, invitation: uuid.UUID, *, now: datetime | None = None
) -> tuple[Invitation, str]:
    """A new link for a vendor who lost it, or whose link was revoked; the former one opens nothing any more."""
    require(actor, *EDITORS)
    now = now or timezone.now()
    _published(actor, consultation, now)
    found = invitation_of(actor, consultation, invitation)
    if found.submitted_at is not None:
        raise AnswerSubmitted
    token = new_token()
    found.token_hash = token_digest(token)
    found.link_made_at = now
    found.revoked_at = None
    found.save(update_fields=["token_hash", "link_made_at", "revoked_at"])
    entries.changed(actor.organisation.slug, actor, f"invitation:{found.id}", "amended")
    return found, token


@transaction.atomic
def revoke_link(
    actor: Person, consultation: uuid.UUID, invitation: uuid.UUID, *, now: datetime | None = None
) -> Invitation:
    """The link opens nothing any more. An answer that was handed in stays."""
    require(actor, *EDITORS)
    found = invitation_of(actor, consultation, invitation)
    if found.revoked_at is None:
        found.revoked_at = now or timezone.now()
        found.save(update_fields=["revoked_at"])
        entries.changed(actor.organisation.slug, actor, f"invitation:{found.id}", "closed")
    return found


def send_link(actor: Person, invitation: Invitation, link: str) -> bool:
    """Mail the link to the vendor; False where the mail could not leave, so that a person sends it otherwise."""
    require(actor, *EDITORS)
    consultation = invitation.consultation
    deadline = timezone.localtime(consultation.deadline)
    body = (
        f"{consultation.organisation.name} vous invite à répondre au questionnaire d’IA de la consultation "
        f"{consultation.reference}, « {consultation.title} ».\n\n{link}\n\n"
        "Ce lien est personnel à votre entreprise et s’ouvre sans compte. Vous pouvez enregistrer un brouillon, "
        "puis remettre votre réponse une seule fois, "
        f"avant le {deadline:%d/%m/%Y} à {deadline:%H} h {deadline:%M}.\n"
    )
    message = EmailMessage(f"Consultation {consultation.reference}", body, to=[invitation.email])
    try:
        return bool(message.send())
    except OSError:  # smtplib's errors are OSErrors too; the page says it, and shows the link
        return False


def _published(actor: Person, consultation: uuid.UUID, now: datetime) -> Consultation:
    found = consultation_of(actor, consultation, lock=True)
    if not found.is_published:
        raise ConsultationNotOpen
    if found.deadline <= now:
        raise LinkExpired
    return found
