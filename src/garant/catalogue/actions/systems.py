"""Verbs of the systems. Each is one transaction and one journal entry, the entry last."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from garant.catalogue.actions.pool import follow
from garant.catalogue.actions.writing import begin, changed, keep_card, pinned_by
from garant.catalogue.card import Card, Completion, own_part
from garant.catalogue.errors import (
    CardChangedMeanwhile,
    ContractOfAnotherVendor,
    SystemNameTaken,
    SystemPooledElsewhere,
    VersionReasonMissing,
    VersionUnchanged,
)
from garant.catalogue.models import AiSystem, SystemVersion
from garant.catalogue.queries import current_version, system_visible_to
from garant.catalogue.terms import EDITORS
from garant.catalogue.versions import Pinned
from garant.directory.actions import bump_revision, require
from garant.directory.errors import NotFound
from garant.directory.models import Organisation, Person

INSTALLATION = "installation"


@transaction.atomic
def add_system(
    actor: Person, *, slug: str, card: Card, pinned: Pinned | None = None, now: datetime | None = None
) -> AiSystem:
    """A new system of the actor's organisation, at its first version. Callers meet it once it is approved."""
    require(actor, *EDITORS)
    system = _write(actor.organisation, AiSystem(organisation=actor.organisation, slug=slug), card)
    first = replace(pinned or pinned_by(card), model=card.upstream_model, host=card.host)
    begin(system, first, by=actor, reason="", now=now)
    keep_card(system, actor, "", now)
    changed(actor.organisation, str(actor.id), system, "created")
    return system


@transaction.atomic
def amend_system(
    actor: Person,
    slug: str,
    *,
    card: Card,
    reason: str = "",
    revision: int | None = None,
    now: datetime | None = None,
) -> AiSystem:
    """Change a system's card; the gateway follows in a second or two. Another model, host or address is another
    version, which says why. `revision` is that of the card that the actor read."""
    require(actor, *EDITORS)
    system = _held(actor, slug, revision)
    if system.pool_source is not None:
        card = own_part(system, card)
    before, moved = current_version(system), _moved(system, card)
    if moved and not reason.strip():
        raise VersionReasonMissing
    system.amended_by_hand = True
    system.revision += 1
    _write(actor.organisation, system, card)
    after = replace(Pinned.of(before), model=card.upstream_model, host=card.host) if moved else None
    if after is not None:
        begin(system, after, by=actor, reason=reason, now=now)
    keep_card(system, actor, reason, now)
    follow(system, after, now=now)
    changed(actor.organisation, str(actor.id), system, "amended" if card.approved else "closed")
    return system


@transaction.atomic
def complete_system(
    actor: Person, slug: str, *, told: Completion, reason: str, revision: int, now: datetime | None = None
) -> AiSystem:
    """Fill the empty places of a system's card; where none is, nothing changes. `reason` says who told it."""
    require(actor, *EDITORS)
    system = _held(actor, slug, revision)
    before = Card.of(system)
    after = told.filling(before)
    if after == before:
        return system
    return amend_system(actor, slug, card=after, reason=reason, revision=revision, now=now)


@transaction.atomic
def change_version(
    actor: Person, slug: str, *, pinned: Pinned, reason: str, now: datetime | None = None
) -> SystemVersion:
    """Another model answers under this name, or the same elsewhere or under other terms. The former version stays,
    and the AI uses that rest on the system are to be evaluated again."""
    require(actor, *EDITORS)
    system = _held(actor, slug, None)
    if system.pool_source is not None:
        raise SystemPooledElsewhere(head=system.pool_source.organisation.name)
    if not reason.strip():
        raise VersionReasonMissing
    if Pinned.of(current_version(system)) == pinned:
        raise VersionUnchanged
    system.host, system.upstream_model = pinned.host, pinned.model
    system.amended_by_hand = True
    system.revision += 1
    system.save()
    bump_revision()
    version = begin(system, pinned, by=actor, reason=reason, now=now)
    keep_card(system, actor, reason, now)
    follow(system, pinned, now=now)
    changed(actor.organisation, str(actor.id), system, "amended")
    return version


@transaction.atomic
def install_system(organisation: Organisation, *, slug: str, card: Card) -> None:
    """A system of the installation itself. Where it stands already, it follows what the installation says of it
    today; once someone has changed its card, only the way to its model follows."""
    found = AiSystem.objects.filter(organisation=organisation, slug=slug).first()
    if found is None:
        system = _write(organisation, AiSystem(organisation=organisation, slug=slug), card)
        begin(system, pinned_by(card), by=None, reason="", now=None)
        changed(organisation, INSTALLATION, system, "created")
        return
    if not found.local:
        return  # someone gave it another address
    fresh = card.columns()
    if found.amended_by_hand:
        fresh = {name: fresh[name] for name in ("upstream_url", "upstream_model", "key_env")}
    if any(getattr(found, name) != value for name, value in fresh.items()):
        pins = {"upstream_model", "host"} & set(fresh)
        moved = any(getattr(found, name) != fresh[name] for name in pins)
        for name, value in fresh.items():
            setattr(found, name, value)
        found.revision += 1
        found.save()
        bump_revision()
        after = None
        if moved:
            after = replace(Pinned.of(current_version(found)), model=found.upstream_model, host=found.host)
            begin(found, after, by=None, reason="L’installation a changé de modèle.", now=None)
        follow(found, after, now=None)
        changed(organisation, INSTALLATION, found, "amended")


def _held(actor: Person, slug: str, revision: int | None) -> AiSystem:
    """The system, held until the end of the transaction; refused where it is no longer as the actor read it."""
    system_visible_to(actor, slug)
    system = (
        AiSystem.objects.select_for_update(of=("self",))
        .select_related("organisation", "pool_source__organisation")
        .filter(organisation=actor.organisation, slug=slug)
        .first()
    )
    if system is None:
        raise NotFound(what="system")
    if revision is not None and system.revision != revision:
        raise CardChangedMeanwhile
    return system


def _write(organisation: Organisation, system: AiSystem, card: Card) -> AiSystem:
    others = AiSystem.objects.filter(organisation=organisation).exclude(pk=system.pk)
    if others.filter(slug=system.slug).exists() or others.filter(model=card.model).exists():
        raise SystemNameTaken
    for linked in (card.vendor, card.contract):
        if linked is not None and linked.organisation_id != organisation.pk:
            raise NotFound(what="vendor")
    if card.contract is not None and card.contract.vendor_id != (card.vendor and card.vendor.pk):
        raise ContractOfAnotherVendor
    if card.reroute_target:
        # One system takes what the charter re-routes: the last one named.
        others.filter(reroute_target=True).update(reroute_target=False)
    for column, value in card.columns().items():
        setattr(system, column, value)
    system.save()
    bump_revision()
    return system


def _moved(system: AiSystem, card: Card) -> bool:
    """Whether another machine or another model would answer under this name."""
    machines = {urlsplit(url).hostname for url in (system.upstream_url, card.upstream_url)}
    return (
        len(machines) > 1
        or system.upstream_model != card.upstream_model
        or system.host != card.host
        or system.country != card.country
    )
