"""How many decisions are on record, for the evidence: numbers alone, of one organisation."""

from collections.abc import Mapping

from garant.decisions.models import Decision
from garant.decisions.terms import State
from garant.directory.models import Organisation


def records_held(organisation: Organisation) -> Mapping[str, int]:
    """By the word of the charter: the complete ones, those whose content has gone too."""
    return {"decisions": Decision.objects.filter(organisation=organisation, state=State.COMPLETE).count()}
