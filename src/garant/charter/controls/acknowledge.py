"""acknowledge: a person reads and acknowledges this version of the charter before any use."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening, Text
from garant.charter.policy import Acknowledgement, Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class Acknowledge(Control):
    kind: ClassVar[str] = "acknowledge"
    french: ClassVar[str] = "Prise de connaissance"
    question: ClassVar[str] = "Combien de personnes ont pris connaissance de la version en vigueur ?"

    statement: Text = Field(description="Ce que la personne reconnaît, à la première personne.")

    def effects(self, clause: str) -> Iterable[Acknowledgement]:
        return [Acknowledgement(self.statement, clause)]

    def sentence(self) -> str:
        return f"Avant tout usage, chaque personne reconnaît : « {self.statement} »"

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        have = "a" if tally.acknowledged < 2 else "ont"
        said = (
            f"{count(tally.acknowledged, 'personne')} sur {tally.people} {have} pris connaissance "
            "de la version en vigueur ; les autres ne peuvent pas utiliser l’IA."
        )
        return Evidence(said, tally.acknowledged, Status.ENFORCED)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        if before.acknowledgement is not None and after.acknowledgement is None:
            yield Loosening(
                "prise de connaissance avant tout usage",
                "exigée",
                "non exigée",
                (before.acknowledgement.clause,),
            )
