"""The portal of a demonstration organisation: open from the first start, closed for good by whoever closes it."""

from typing import Any

from garant.catalogue.actions import renew_listing
from garant.catalogue.queries import listing_of
from garant.portal.actions import save_settings
from garant.portal.queries import settings_of, uses_to_choose
from garant.portal.settings import PortalSettings
from garant.portal.terms import Part


def open_portal(administrator: Any) -> bool:
    """Every part, and every use in service. What somebody has set meanwhile is left as it is; whether it was opened."""
    administrator.organisation.refresh_from_db()  # its life was told since this person was read
    if settings_of(administrator) is not None or not administrator.organisation.contact:
        return False
    if listing_of(administrator) is None:
        renew_listing(administrator)  # its secret address is shown to nobody: the portal shows the list
    uses = uses_to_choose(administrator)
    save_settings(
        administrator,
        PortalSettings(
            is_open=True,
            parts=frozenset(Part),
            uses=frozenset(str(use.id) for use in uses if use.stage_word.is_live),
            presentation=_PRESENTATION,
        ),
        revision=0,
    )
    return True


_PRESENTATION = (
    "Cette organisation n’existe pas : elle montre à quoi ressemble un portail. Nous employons l’intelligence "
    "artificielle pour aider les agents à écrire, à résumer et à chercher. Une décision qui vous concerne est toujours "
    "prise et signée par une personne."
)
