"""approve: only catalogued systems of these zones and levels. A zone that no clause approves is closed."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.enumeration import enumerated
from garant.charter.phrases import zone_adjective
from garant.charter.policy import Approval, Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import Action, Zone, count

Level = Annotated[int, Field(ge=1, le=3)]


class Approve(Control):
    kind: ClassVar[str] = "approve"
    french: ClassVar[str] = "Systèmes autorisés"
    question: ClassVar[str] = (
        "Combien de systèmes sont au catalogue, et combien de demandes ont été refusées ?"
    )

    zones: tuple[Zone, ...] = Field(
        min_length=1, description="Zones ouvertes : internal, sovereign, external."
    )
    levels: tuple[Level, ...] = Field(
        default=(1, 2, 3),
        min_length=1,
        description="Niveaux ouverts : 1 pour tous, 2 intégré aux logiciels des éditeurs, 3 spécialisé.",
    )

    def effects(self, clause: str) -> Iterable[Approval]:
        levels = frozenset(self.levels)
        return [Approval(zone, levels, clause) for zone in dict.fromkeys(self.zones)]

    def sentence(self) -> str:
        zones = [zone_adjective(zone) for zone in Zone if zone in self.zones]
        numbers = enumerated((str(level) for level in sorted(set(self.levels))), last="ou")
        opened = "Zone {} ouverte" if len(zones) == 1 else "Zones {} ouvertes"
        return f"{opened.format(enumerated(zones))} aux seuls systèmes du catalogue, de niveau {numbers}."

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        systems = sum(tally.systems.get(zone, 0) for zone in dict.fromkeys(self.zones))
        refused = tally.decisions.get((clause, Action.BLOCK), 0)
        said = (
            f"{count(systems, 'système')} au catalogue dans ces zones ; "
            f"{count(refused, 'demande refusée', 'demandes refusées')} faute de système autorisé, "
            f"sur {count(tally.requests, 'demande')}."
        )
        return Evidence(said, refused, Status.ENFORCED)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        for zone in Zone:
            old, new = before.approval(zone), after.approval(zone)
            if new is None:
                continue
            opened = new.levels - (old.levels if old is not None else frozenset())
            if opened:
                clauses = [
                    approval.clause
                    for approval in after.approvals
                    if approval.zone is zone and approval.levels & opened
                ]
                numbers = enumerated(str(level) for level in sorted(opened))
                state = "zone fermée" if old is None else "niveaux refusés"
                yield Loosening(
                    f"zone {zone_adjective(zone)}, systèmes de niveau {numbers}",
                    state,
                    "autorisés",
                    tuple(dict.fromkeys(clauses)),
                )
