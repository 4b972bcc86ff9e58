"""Reads of the versions: which one holds, and which changed since a moment."""

from collections.abc import Iterable
from datetime import datetime

from garant.catalogue.models import AiSystem, SystemVersion
from garant.directory.models import Organisation, Person


def current_version(system: AiSystem) -> SystemVersion:
    """The version that answers now."""
    return SystemVersion.objects.filter(system=system).select_related("by").latest("number")


def pinned_now(systems: Iterable[AiSystem]) -> dict[object, SystemVersion]:
    """The versions that answer now, by the system's id, in one read."""
    rows = SystemVersion.objects.filter(system__in=[system.pk for system in systems]).order_by("number")
    return {row.system_id: row for row in rows}


def first_pinned(systems: Iterable[AiSystem]) -> dict[object, datetime]:
    """When each system came into the catalogue, by its id, in one read."""
    rows = SystemVersion.objects.filter(system__in=[system.pk for system in systems], number=1)
    return dict(rows.values_list("system_id", "since"))


def versions_of_system(actor: Person, system: AiSystem) -> list[SystemVersion]:
    """Every version of a system that the actor sees, the last one first."""
    mine = SystemVersion.objects.filter(organisation=actor.organisation, system=system)
    return list(mine.select_related("by"))


def current_versions(organisation: Organisation) -> dict[str, int]:
    """The number of the version that answers now, by the system's slug."""
    rows = SystemVersion.objects.filter(organisation=organisation).order_by("number")
    return dict(rows.values_list("system__slug", "number"))
