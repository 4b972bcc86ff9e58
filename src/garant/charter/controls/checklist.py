"""checklist: questions that a person asks before a use."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening, Text
from garant.charter.policy import Checklist, Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class ChecklistControl(Control):
    kind: ClassVar[str] = "checklist"
    french: ClassVar[str] = "Questions avant usage"
    question: ClassVar[str] = "Combien de fois ces questions ont-elles reçu une réponse ?"

    questions: tuple[Text, ...] = Field(
        min_length=1, max_length=20, description="Les questions, en français."
    )

    def effects(self, clause: str) -> Iterable[Checklist]:
        return [Checklist(self.questions, clause)]

    def sentence(self) -> str:
        asked = " ".join(f"« {question} »" for question in self.questions)
        number = "cette question" if len(self.questions) == 1 else f"ces {len(self.questions)} questions"
        return f"Avant un usage, la personne se pose {number} : {asked}"

    @property
    def nature(self) -> Status:
        return Status.FOLLOWED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        number = tally.events.get(("checklist.answered", clause), 0)
        return Evidence(f"{count(number, 'réponse')} à ces questions.", number, self.nature)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        for checklist in before.checklists:
            old = _questions(before, checklist.clause)
            new = _questions(after, checklist.clause)
            if new < old:
                yield Loosening("nombre de questions avant usage", str(old), str(new), (checklist.clause,))


def _questions(policy: Policy, clause: str) -> int:
    return sum(len(checklist.questions) for checklist in policy.checklists if checklist.clause == clause)
