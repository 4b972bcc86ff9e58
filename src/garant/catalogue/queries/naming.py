"""Systems by their short names, for the rooms above: they have decided who reads."""

from collections.abc import Collection

from garant.catalogue.models import AiSystem
from garant.directory.models import Organisation


def systems_named(organisation: Organisation, slugs: Collection[str]) -> list[AiSystem]:
    """The systems of this organisation that have these names; a name that is none of its own is left out."""
    return list(AiSystem.objects.filter(organisation=organisation, slug__in=slugs).order_by("slug"))
