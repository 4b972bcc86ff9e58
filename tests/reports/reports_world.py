"""The people of a report, and a gateway that says what it served."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import RequestCompleted, RequestDecided, Spool
from garant.reports.period import Period
from world import World, join

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SINCE, UNTIL = date(2026, 1, 1), date(2026, 11, 20)
PERIOD = Period(SINCE, UNTIL, ZoneInfo("Europe/Paris"))
ORGANISATION = "departement-essai"


@dataclass(frozen=True)
class Cast:
    """With the three of the world they are five: no group here is too small to be counted."""

    world: World
    referent: Person
    dgs: Person


def cast_of(world: World) -> Cast:
    departement = world.departement
    return Cast(
        world,
        referent=join(departement, "remi", "Rémi Lambert", Role.REFERENT),
        dgs=join(departement, "diane", "Diane Garnier", Role.DGS),
    )


class Gateway:
    """A gateway's own writer."""

    def __init__(self, spool: Spool, clock: list[datetime]) -> None:
        self.spool, self.clock = spool, clock

    def serves(
        self, *, at: datetime = NOW, organisation: str = ORGANISATION, system: str = "iris", **used
    ) -> None:
        """One request, decided and answered."""
        self.clock[0] = at
        self.spool.append(
            RequestDecided(
                organisation=organisation,
                request="r-1",
                person="p-1",
                charter="c",
                version="2026-11-01",
                system=system,
                zone="internal",
                routed_to=system,
                action="allow",
                clauses={"donnees": "allow"},
            )
        )
        self.spool.append(
            RequestCompleted(
                organisation=organisation,
                request="r-1",
                system=system,
                outcome="ok",
                status=200,
                streamed=False,
                **used,
            )
        )


ESTIMATED = {
    "kwh_min": 0.001,
    "kwh_max": 0.002,
    "gco2e_min": 0.04,
    "gco2e_max": 0.09,
    "litres_min": 0.003,
    "litres_max": 0.005,
    "footprint_method": "ecologits 0.11.3",
}
