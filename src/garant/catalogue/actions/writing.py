"""What each verb of a system writes beside the card: its version, its history, the journal's entry."""

from datetime import datetime
from typing import Literal

from django.utils import timezone

from garant.catalogue.card import Card
from garant.catalogue.export import kept
from garant.catalogue.models import AiSystem, SystemVersion
from garant.catalogue.versions import Pinned
from garant.directory.journal import record
from garant.directory.models import Organisation, Person
from garant.history.actions import keep
from garant.journal import RecordChanged


def pinned_by(card: Card) -> Pinned:
    return Pinned(model=card.upstream_model, host=card.host)


def begin(
    system: AiSystem, pinned: Pinned, *, by: Person | None, reason: str, now: datetime | None
) -> SystemVersion:
    last = SystemVersion.objects.filter(system=system).first()
    return SystemVersion.objects.create(
        organisation=system.organisation,
        system=system,
        number=1 if last is None else last.number + 1,
        provider=pinned.provider,
        model=pinned.model,
        version=pinned.version,
        quantisation=pinned.quantisation,
        host=pinned.host,
        terms_date=pinned.terms_date,
        since=now or timezone.now(),
        by=by,
        reason=reason.strip(),
    )


def keep_card(system: AiSystem, actor: Person, reason: str, now: datetime | None) -> None:
    keep(system.organisation, f"system:{system.slug}", kept(system), by=actor, reason=reason, now=now)


def changed(
    organisation: Organisation, person: str, system: AiSystem, change: Literal["created", "amended", "closed"]
) -> None:
    record(
        RecordChanged(
            organisation=organisation.slug, person=person, record=f"system:{system.slug}", change=change
        )
    )
