"""The qualifications that everyone sees on the list: valid proofs that have a name of their own."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from garant.catalogue.compliance import Standing, standing
from garant.catalogue.models import AiSystem, Proof
from garant.catalogue.requirements import rules


def qualifications(systems: Iterable[AiSystem], today: date) -> dict[object, tuple[str, ...]]:
    """SecNumCloud, HDS… by the system's id, those of its vendor included, in the order of the rules."""
    held = list(systems)
    named = {kind.id: kind.short for kind in rules().kinds.values() if kind.short}
    found = Proof.objects.filter(kind__in=named).filter(
        Q(system__in=held) | Q(vendor__in={system.vendor_id for system in held if system.vendor_id})
    )
    by_bearer: dict[object, set[str]] = defaultdict(set)
    for proof in found.select_related("organisation"):
        if standing(proof, today) in {Standing.VALID, Standing.ENDING}:
            by_bearer[proof.system_id or proof.vendor_id].add(proof.kind)
    return {
        system.pk: tuple(
            short
            for kind, short in named.items()
            if kind in by_bearer[system.pk] or (system.vendor_id and kind in by_bearer[system.vendor_id])
        )
        for system in held
    }
