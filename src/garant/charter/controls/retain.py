"""retain: what is kept, and for how many days at most."""

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.policy import Policy, Retention
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class Kept(StrEnum):
    """What the installation keeps for a time."""

    CONVERSATIONS = "conversations"
    JOURNAL = "journal"
    INCIDENTS = "incidents"


class Retain(Control):
    kind: ClassVar[str] = "retain"
    french: ClassVar[str] = "Durée de conservation"
    question: ClassVar[str] = "Combien d’éléments ont été supprimés à leur terme ?"

    what: Kept = Field(description="conversations, journal ou incidents.")
    days: int = Field(ge=1, le=36_525, description="Durée maximale, en jours.")

    def effects(self, clause: str) -> Iterable[Retention]:
        return [Retention(self.what.value, self.days, clause)]

    def sentence(self) -> str:
        subject, done = _KEPT_FRENCH[self.what]
        return f"{subject} {done} au bout de {count(self.days, 'jour')}."

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        number = tally.purged.get(self.what)
        if number is None:
            return Evidence("Aucune suppression automatique n’est encore en place.", None, Status.DECLARED)
        return Evidence(f"{count(number, *_DELETED[self.what])} à leur terme.", number, Status.ENFORCED)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        for what in Kept:
            old, new = before.retention_days(what), after.retention_days(what)
            if old is None or (new is not None and new <= old):
                continue
            longer = "sans limite" if new is None else count(new, "jour")
            blame = tuple(
                dict.fromkeys(
                    rule.clause
                    for rule in before.retentions
                    if rule.what == what and (new is None or rule.days < new)
                )
            )
            yield Loosening(f"conservation ({_NAME[what]})", count(old, "jour"), longer, blame)


_NAME = {Kept.CONVERSATIONS: "conversations", Kept.JOURNAL: "journal", Kept.INCIDENTS: "signalements"}

_KEPT_FRENCH = {
    Kept.CONVERSATIONS: ("Les conversations", "sont supprimées"),
    Kept.JOURNAL: ("Les entrées du journal", "sont supprimées"),
    Kept.INCIDENTS: ("Les signalements clos", "sont supprimés"),
}

_DELETED = {
    Kept.CONVERSATIONS: ("conversation supprimée", "conversations supprimées"),
    Kept.JOURNAL: ("entrée supprimée", "entrées supprimées"),
    Kept.INCIDENTS: ("signalement supprimé", "signalements supprimés"),
}
