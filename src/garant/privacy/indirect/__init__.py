"""What says something of somebody only together with other things: places, bodies, dates. Reported, never masked here."""

from garant.privacy.indirect.places import places

__all__ = ["places"]
