"""How many consultations one organisation has prepared, for the evidence."""

from garant.directory.models import Organisation
from garant.procurement.models import Consultation


def consultations_held(organisation: Organisation) -> int:
    """Whatever became of them."""
    return Consultation.objects.filter(organisation=organisation).count()
