"""How many uses and calls one organisation has, for the evidence."""

from collections.abc import Mapping

from django.db.models import Count

from garant.charter import Stage
from garant.directory.models import Organisation
from garant.lifecycle.models import Call, Use


def records_held(organisation: Organisation) -> Mapping[str, int]:
    """By the word of the charter."""
    return {
        "uses": Use.objects.filter(organisation=organisation).count(),
        "calls": Call.objects.filter(organisation=organisation).count(),
    }


def uses_by_stage(organisation: Organisation) -> dict[Stage, int]:
    """How many uses stand at each stage, in the order of a use's life."""
    rows = Use.objects.filter(organisation=organisation).values_list("stage").annotate(Count("id"))
    held = {Stage(stage): number for stage, number in rows}
    return {stage: held.get(stage, 0) for stage in Stage}
