"""How many consents the trials of one organisation have recorded, for the evidence."""

from garant.directory.models import Organisation
from garant.trials.models import Consent


def consents_held(organisation: Organisation) -> int:
    """Given ones, those that were withdrawn since too: that they were asked is what counts."""
    return Consent.objects.filter(trial__organisation=organisation, given_on__isnull=False).count()
