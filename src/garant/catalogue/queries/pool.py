"""What a head of network offers its members, and what closes an adopted system."""

import uuid
from collections.abc import Iterator
from dataclasses import replace

from garant.catalogue.access import Closure
from garant.catalogue.models import AiSystem
from garant.catalogue.terms import EDITORS
from garant.directory.errors import NotFound
from garant.directory.models import Organisation, Person
from garant.federation import queries as federation


def offers_to(actor: Person) -> list[AiSystem]:
    """The systems that the head of the actor's network offers, for those who keep the catalogue."""
    head = federation.head_of(actor.organisation) if actor.is_active and actor.has_role(*EDITORS) else None
    if head is None:
        return []
    return list(
        AiSystem.objects.filter(organisation=head, pooled=True, approved=True).select_related("organisation")
    )


def offer_visible_to(actor: Person, source: uuid.UUID) -> AiSystem:
    """One of `offers_to`; NotFound for any other."""
    found = next((each for each in offers_to(actor) if each.pk == source), None)
    if found is None:
        raise NotFound(what="system")
    return found


def adopted_from(actor: Person) -> dict[uuid.UUID, AiSystem]:
    """The systems that the actor's organisation adopted, by the id of the head's."""
    found = AiSystem.objects.filter(organisation=actor.organisation, pool_source__isnull=False)
    return {system.pool_source_id: system for system in found if system.pool_source_id is not None}


def adopted_count(system: AiSystem) -> int:
    """How many organisations adopted a system: a number, not a list."""
    return AiSystem.objects.filter(pool_source=system).count()


def adopted(organisation: Organisation | None) -> list[AiSystem]:
    """The adopted systems of one organisation, or of the whole installation for the snapshot."""
    found = AiSystem.objects.filter(pool_source__isnull=False)
    if organisation is not None:
        found = found.filter(organisation=organisation)
    return list(found.select_related("organisation", "pool_source__organisation"))


def pool_closures(systems: list[AiSystem], of_sources: list[Closure]) -> Iterator[Closure]:
    """Why adopted systems are closed: the membership ended, the offer was taken back, the head's own is closed."""
    for system in systems:
        source = system.pool_source
        assert source is not None
        here = (system.organisation.slug, system.slug)
        left = federation.apart_since(source.organisation, system.organisation)
        if left is not None:
            yield Closure(*here, "pool_ended", left)
        elif not (source.pooled and source.approved):
            yield Closure(*here, "pool_ended", source.pool_ended_at or source.amended_at)
        for each in of_sources:
            if (each.organisation, each.system) == (source.organisation.slug, source.slug):
                # The clause is one of the head's charter: here it would name another.
                yield replace(each, organisation=here[0], system=here[1], clause="")
