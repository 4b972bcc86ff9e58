"""certainty: how sure detection must be of a class of data before its rules apply. Below it: « à vérifier »."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.enumeration import enumerated
from garant.charter.policy import USUAL_CERTAINTY, Policy, Threshold
from garant.charter.tally import Evidence, Status, Tally
from garant.words import DataClass, count


class Certainty(Control):
    kind: ClassVar[str] = "certainty"
    french: ClassVar[str] = "Seuil de détection"
    question: ClassVar[str] = (
        "Combien de demandes portaient une donnée vue sous le seuil, signalée « à vérifier » ?"
    )

    data: tuple[DataClass, ...] = Field(min_length=1, description="Classes de données visées.")
    at_least: int = Field(
        ge=30,
        le=90,
        description="Sûreté à partir de laquelle la règle de la classe s’applique, de 30 à 90 sur 100 (50 sinon). "
        "Plus bas : davantage de données protégées, et davantage de texte ordinaire.",
    )

    def effects(self, clause: str) -> Iterable[Threshold]:
        return [Threshold(data, self.at_least / 100, clause) for data in dict.fromkeys(self.data)]

    def sentence(self) -> str:
        what = enumerated(data.french for data in dict.fromkeys(self.data))
        return (
            f"Détection ({what}) : les règles s’appliquent dès une sûreté de {self.at_least} sur 100 ; "
            "en dessous, ce qui est vu est signalé « à vérifier »."
        )

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        classes = tuple(dict.fromkeys(self.data))
        unrecognised = tuple(data for data in classes if data not in tally.recognised)
        number = max((tally.uncertain.get(data, 0) for data in classes), default=0)
        said = f"{count(number, 'demande', 'demandes')} au moins avec une donnée « à vérifier »."
        if unrecognised:
            missing = enumerated(data.french for data in unrecognised)
            said += f" La détection ne reconnaît pas encore : {missing}."
        status = Status.DECLARED if len(unrecognised) == len(classes) else self.nature
        return Evidence(said, number, status, unrecognised)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        for data in DataClass:
            old, new = before.certain_from(data), after.certain_from(data)
            if new <= old:
                continue
            blame = [each.clause for each in after.thresholds if each.data is data] or [
                each.clause for each in before.thresholds if each.data is data and each.at_least < new
            ]
            yield Loosening(
                f"sûreté demandée pour « {data.french} »",
                f"{old * 100:.0f} sur 100",
                f"{new * 100:.0f} sur 100",
                tuple(dict.fromkeys(blame)),
            )


assert 0.3 <= USUAL_CERTAINTY <= 0.9
