"""How many consultations on its charter one organisation has held, for the evidence."""

from garant.consultation.models import Consultation
from garant.directory.models import Organisation


def consultations_on_charter(organisation: Organisation) -> int:
    """Open ones and past ones."""
    return Consultation.objects.filter(organisation=organisation).count()
