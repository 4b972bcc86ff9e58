"""Verbs of the links: one is sent, one is opened. Each opens once."""

import hashlib
import hmac
import secrets
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction

from garant.directory import throttle
from garant.directory.actions import close_handed_password
from garant.directory.errors import AsksThrottled
from garant.directory.journal import record
from garant.directory.links.errors import LinkOpensNothing
from garant.directory.links.limits import limits
from garant.directory.links.mailing import send
from garant.directory.models import Person, SignInLink
from garant.directory.secrets import derive
from garant.journal import RecordChanged, SignedIn


def send_link(email: str, *, base: str, now: datetime) -> bool:
    """Send a link to whoever signs in with this address; whether one left.

    Nobody, a closed account and an address that was sent enough get nothing: the page says the same to all.
    """
    person = (
        Person.objects.filter(email=email.strip().lower(), is_active=True)
        .select_related("organisation")
        .first()
    )
    if person is None:
        return False
    held = limits(now.date())
    try:
        throttle.spend("link-email", person.email, limit=held.per_email, now=now)
    except AsksThrottled:
        return False
    token = _made(person, now)
    minutes = int(held.opens_for.total_seconds() // 60)
    send([_mail(person, f"{base}{token}/", minutes)])
    return True


@transaction.atomic
def _made(person: Person, now: datetime) -> str:
    SignInLink.objects.filter(expires_at__lte=now).delete()
    token = secrets.token_urlsafe(32)
    link = SignInLink.objects.create(
        person=person,
        digest=digest(token),
        bound_to=_state_of(person),
        sent_at=now,
        expires_at=now + limits(now.date()).opens_for,
    )
    record(
        RecordChanged(
            organisation=person.organisation.slug,
            person=str(person.id),
            record=f"sign-in-link:{link.id}",
            change="created",
        )
    )
    return token


def link_opens(token: str, *, now: datetime) -> bool:
    """Whether it would open. Asking uses nothing up: a mail scanner may look."""
    return _opening(token, now) is not None


@transaction.atomic
def open_link(token: str, *, now: datetime) -> Person:
    """Use the link up; whom it signs in. LinkOpensNothing where it was used, is past, or the person has changed.

    The other links of the person are closed with it, and a password that someone else handed over is too.
    """
    link = _opening(token, now)
    if link is None:
        raise LinkOpensNothing
    used, _ = SignInLink.objects.filter(pk=link.pk).delete()
    if not used:
        raise LinkOpensNothing  # a second click came first
    person = link.person
    SignInLink.objects.filter(person=person).delete()
    close_handed_password(person)
    record(SignedIn(organisation=person.organisation.slug, person=str(person.id), means="link"))
    return person


def digest(token: str) -> str:
    """A plain digest is enough for 256 bits of chance, and lets the database find it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _opening(token: str, now: datetime) -> SignInLink | None:
    link = (
        SignInLink.objects.filter(digest=digest(token), expires_at__gt=now)
        .select_related("person__organisation")
        .first()
    )
    if link is None or not link.person.is_active:
        return None
    return link if hmac.compare_digest(link.bound_to, _state_of(link.person)) else None


def _state_of(person: Person) -> str:
    """Changes with the password and with the era of what is sealed for this person."""
    said = f"{person.id}:{person.seal_era}:{person.password}"
    return hmac.new(derive("sign-in-link"), said.encode(), hashlib.sha256).hexdigest()


def _mail(person: Person, address: str, minutes: int) -> EmailMessage:
    body = (
        f"Vous avez demandé un lien pour vous connecter à Garant ({person.organisation.name}).\n\n"
        f"{address}\n\n"
        f"Il s’ouvre une seule fois, pendant {minutes} minutes. Sur la page, appuyez sur « Me connecter ».\n\n"
        "Si vous n’avez rien demandé, n’ouvrez pas ce lien : il se fermera de lui-même, et votre compte ne risque rien. "
        "Ne transmettez ce message à personne.\n"
    )
    return EmailMessage("Garant : votre lien de connexion", body, to=[person.email])
