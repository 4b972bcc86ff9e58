"""The systems that a person may choose, as this room needs them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from garant.assistant.errors import SystemUnavailable
from garant.catalogue.queries import offered_to
from garant.directory.models import Person
from garant.lifecycle import published
from garant.words import DataClass, Zone

_SPECIALISED = 3  # serves one public policy, by its own tool: nothing to chat with


@dataclass(frozen=True, slots=True)
class Offered:
    """One approved system of the catalogue whose zone the charter opens."""

    id: str
    model: str  # the name that the gateway knows it by
    name: str
    zone: Zone
    level: int
    host: str
    country: str  # in French
    card: str  # Markdown
    allowed: frozenset[DataClass] | None  # None: the charter alone decides
    takes_rerouted: bool


def systems_offered(actor: Person, *, now: datetime | None = None) -> tuple[Offered, ...]:
    """What the actor may choose now, the organisation's preferred system first. The gateway decides the same: a
    system that is closed, or open to the people of a pilot alone, is not shown to be refused afterwards."""
    barred = _barred(actor, now or timezone.now())
    return tuple(
        Offered(
            id=system.slug,
            model=system.model,
            name=system.name,
            zone=system.zone_word,
            level=system.level,
            host=system.host,
            country=system.country_french,
            card=system.card,
            allowed=system.classes,
            takes_rerouted=system.reroute_target,
        )
        for system in offered_to(actor, now=now)
        if system.slug not in barred and system.level < _SPECIALISED
    )


def _barred(actor: Person, now: datetime) -> frozenset[str]:
    """The systems that the AI uses of the organisation keep from this person."""
    organisation, person = actor.organisation.slug, str(actor.id)
    pilots: dict[str, bool] = {}
    for each in published.perimeters():
        if each.organisation == organisation:
            pilots[each.system] = pilots.get(each.system, False) or person in each.people
    closed = (
        each.system
        for each in published.closures()
        if each.organisation == organisation and now >= each.since
    )
    return frozenset((*(system for system, open_to in pilots.items() if not open_to), *closed))


def system_offered(actor: Person, name: str) -> Offered:
    """The system of this id; SystemUnavailable where it is not (or no longer) one that the actor may choose."""
    for offered in systems_offered(actor):
        if offered.id == name:
            return offered
    raise SystemUnavailable
