"""notice: what is shown beside each answer of the systems of these zones."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening, Text
from garant.charter.enumeration import enumerated
from garant.charter.phrases import a_system_of, zone_adjective
from garant.charter.policy import Notice, Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import Zone, count


class NoticeControl(Control):
    kind: ClassVar[str] = "notice"
    french: ClassVar[str] = "Information affichée"
    question: ClassVar[str] = "Combien de réponses ont porté cette information ?"

    text: Text = Field(description="L’information, telle qu’elle est affichée.")
    zones: tuple[Zone, ...] = Field(default=tuple(Zone), min_length=1, description="Zones concernées.")

    def effects(self, clause: str) -> Iterable[Notice]:
        return [Notice(self.text, frozenset(self.zones), clause)]

    def sentence(self) -> str:
        whose = "" if set(self.zones) == set(Zone) else f" d’{a_system_of(self.zones)}"
        return f"Chaque réponse{whose} porte l’information : « {self.text} »"

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        number = sum(tally.answers.get(zone, 0) for zone in dict.fromkeys(self.zones))
        said = f"{count(number, 'réponse accompagnée', 'réponses accompagnées')} de cette information."
        return Evidence(said, number, Status.ENFORCED)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        for notice in before.notices:
            still = [
                zone
                for other in after.notices
                if other.clause == notice.clause or other.text == notice.text
                for zone in other.zones
            ]
            lost = [zone_adjective(zone) for zone in Zone if zone in notice.zones and zone not in still]
            if lost:
                where = enumerated(lost, last="et")
                yield Loosening(
                    f"information affichée en zone {where}", "présente", "retirée", (notice.clause,)
                )
