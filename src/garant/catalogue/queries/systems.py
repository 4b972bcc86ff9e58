"""Reads of the systems: the list is for everyone of the organisation, drafts for those who keep the catalogue."""

from datetime import datetime

from django.db.models import QuerySet

from garant.catalogue.models import AiSystem
from garant.catalogue.queries.closing import closed_now
from garant.catalogue.terms import EDITORS, READERS, STOPPERS
from garant.directory.errors import NotFound
from garant.directory.models import Organisation, Person
from garant.directory.queries import policy_in_force
from garant.words import Zone


def may_edit(actor: Person) -> bool:
    """Whether this person writes the catalogue."""
    return actor.has_role(*EDITORS)


def may_read_files(actor: Person) -> bool:
    """Whether this person sees what agents do not: drafts, proofs, vendors, contracts, history."""
    return actor.has_role(*READERS)


def may_stop(actor: Person) -> bool:
    """Whether this person may suspend a system."""
    return actor.has_role(*STOPPERS)


def systems_visible_to(actor: Person) -> list[AiSystem]:
    """The approved systems of the actor's organisation; who keeps or checks the catalogue sees drafts too."""
    return list(_visible(actor))


def system_visible_to(actor: Person, slug: str) -> AiSystem:
    """One of `systems_visible_to`; NotFound for any other."""
    found = _visible(actor).filter(slug=slug).first()
    if found is None:
        raise NotFound(what="system")
    return found


def open_to_use(system: AiSystem) -> bool:
    """Whether the charter in force opens the zone of this system to its level. The gateway decides the same."""
    approval = policy_in_force(system.organisation).approval(Zone(system.zone))
    return system.approved and approval is not None and system.level in approval.levels


def offered_to(actor: Person, *, now: datetime | None = None) -> list[AiSystem]:
    """What the catalogue offers the actor now: approved, in a zone that the charter opens, neither suspended nor
    closed by a proof. The preferred one first. What AI uses keep from a person, their own room says."""
    found = AiSystem.objects.filter(organisation=actor.organisation, approved=True)
    closed = closed_now(actor.organisation, now=now)
    return [
        system
        for system in found.select_related("organisation")
        if system.slug not in closed and open_to_use(system)
    ]


def opened_by(actor: Person, clause: str) -> list[AiSystem]:
    """The approved systems of the actor's organisation that this clause of its charter opens."""
    approvals = [each for each in policy_in_force(actor.organisation).approvals if each.clause == clause]
    found = AiSystem.objects.filter(organisation=actor.organisation, approved=True).order_by("slug")
    return [
        system
        for system in found
        if any(system.zone_word is each.zone and system.level in each.levels for each in approvals)
    ]


def systems_by_zone(organisation: Organisation) -> dict[Zone, int]:
    """How many approved systems stand in each zone, for the evidence."""
    zones = AiSystem.objects.filter(organisation=organisation, approved=True).values_list("zone", flat=True)
    counts = dict.fromkeys(Zone, 0)
    for zone in zones:
        counts[Zone(zone)] += 1
    return counts


def all_systems() -> list[AiSystem]:
    """Every system of the installation, for the snapshot; never behind a page."""
    return list(
        AiSystem.objects.select_related("organisation", "pool_source").order_by("organisation__slug", "slug")
    )


def zones_of_systems() -> dict[tuple[str, str], Zone]:
    """(organisation's slug, system's slug) → zone, for counts over the whole journal; never behind a page."""
    rows = AiSystem.objects.values_list("organisation__slug", "slug", "zone")
    return {(organisation, slug): Zone(zone) for organisation, slug, zone in rows}


def _visible(actor: Person) -> QuerySet[AiSystem]:
    found = AiSystem.objects.filter(organisation=actor.organisation).select_related(
        "vendor", "contract", "pool_source__organisation"
    )
    return found if may_read_files(actor) else found.filter(approved=True)
