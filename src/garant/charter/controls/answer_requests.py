"""answer_requests: what people may ask about themselves is answered within the legal delay."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.enumeration import enumerated
from garant.charter.policy import Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class Right(StrEnum):
    """What a person may ask. The values are those of the register of requests."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    OBJECTION = "objection"
    REVIEW = "review"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class AnsweredRight:
    """A clause asks that such requests be received and answered in time."""

    right: Right
    clause: str


class AnswerRequests(Control):
    kind: ClassVar[str] = "answer_requests"
    french: ClassVar[str] = "Demandes des personnes"
    question: ClassVar[str] = "Combien de demandes, et combien traitées dans le délai légal ?"

    rights: tuple[Right, ...] = Field(
        min_length=1, description="access, rectification, erasure, objection, review, explanation."
    )

    def effects(self, clause: str) -> Iterable[AnsweredRight]:
        return [AnsweredRight(right, clause) for right in dict.fromkeys(self.rights)]

    def sentence(self) -> str:
        asked = enumerated((_FRENCH[right] for right in dict.fromkeys(self.rights)), last="ou")
        return f"Toute demande ({asked}) est inscrite au registre, qui compte le délai légal de la réponse."

    @property
    def nature(self) -> Status:
        return Status.FOLLOWED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        # The register counts the requests of every kind together.
        if not tally.rights:
            return Evidence("Aucune demande.", 0, self.nature)
        closed = "traitée" if tally.rights_in_time < 2 else "traitées"
        said = (
            f"{count(tally.rights, 'demande')}, tous droits confondus, dont {tally.rights_in_time} {closed} "
            f"dans le délai et {tally.rights_late} en retard."
        )
        return Evidence(said, tally.rights, self.nature)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        kept = {each.right for each in _of(after)}
        for each in _of(before):
            if each.right not in kept:
                yield Loosening(f"demande ({_FRENCH[each.right]})", "répondue", "non prévue", (each.clause,))


def _of(policy: Policy) -> Iterable[AnsweredRight]:
    return (each for each in policy.others.get(AnswerRequests.kind, ()) if isinstance(each, AnsweredRight))


_FRENCH = {
    Right.ACCESS: "accès",
    Right.RECTIFICATION: "rectification",
    Right.ERASURE: "effacement",
    Right.OBJECTION: "opposition",
    Right.REVIEW: "réexamen par une personne",
    Right.EXPLANATION: "explication d’une décision",
}
