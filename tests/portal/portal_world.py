"""The portal of the Département, as its administrator opens it; a use in service, published or not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from garant.catalogue.actions import renew_listing
from garant.charter import Stage
from garant.directory.actions import amend_organisation
from garant.directory.visitors import issue
from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.models import Use
from garant.portal.actions import save_settings
from garant.portal.settings import PortalSettings
from garant.portal.terms import Part
from world import World

HERE = "/o/departement-essai/"
CONTACT = "contact@departement-essai.example"
NEED = {
    "title": "Trier les demandes de subvention",
    "department": "Direction des associations",
    "what": "Classer chaque demande par thème, qu’un agent relit.",
    "for_whom": "Les associations du territoire.",
}
OBJECTIVES = "Répondre plus vite aux associations."


def open_portal(world: World, *, parts: Any = Part, list_open: bool = True, **more: Any) -> None:
    """Open, with these parts. The list of systems is opened in the catalogue, unless told otherwise."""
    if list_open:
        renew_listing(world.claire)
    portal = save_settings(
        world.claire,
        PortalSettings(**{"is_open": True, "parts": frozenset(parts), "contact": CONTACT} | more),
        revision=0,
    )
    assert portal.is_open


def use_in_service(world: World, *, title: str = NEED["title"], stage: Stage = Stage.GENERALISED) -> Use:
    """A use of the Département at this stage, whatever its gates would have said."""
    made = submit_need(world.alice, {**NEED, "title": title})
    Use.objects.filter(id=made.id).update(stage=stage.value, objectives=OBJECTIVES)
    return Use.objects.get(id=made.id)


def with_contact(world: World, contact: str) -> None:
    held = world.departement
    amend_organisation(
        world.claire,
        name=held.name,
        public=True,
        agents=None,
        inhabitants=None,
        place=held.place_word,
        siret="",
        address="",
        contact=contact,
    )


def filled(asked: str = "explication", **more: str) -> dict[str, str]:
    """A citizen's form, written at a citizen's pace."""
    return {
        "words": "Pourquoi ma demande a-t-elle été classée en second ?",
        "name": "Lucie Garrigue",
        "contact": "lucie.garrigue@exemple.example",
        "jeton": token(asked),
        "site": "",
    } | more


def token(asked: str = "explication", *, age: timedelta = timedelta(minutes=2)) -> str:
    return issue(f"departement-essai:{asked}", now=datetime.now(UTC) - age)
