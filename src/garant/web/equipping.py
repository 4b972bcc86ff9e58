"""What the installation offers to an organisation that was just created: the model that it already serves, if any."""

from django.conf import settings

from garant.catalogue.actions import install_system
from garant.catalogue.card import Card
from garant.catalogue.queries import all_systems
from garant.catalogue.terms import Training
from garant.directory.queries import organisation_named
from garant.localmodel import read_progress
from garant.words import Zone

SLUG = "assistant"


def equip(organisation: str) -> bool:
    """Give the organisation of this slug the installation's own internal system, under its own charter; whether there was one to give."""
    card = _own()
    if card is None:
        return False
    install_system(organisation_named(organisation), slug=SLUG, card=card)
    return True


def follow() -> None:
    """At each start: where an organisation still has that system, it follows the way to the model."""
    for organisation in [
        each.organisation.slug for each in all_systems() if each.slug == SLUG and each.local
    ]:
        equip(organisation)


def _own() -> Card | None:
    """The card of what this machine serves, as the demonstration's organisations have it."""
    url = read_progress(settings.GARANT_STATE).url
    offered = (
        each
        for each in all_systems()
        if each.local
        and each.zone_word is Zone.INTERNAL
        and each.slug != SLUG
        and url
        and each.upstream_url == url
    )
    found = next(offered, None)
    if found is None:
        return None
    return Card(
        model=SLUG,
        name="Assistant interne",
        level=1,
        zone=Zone.INTERNAL,
        host=found.host,
        country=found.country,
        licence=found.licence,
        training=Training(found.training),
        card=found.card,
        upstream_url=found.upstream_url,
        upstream_model=found.upstream_model,
        key_env=found.key_env,
        footprint=found.footprint_parameters,
        preferred=True,
        reroute_target=True,
        approved=True,
        local=True,
    )
