"""keep_register: what people record, in one place that can be searched and exported."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.policy import Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class Register(StrEnum):
    """The registers of the software. Incidents and requests for rights have controls of their own."""

    SYSTEMS = "systems"
    PROOFS = "proofs"
    USES = "uses"
    CALLS = "calls"
    CONSULTATIONS = "consultations"
    CONSENTS = "consents"
    PROCESSING = "processing"
    DECLARED_USES = "declared_uses"
    LESSONS = "lessons"
    COMMITMENTS = "commitments"
    QUESTIONS = "questions"
    DECISIONS = "decisions"
    CONSULTATIONS_ON_CHARTER = "consultations_on_charter"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class KeptRegister:
    """A clause asks that this register be kept."""

    what: Register
    clause: str


class KeepRegister(Control):
    kind: ClassVar[str] = "keep_register"
    french: ClassVar[str] = "Registre tenu"
    question: ClassVar[str] = "Combien de fiches ce registre compte-t-il ?"

    what: Register = Field(
        description="systems, proofs, uses, calls, consultations, consents, processing, declared_uses, "
        "lessons, commitments, questions, decisions, consultations_on_charter ou reports."
    )

    def effects(self, clause: str) -> Iterable[KeptRegister]:
        return [KeptRegister(self.what, clause)]

    def sentence(self) -> str:
        return f"Registre tenu dans le logiciel : {_FRENCH[self.what]}."

    @property
    def nature(self) -> Status:
        return Status.FOLLOWED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        number = tally.registers.get(self.what)
        if number is None:
            return Evidence("Les fiches de ce registre ne sont pas comptées ici.", None, Status.DECLARED)
        if not number:
            return Evidence("Ce registre est ouvert et encore vide.", 0, self.nature)
        return Evidence(f"{count(number, 'fiche')} dans ce registre.", number, self.nature)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        kept = {each.what for each in _of(after)}
        for each in _of(before):
            if each.what not in kept:
                yield Loosening(f"registre ({_FRENCH[each.what]})", "tenu", "non tenu", (each.clause,))


def _of(policy: Policy) -> Iterable[KeptRegister]:
    return (each for each in policy.others.get(KeepRegister.kind, ()) if isinstance(each, KeptRegister))


_FRENCH = {
    Register.SYSTEMS: "le catalogue des systèmes d’IA, avec l’hébergeur, le pays et les conditions de chacun",
    Register.PROOFS: "les preuves et les engagements des fournisseurs, avec leur échéance",
    Register.USES: "les usages de l’IA, de l’idée à la maintenance, avec leurs objectifs et leurs données",
    Register.CALLS: "les appels à projets, avec leurs dates et leurs critères",
    Register.CONSULTATIONS: "les consultations de fournisseurs, avec le questionnaire sur l’IA et les réponses comparées",
    Register.CONSENTS: "les accords des personnes dont les données servent à un essai",
    Register.PROCESSING: "les traitements de données personnelles",
    Register.DECLARED_USES: "les usages que chacun déclare sans reproche, avec la réponse et la solution proposée",
    Register.LESSONS: "les retours d’expérience, réussites comme échecs",
    Register.COMMITMENTS: "les engagements, avec leur responsable et leur échéance",
    Register.QUESTIONS: "les questions posées au guichet juridique, et ses réponses",
    Register.DECISIONS: (
        "les décisions individuelles préparées avec un algorithme, avec qui les a raisonnées, leur mention et leur fiche "
        "d’explication"
    ),
    Register.CONSULTATIONS_ON_CHARTER: "les consultations sur la charte, avec les contributions et la suite motivée de chacune",
    Register.REPORTS: "les bilans validés de l’usage de l’IA, avec la source de chaque chiffre",
}
