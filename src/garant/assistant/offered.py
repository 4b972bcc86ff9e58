"""The systems that a person may choose, as this room needs them."""

from dataclasses import dataclass

from garant.assistant.errors import SystemUnavailable
from garant.catalogue.queries import offered_to
from garant.directory.models import Person
from garant.words import DataClass, Zone


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


def systems_offered(actor: Person) -> tuple[Offered, ...]:
    """What the actor may choose today, the organisation's preferred system first."""
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
        for system in offered_to(actor)
    )


def system_offered(actor: Person, name: str) -> Offered:
    """The system of this id; SystemUnavailable where it is not (or no longer) one that the actor may choose."""
    for offered in systems_offered(actor):
        if offered.id == name:
            return offered
    raise SystemUnavailable
