"""Reads of the catalogue: the list is for everyone of the organisation, drafts for its administrators."""

from garant.catalogue.models import AiSystem
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.directory.queries import policy_in_force
from garant.words import Zone


def systems_visible_to(actor: Person) -> list[AiSystem]:
    """The approved systems of the actor's organisation; an administrator sees those being prepared too."""
    found = AiSystem.objects.filter(organisation=actor.organisation)
    return list(found if actor.has_role(Role.ADMINISTRATOR) else found.filter(approved=True))


def system_visible_to(actor: Person, slug: str) -> AiSystem:
    """One of `systems_visible_to`; NotFound for any other."""
    found = AiSystem.objects.filter(organisation=actor.organisation, slug=slug).first()
    if found is None or not (found.approved or actor.has_role(Role.ADMINISTRATOR)):
        raise NotFound(what="system")
    return found


def open_to_use(system: AiSystem) -> bool:
    """Whether the charter in force opens the zone of this system to its level. The gateway decides the same."""
    approval = policy_in_force(system.organisation).approval(Zone(system.zone))
    return system.approved and approval is not None and system.level in approval.levels


def offered_to(actor: Person) -> list[AiSystem]:
    """What the actor may choose today: approved, in a zone that the charter opens. The preferred one first."""
    found = AiSystem.objects.filter(organisation=actor.organisation, approved=True)
    return [system for system in found.select_related("organisation") if open_to_use(system)]


def systems_by_zone(organisation: Organisation) -> dict[Zone, int]:
    """How many approved systems stand in each zone, for the evidence."""
    zones = AiSystem.objects.filter(organisation=organisation, approved=True).values_list("zone", flat=True)
    counts = dict.fromkeys(Zone, 0)
    for zone in zones:
        counts[Zone(zone)] += 1
    return counts


def all_systems() -> list[AiSystem]:
    """Every system of the installation, for the snapshot; never behind a page."""
    return list(AiSystem.objects.select_related("organisation").order_by("organisation__slug", "slug"))


def zones_of_systems() -> dict[tuple[str, str], Zone]:
    """(organisation's slug, system's slug) → zone, for counts over the whole journal; never behind a page."""
    rows = AiSystem.objects.values_list("organisation__slug", "slug", "zone")
    return {(organisation, slug): Zone(zone) for organisation, slug, zone in rows}
