"""committee: a committee gives its opinion before a use of AI enters a stage of its life."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening, Text
from garant.charter.controls.gate import passages
from garant.charter.enumeration import enumerated
from garant.charter.fields import Slug
from garant.charter.lifecycle import Gate, Requirement, Stage
from garant.charter.policy import Policy
from garant.charter.tally import Evidence, Tally


class Committee(Control):
    kind: ClassVar[str] = "committee"
    french: ClassVar[str] = "Avis d’un comité"
    question: ClassVar[str] = "Le comité a-t-il été entendu avant chaque passage ?"

    name: Text = Field(description="Nom du comité, avec son article : « le comité DATA-IA ».")
    committee: Slug = Field(description="Identifiant du comité : data-ia, ethique…")
    before: tuple[Stage, ...] = Field(min_length=1, description="Étapes dont l’entrée demande son avis.")

    def effects(self, clause: str) -> Iterable[Gate]:
        asked = (Requirement.COMMITTEE_OPINION,)
        return [Gate(stage, asked, clause, self.committee) for stage in dict.fromkeys(self.before)]

    def sentence(self) -> str:
        stages = enumerated(f"« {stage.french} »" for stage in dict.fromkeys(self.before))
        return f"Avant l’entrée de chaque étape ({stages}), un usage de l’IA reçoit l’avis motivé de cette instance : {self.name}."

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        return passages(clause, tally)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        # The gate's own kind compares what is required; here, by which committee.
        kept = {(gate.stage, gate.committee) for gate in after.gates}
        for gate in before.gates:
            if gate.committee and (gate.stage, gate.committee) not in kept:
                yield Loosening(
                    f"avis du comité « {gate.committee} » avant l’étape « {gate.stage.french} »",
                    "exigé",
                    "non exigé",
                    (gate.clause,),
                )
