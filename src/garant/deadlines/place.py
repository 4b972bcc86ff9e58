"""The places whose holidays and clock a delay follows. Their facts stand in `places.toml`."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from garant.deadlines.errors import PlaceUnknown


class Place(StrEnum):
    """A closed list: an organisation names one of them."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace-moselle"
    GUADELOUPE = "971"
    MARTINIQUE = "972"
    GUYANE = "973"
    REUNION = "974"
    SAINT_PIERRE_ET_MIQUELON = "975"
    MAYOTTE = "976"
    SAINT_BARTHELEMY = "977"
    SAINT_MARTIN = "978"
    WALLIS_ET_FUTUNA = "986"
    POLYNESIE = "987"
    NOUVELLE_CALEDONIE = "988"

    @property
    def french(self) -> str:
        return facts_of(self).name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(facts_of(self).zone)

    @classmethod
    def named(cls, text: str) -> "Place":
        """PlaceUnknown where the list has none of this name."""
        try:
            return cls(text)
        except ValueError as error:
            raise PlaceUnknown(place=text) from error


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """One place of the file."""

    name: str
    zone: str
    subdivision: str
    not_legal: frozenset[str]


def facts_of(place: Place) -> PlaceFacts:
    """What the file says of this place."""
    return _places()[place]


@cache
def _places() -> dict[Place, PlaceFacts]:
    held = tomllib.loads(files("garant.deadlines").joinpath("places.toml").read_text(encoding="utf-8"))
    return {
        place: PlaceFacts(
            name=held[place]["name"],
            zone=held[place]["zone"],
            subdivision=held[place]["subdivision"],
            not_legal=frozenset(held[place].get("not_legal", ())),
        )
        for place in Place
    }
