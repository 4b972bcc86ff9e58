"""gate: before a use of AI enters a stage of its life, these must stand."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.enumeration import enumerated
from garant.charter.lifecycle import Gate, Requirement, Stage
from garant.charter.policy import Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class GateControl(Control):
    kind: ClassVar[str] = "gate"
    french: ClassVar[str] = "Passage obligé"
    question: ClassVar[str] = "Combien d’usages de l’IA ont passé cette porte, et combien attendent devant ?"

    state: Stage = Field(description="Étape dont la porte garde l’entrée : pilot, generalised…")
    requires: tuple[Requirement, ...] = Field(min_length=1, description="Ce qui doit être réuni.")

    def effects(self, clause: str) -> Iterable[Gate]:
        return [Gate(self.state, tuple(dict.fromkeys(self.requires)), clause)]

    def sentence(self) -> str:
        what = enumerated(each.french for each in dict.fromkeys(self.requires))
        return f"Un usage de l’IA n’entre à l’étape « {self.state.french} » qu’avec {what}."

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        return passages(clause, tally)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        kept = {(gate.stage, requirement) for gate in after.gates for requirement in gate.requires}
        for gate in before.gates:
            for requirement in gate.requires:
                if (gate.stage, requirement) not in kept:
                    yield Loosening(
                        f"porte de l’étape « {gate.stage.french} », {requirement.french}",
                        "exigé",
                        "non exigé",
                        (gate.clause,),
                    )


def passages(clause: str, tally: Tally) -> Evidence:
    """How many uses passed a gate that this clause guards: each brought what the clause asks."""
    passed = tally.events.get(("use.moved", clause), 0)
    if not passed:
        return Evidence("Aucun usage n’a demandé à passer : la porte est en place.", 0, Status.ENFORCED)
    said = count(passed, "usage a passé cette porte", "usages ont passé cette porte")
    return Evidence(f"{said}, avec tout ce qu’elle exige.", passed, Status.ENFORCED)
