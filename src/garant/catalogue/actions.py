"""Verbs of the catalogue. Each is one transaction and one journal entry, the entry last."""

from typing import Literal

from django.db import transaction

from garant.catalogue.card import Card
from garant.catalogue.errors import SystemNameTaken
from garant.catalogue.models import AiSystem
from garant.catalogue.queries import system_visible_to
from garant.directory.actions import bump_revision, require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.journal import RecordChanged


@transaction.atomic
def add_system(actor: Person, *, slug: str, card: Card) -> AiSystem:
    """A new system of the actor's organisation. Callers meet it once it is approved."""
    require(actor, Role.ADMINISTRATOR)
    system = _write(actor.organisation, AiSystem(organisation=actor.organisation, slug=slug), card)
    _record(actor.organisation, str(actor.id), system, "created")
    return system


@transaction.atomic
def amend_system(actor: Person, slug: str, *, card: Card) -> AiSystem:
    """Change a system's card. The gateway follows in a second or two."""
    require(actor, Role.ADMINISTRATOR)
    system = system_visible_to(actor, slug)
    system.amended_by_hand = True
    _write(actor.organisation, system, card)
    _record(actor.organisation, str(actor.id), system, "amended" if card.approved else "closed")
    return system


@transaction.atomic
def install_system(organisation: Organisation, *, slug: str, card: Card) -> None:
    """A system of the installation itself. Where it stands already, it follows what the installation says of it
    today; once an administrator has changed its card, only the way to its model follows."""
    found = AiSystem.objects.filter(organisation=organisation, slug=slug).first()
    if found is None:
        system = _write(organisation, AiSystem(organisation=organisation, slug=slug), card)
        _record(organisation, "installation", system, "created")
        return
    if not found.local:
        return  # an administrator gave it another address
    fresh = card.columns()
    if found.amended_by_hand:
        fresh = {name: fresh[name] for name in ("upstream_url", "upstream_model", "key_env")}
    if any(getattr(found, name) != value for name, value in fresh.items()):
        for name, value in fresh.items():
            setattr(found, name, value)
        found.save()
        bump_revision()
        _record(organisation, "installation", found, "amended")


def _write(organisation: Organisation, system: AiSystem, card: Card) -> AiSystem:
    others = AiSystem.objects.filter(organisation=organisation).exclude(pk=system.pk)
    if others.filter(slug=system.slug).exists() or others.filter(model=card.model).exists():
        raise SystemNameTaken
    if card.reroute_target:
        # One system takes what the charter re-routes: the last one named.
        others.filter(reroute_target=True).update(reroute_target=False)
    for column, value in card.columns().items():
        setattr(system, column, value)
    system.save()
    bump_revision()
    return system


def _record(
    organisation: Organisation, person: str, system: AiSystem, change: Literal["created", "amended", "closed"]
) -> None:
    record(
        RecordChanged(
            organisation=organisation.slug, person=person, record=f"system:{system.slug}", change=change
        )
    )
