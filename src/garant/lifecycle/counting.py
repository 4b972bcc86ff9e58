"""How many uses and calls one organisation has, for the evidence."""

from collections.abc import Mapping

from garant.directory.models import Organisation
from garant.lifecycle.models import Call, Use


def records_held(organisation: Organisation) -> Mapping[str, int]:
    """By the word of the charter."""
    return {
        "uses": Use.objects.filter(organisation=organisation).count(),
        "calls": Call.objects.filter(organisation=organisation).count(),
    }
