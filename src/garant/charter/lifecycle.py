"""The life of an AI use as a charter draws it: stages, who moves a use from one to the next, what a gate requires."""

from dataclasses import dataclass
from enum import StrEnum

from garant.charter.enumeration import enumerated
from garant.charter.roles import Role


class Stage(StrEnum):
    """Where a use is in its life. A charter may leave some out; it invents none."""

    NEED = "need"
    QUALIFICATION = "qualification"
    ARBITRATION = "arbitration"
    DEVELOPMENT = "development"
    EVALUATION = "evaluation"
    PILOT = "pilot"
    GENERALISED = "generalised"
    MAINTENANCE = "maintenance"
    RETIRED = "retired"
    REFUSED = "refused"
    ABANDONED = "abandoned"

    @property
    def french(self) -> str:
        return _STAGE_FRENCH[self]

    @property
    def is_final(self) -> bool:
        """Nothing follows; the record stays readable."""
        return self in {Stage.RETIRED, Stage.REFUSED, Stage.ABANDONED}

    @property
    def is_live(self) -> bool:
        """People use the system for their work."""
        return self in {Stage.PILOT, Stage.GENERALISED, Stage.MAINTENANCE}


class Requirement(StrEnum):
    """What a gate may ask. Software knows how to check each; `french` says what has to be there."""

    DESCRIBED = "described"
    VALUE_EXPECTED = "value_expected"
    QUALIFIED = "qualified"
    NOT_PROHIBITED = "not_prohibited"
    LEGAL_BASIS = "legal_basis"
    NON_AI_PATH = "non_ai_path"
    FOOTPRINT_ESTIMATED = "footprint_estimated"
    DECIDED = "decided"
    PROCESSING_RECORD = "processing_record"
    DPIA = "dpia"
    FRIA = "fria"
    SYSTEM_CARD = "system_card"
    DOCUMENTED = "documented"
    TRIAL_ERASED = "trial_erased"
    CONCLUSIVE_EVALUATION = "conclusive_evaluation"
    COMMITTEE_OPINION = "committee_opinion"
    PERIMETER = "perimeter"
    TRAINED_PEOPLE = "trained_people"
    EU_DATABASE = "eu_database"
    HELP_TEXT = "help_text"
    REVIEW_DATE = "review_date"
    DATA_RETURNED = "data_returned"

    @property
    def french(self) -> str:
        return _REQUIREMENT_FRENCH[self]


@dataclass(frozen=True, slots=True)
class Move:
    """A way out of a stage: to which one, by whom, and what must stand first."""

    to: Stage
    roles: tuple[Role, ...]
    requires: tuple[Requirement, ...] = ()
    requester: bool = False  # and who submitted the need, whatever their roles

    @property
    def who(self) -> str:
        """Who takes it, in French."""
        people = [role.french for role in self.roles]
        if self.requester:
            people.append("la personne qui a déposé le besoin")
        return enumerated(people, last="ou")


@dataclass(frozen=True, slots=True)
class StageOfLife:
    """A stage as this charter has it."""

    stage: Stage
    title: str
    text: str = ""
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question that the organisation adds to the sheet: answered in words, by the roles that it is asked of."""

    id: str
    text: str
    help: str = ""
    asked_of: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The whole drawing. The first stage is where a need comes in."""

    stages: tuple[StageOfLife, ...]
    short_sheet: bool = False  # the path of five questions comes first
    questions: tuple[OwnQuestion, ...] = ()
    grace_days: int = 30  # from a change of a system to the closing of the uses that were not evaluated again
    reason: str | None = None  # why it is milder than the one that it inherits

    def stage(self, stage: Stage) -> StageOfLife | None:
        """The stage, or None where this charter leaves it out."""
        return next((each for each in self.stages if each.stage is stage), None)

    def move(self, before: Stage, after: Stage) -> Move | None:
        """The way from one to the other, or None: then nobody takes it."""
        found = self.stage(before)
        return next((move for move in found.moves if move.to is after), None) if found else None

    def required(self, after: Stage) -> frozenset[Requirement]:
        """What every way into this stage asks for."""
        ways = [move.requires for stage in self.stages for move in stage.moves if move.to is after]
        return frozenset.intersection(*map(frozenset, ways)) if ways else frozenset()


NOTHING_DRAWN = Lifecycle(())  # no use moves


@dataclass(frozen=True, slots=True)
class Gate:
    """A clause asks for more before a use enters a stage."""

    stage: Stage
    requires: tuple[Requirement, ...]
    clause: str
    committee: str = ""  # the kind of committee whose opinion is meant; "": any


_STAGE_FRENCH = {
    Stage.NEED: "Besoin",
    Stage.QUALIFICATION: "Qualification",
    Stage.ARBITRATION: "Arbitrage",
    Stage.DEVELOPMENT: "Développement",
    Stage.EVALUATION: "Évaluation",
    Stage.PILOT: "Pilote",
    Stage.GENERALISED: "Généralisé",
    Stage.MAINTENANCE: "Maintenance",
    Stage.RETIRED: "Retiré",
    Stage.REFUSED: "Refusé",
    Stage.ABANDONED: "Abandonné",
}

_REQUIREMENT_FRENCH = {
    Requirement.DESCRIBED: "le besoin décrit en entier",
    Requirement.VALUE_EXPECTED: "la valeur attendue, pour les usagers et pour les agents",
    Requirement.QUALIFIED: "la fiche de qualification complète, visée par la DSI et le DPO",
    Requirement.NOT_PROHIBITED: "l’absence de pratique interdite par le règlement européen",
    Requirement.LEGAL_BASIS: "la base légale et les données nécessaires, si des données personnelles sont traitées",
    Requirement.NON_AI_PATH: "une voie sans IA, si le public est concerné",
    Requirement.FOOTPRINT_ESTIMATED: "l’estimation de l’empreinte environnementale",
    Requirement.DECIDED: "une décision d’arbitrage motivée",
    Requirement.PROCESSING_RECORD: "la fiche du registre des traitements, si des données personnelles sont traitées",
    Requirement.DPIA: "l’analyse d’impact relative à la protection des données, si elle est due",
    Requirement.FRIA: "l’analyse d’impact sur les droits fondamentaux, si elle est due",
    Requirement.SYSTEM_CARD: "le système d’IA choisi au catalogue, avec sa fiche",
    Requirement.DOCUMENTED: "les objectifs, les données et une explication du fonctionnement",
    Requirement.TRIAL_ERASED: "le certificat d’effacement de ce que l’essai a conservé",
    Requirement.CONCLUSIVE_EVALUATION: "une évaluation concluante",
    Requirement.COMMITTEE_OPINION: "l’avis du comité",
    Requirement.PERIMETER: "les personnes du pilote, nommées",
    Requirement.TRAINED_PEOPLE: "l’attestation de formation de chaque personne du pilote",
    Requirement.EU_DATABASE: "à haut risque : l’adresse du système dans la base européenne et les résumés des analyses d’impact",
    Requirement.HELP_TEXT: "un texte d’aide pour les usagers, si le public est concerné",
    Requirement.REVIEW_DATE: "la date de la prochaine revue",
    Requirement.DATA_RETURNED: "la restitution et l’effacement des données",
}
