"""Systems that a head of network offers and its members adopt, each under its own charter."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.catalogue.actions.writing import begin, changed, keep_card
from garant.catalogue.errors import SystemAdoptedAlready, SystemPooledElsewhere
from garant.catalogue.models import AiSystem
from garant.catalogue.queries import current_version, system_visible_to
from garant.catalogue.queries.pool import offer_visible_to
from garant.catalogue.terms import EDITORS
from garant.catalogue.versions import Pinned
from garant.directory.actions import bump_revision, require
from garant.directory.models import Organisation, Person
from garant.words import Zone

# What only the head knows and answers for: copied so that a member reads it, and followed when it changes. The rest
# of a card is the member's own: its name, who answers for it, whether it is open, what it may receive.
FOLLOWED = (
    "level", "zone", "host", "country", "licence", "training", "limits", "upstream_model", "footprint",
)  # fmt: skip


@transaction.atomic
def offer_system(actor: Person, slug: str, *, offered: bool, now: datetime | None = None) -> AiSystem:
    """Offer a system to the members of the network, or take the offer back: it then closes for those who adopted it."""
    require(actor, *EDITORS)
    system_visible_to(actor, slug)
    system = (
        AiSystem.objects.select_for_update(of=("self",))
        .select_related("organisation", "pool_source__organisation")
        .get(organisation=actor.organisation, slug=slug)
    )
    if system.pool_source is not None:
        raise SystemPooledElsewhere(head=system.pool_source.organisation.name)
    if system.pooled == offered:
        return system
    system.pooled = offered
    if not offered:
        system.pool_ended_at = now or timezone.now()
    system.revision += 1
    system.save()
    bump_revision()
    changed(system.organisation, str(actor.id), system, "amended")
    return system


@transaction.atomic
def adopt_system(actor: Person, source: uuid.UUID, *, now: datetime | None = None) -> AiSystem:
    """A pooled system enters the actor's own catalogue, not approved yet: its own people and charter open it."""
    require(actor, *EDITORS)
    offer = offer_visible_to(actor, source)
    mine = AiSystem.objects.filter(organisation=actor.organisation)
    if mine.filter(pool_source=offer).exists():
        raise SystemAdoptedAlready
    system = AiSystem(
        organisation=actor.organisation,
        slug=_free(offer.slug, set(mine.values_list("slug", flat=True))),
        model=_free(offer.model, set(mine.values_list("model", flat=True))),
        name=offer.name,
        role=offer.role,
        card=offer.card,
        pool_source=offer,
        amended_by_hand=True,
    )
    _copy(offer, system)
    system.save()
    bump_revision()
    begin(system, Pinned.of(current_version(offer)), by=actor, reason="", now=now)
    keep_card(system, actor, "", now)
    changed(actor.organisation, str(actor.id), system, "created")
    return system


def follow(source: AiSystem, version: Pinned | None, *, now: datetime | None) -> None:
    """What changed of a head's system reaches those who adopted it, in the same transaction. Another version is
    another version for them too, so that the uses which rest on it are evaluated again."""
    for system in (
        AiSystem.objects.select_for_update(of=("self",))
        .filter(pool_source=source)
        .select_related("organisation")
    ):
        before = [getattr(system, name) for name in FOLLOWED]
        _copy(source, system)
        if version is None and before == [getattr(system, name) for name in FOLLOWED]:
            continue
        system.revision += 1
        system.save()
        if version is not None:
            begin(system, version, by=None, reason=_why(source.organisation), now=now)
        changed(system.organisation, f"organisation:{source.organisation.slug}", system, "amended")


def _copy(source: AiSystem, system: AiSystem) -> None:
    for name in FOLLOWED:
        setattr(system, name, getattr(source, name))
    if system.zone != Zone.INTERNAL:
        system.reroute_target = False  # what the charter re-routes goes to an internal system alone


def _why(head: Organisation) -> str:
    return f"Le système est mutualisé par {head.name}, qui l’a changé."


def _free(wanted: str, taken: set[str]) -> str:
    """The name, or with the first number that makes it free."""
    if wanted not in taken:
        return wanted
    return next(name for number in range(2, len(taken) + 3) if (name := f"{wanted}-{number}") not in taken)
