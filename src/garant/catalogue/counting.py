"""How much the catalogue holds of one organisation, for the evidence."""

from collections.abc import Mapping

from garant.catalogue.models import AiSystem, Listing, Proof
from garant.directory.models import Organisation


def records_held(organisation: Organisation) -> Mapping[str, int]:
    """Approved systems and standing proofs, by the word of the charter."""
    return {
        "systems": AiSystem.objects.filter(organisation=organisation, approved=True).count(),
        "proofs": Proof.objects.filter(organisation=organisation, withdrawn_at=None).count(),
    }


def is_list_open(organisation: Organisation) -> bool:
    """Whether the list of systems can be inserted elsewhere today."""
    return Listing.objects.filter(organisation=organisation).exists()
