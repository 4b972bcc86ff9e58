"""commitment: a promise that people keep. Software follows it (owner, due date), it does not enforce it."""

import itertools
from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Protocol, runtime_checkable

from pydantic import Field

from garant.charter.control import Control, IsoDate, Loosening, Text, shown
from garant.charter.enumeration import french_date
from garant.charter.policy import Commitment, Policy
from garant.charter.tally import Evidence, Status, Tally


class CommitmentControl(Control):
    kind: ClassVar[str] = "commitment"
    french: ClassVar[str] = "Engagement"
    question: ClassVar[str] = "Qui tient cette promesse, et pour quand ?"

    promise: Text = Field(description="La promesse, en une phrase.")
    owner: Text = Field(description="Qui la tient : une fonction ou un service, jamais un nom.")
    due: IsoDate | None = Field(default=None, description="Échéance (AAAA-MM-JJ).")
    reason: Text | None = Field(default=None, description="Pourquoi le logiciel ne la porte pas (encore).")

    def effects(self, clause: str) -> Iterable[Commitment]:
        due = self.due.isoformat() if self.due is not None else None
        return [Commitment(self.promise, self.owner, clause, due, self.reason)]

    def sentence(self) -> str:
        by = f", au plus tard le {french_date(self.due.isoformat())}" if self.due is not None else ""
        return f"Engagement : « {self.promise} » Responsable : {self.owner}{by}."

    @property
    def nature(self) -> Status:
        # Without a date nobody can say that it was not kept.
        return Status.FOLLOWED if self.due is not None else Status.DECLARED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        if self.due is None:
            return Evidence("Promesse sans échéance.", None, self.nature)
        # The sentence of the control already names who keeps the promise, and for when.
        if tally.until is not None and tally.until > self.due:
            said = f"Échéance dépassée depuis le {french_date(self.due.isoformat())}."
        else:
            said = "Échéance à venir."
        return Evidence(said, None, self.nature)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        dues = {(kept.clause, kept.promise): kept.due for kept in after.commitments}
        for promise in before.commitments:
            key = (promise.clause, promise.promise)
            if key not in dues:
                if not _still_carried(after, promise.clause):
                    yield Loosening(
                        f"engagement « {shown(promise.promise)} »", "pris", "retiré", (promise.clause,)
                    )
            elif promise.due is not None and (dues[key] is None or str(dues[key]) > promise.due):
                later = "sans échéance" if dues[key] is None else french_date(str(dues[key]))
                yield Loosening(
                    f"échéance de « {shown(promise.promise)} »",
                    french_date(promise.due),
                    later,
                    (promise.clause,),
                )

    def warnings(self, today: date) -> Iterable[tuple[str, dict[str, object]]]:
        if self.due is not None and self.due < today:
            yield (
                "charter_commitment_overdue",
                {"promise": shown(self.promise), "due": french_date(self.due.isoformat())},
            )


@runtime_checkable
class _OfClause(Protocol):
    @property
    def clause(self) -> str: ...


def _still_carried(policy: Policy, clause: str) -> bool:
    """A promise may be reworded, or replaced by a control that software applies: the clause is then still carried."""
    effects = itertools.chain[_OfClause](
        policy.commitments,
        policy.rules,
        policy.approvals,
        policy.forbidden,
        policy.notices,
        policy.mentions,
        policy.checklists,
        policy.retentions,
        policy.reports,
        policy.gates,
        (each for kind in policy.others.values() for each in kind if isinstance(each, _OfClause)),
    )
    return any(effect.clause == clause for effect in effects)
