"""The treatments behind individual decisions (CRPA, art. L311-3-1 and L312-1-3): what they do and by which rules. No
decision, and nobody whom one concerns."""

from garant.decisions.queries import DeclaredTreatment, declared_treatments
from garant.directory.errors import NotFound
from garant.portal.queries import OpenPortal
from garant.portal.terms import Part


def treatments(portal: OpenPortal) -> list[DeclaredTreatment]:
    """Those that are declared and not closed; NotFound where the part is closed."""
    portal.require(Part.DECISIONS)
    return declared_treatments(portal.organisation)


def treatment(portal: OpenPortal, number: int) -> DeclaredTreatment:
    """One of them; NotFound for any other number, closed or not."""
    for found in treatments(portal):
        if found.number == number:
            return found
    raise NotFound(what="treatment")
