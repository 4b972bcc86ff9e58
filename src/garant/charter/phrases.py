"""Turns of phrase that several sentences of a charter share."""

import re
from collections.abc import Iterable

from garant.charter.enumeration import enumerated
from garant.words import Zone


def zone_adjective(zone: Zone) -> str:
    """As it agrees with "zone": `zone.french` agrees with "système"."""
    return "souveraine" if zone is Zone.SOVEREIGN else zone.french


def a_system_of(zones: Iterable[Zone]) -> str:
    """ "un système souverain ou externe"; "tout système" for all zones."""
    named = [zone for zone in Zone if zone in set(zones)]
    if len(named) == len(Zone):
        return "tout système"
    return f"un système {enumerated((zone.french for zone in named), last='ou')}"


def spaced(text: str) -> str:
    """With the non-breaking spaces of French typography, so that no line begins with ":" or "»"."""
    return re.sub(r" (?=[:;?!»%€])|(?<=«) ", "\u00a0", text)
