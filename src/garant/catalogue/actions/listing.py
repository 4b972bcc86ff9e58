"""Verbs of the list as an intranet shows it."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from garant.catalogue.errors import OriginInvalid
from garant.catalogue.models import Listing
from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import RecordChanged

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


@transaction.atomic
def renew_listing(actor: Person, *, now: datetime | None = None) -> str:
    """A new secret address of the list; the former one leads nowhere any more. Its token is known this once."""
    require(actor, Role.ADMINISTRATOR)
    token = secrets.token_urlsafe(32)
    digest, made = hashlib.sha256(token.encode()).hexdigest(), now or timezone.now()
    _, created = Listing.objects.update_or_create(
        organisation=actor.organisation,
        defaults={"token_digest": digest, "made_at": made},
        create_defaults={"token_digest": digest, "made_at": made, "origins": []},
    )
    _record(actor, "created" if created else "amended")
    return token


@transaction.atomic
def close_listing(actor: Person) -> None:
    """No address leads to the list any more."""
    require(actor, Role.ADMINISTRATOR)
    gone, _ = Listing.objects.filter(organisation=actor.organisation).delete()
    if gone:
        _record(actor, "closed")


@transaction.atomic
def allow_origins(actor: Person, origins: Iterable[str]) -> None:
    """The sites that may show the list: none by default."""
    require(actor, Role.ADMINISTRATOR)
    checked = sorted({origin_of(each) for each in origins if each.strip()})
    if Listing.objects.filter(organisation=actor.organisation).update(origins=checked):
        _record(actor, "amended")


def origin_of(text: str) -> str:
    """A site as a browser names it: scheme, host, port where it is not the usual one. Raises OriginInvalid.

    It goes into two headers: nothing else than these three may stand in it.
    """
    written = text.strip().lower().removesuffix("/")
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise OriginInvalid(origin=text.strip()[:80]) from error
    usual = {"https": 443, "http": 80}
    shown = f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual.get(parts.scheme) else "")
    spelled = {shown, f"{parts.scheme}://{host}:{port}"}
    if parts.scheme not in usual or _HOST.fullmatch(host) is None or written not in spelled:
        raise OriginInvalid(origin=text.strip()[:80])
    return shown


def _record(actor: Person, change: Literal["created", "amended", "closed"]) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record="systems-listing",
            change=change,
        )
    )
