"""report_to: incidents go to these roles, who answer within so many hours."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.enumeration import enumerated
from garant.charter.policy import Policy, Report
from garant.charter.roles import Role
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class ReportTo(Control):
    kind: ClassVar[str] = "report_to"
    french: ClassVar[str] = "Signalement"
    question: ClassVar[str] = "Combien de signalements, et combien traités dans le délai ?"

    roles: tuple[Role, ...] = Field(min_length=1, description="Destinataires : dpo, rssi, dsi, dgs…")
    hours: int = Field(ge=1, le=8_760, description="Délai de réponse, en heures.")

    def effects(self, clause: str) -> Iterable[Report]:
        return [Report(tuple(role.value for role in dict.fromkeys(self.roles)), self.hours, clause)]

    def sentence(self) -> str:
        roles = enumerated(role.french_to for role in dict.fromkeys(self.roles))
        answers = "qui répond" if len(set(self.roles)) == 1 else "qui répondent"
        return f"Un signalement parvient {roles}, {answers} en {count(self.hours, 'heure')} au plus."

    @property
    def nature(self) -> Status:
        return Status.FOLLOWED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        said = (
            f"{count(tally.incidents, 'signalement')}, dont {tally.incidents_in_time} "
            f"{'traité' if tally.incidents_in_time < 2 else 'traités'} dans le délai et "
            f"{tally.incidents_late} en retard."
        )
        return Evidence(said if tally.incidents else "Aucun signalement.", tally.incidents, self.nature)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        told = {role for report in after.reports for role in report.roles}
        hours = min((report.hours for report in after.reports), default=None)
        for report in before.reports:
            lost = [Role(role).french_to for role in report.roles if role not in told]
            if lost:
                yield Loosening(f"signalement adressé {enumerated(lost)}", "oui", "non", (report.clause,))
            if hours is not None and hours > report.hours:
                short, long = count(report.hours, "heure"), count(hours, "heure")
                yield Loosening("délai de réponse à un signalement", short, long, (report.clause,))
