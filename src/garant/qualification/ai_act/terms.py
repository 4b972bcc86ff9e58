"""The closed vocabularies of the AI Act: classes of risk, roles, what a date or a source is worth."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum


class RiskClass(StrEnum):
    """What the regulation makes of a use.

    `to_be_examined` weighs as much as `transparency`: what is unknown may prove to be less, or more. It stands
    where `minimal` or `transparency` would hide that something stricter is still possible.
    """

    PROHIBITED = "prohibited"
    HIGH = "high"
    TO_BE_EXAMINED = "to_be_examined"
    TRANSPARENCY = "transparency"
    MINIMAL = "minimal"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def french(self) -> str:
        return _RISK_FRENCH[self]

    @property
    def strictness(self) -> int:
        """0 for what is outside of the regulation, 4 for what it prohibits."""
        return _STRICTNESS[self]


class Role(StrEnum):
    PROVIDER = "provider"
    DEPLOYER = "deployer"
    IMPORTER = "importer"
    DISTRIBUTOR = "distributor"
    GPAI_PROVIDER = "gpai_provider"
    ANY = "any"  # of a duty: whoever has the system in hand

    @property
    def french(self) -> str:
        return _ROLE_FRENCH[self]


class Status(StrEnum):
    """What a provision is worth on a day."""

    IN_FORCE = "in_force"
    COMING = "coming"
    DISPUTED = "disputed"

    @property
    def french(self) -> str:
        return {"in_force": "en vigueur", "coming": "à venir", "disputed": "deux lectures"}[self.value]


class Confidence(StrEnum):
    """How surely we know what the text says. The values are those of the data files."""

    READ_TWICE = "V2"
    READ_ONCE = "V"
    KNOWN = "K"
    UNCERTAIN = "U"

    @property
    def french(self) -> str:
        return _CONFIDENCE_FRENCH[self]


class Strength(IntEnum):
    """What an answer says of a fact. No answer is UNKNOWN."""

    NO = 0
    UNKNOWN = 1
    YES = 2


def strictest(classes: Iterable[RiskClass]) -> RiskClass:
    """The class that several facts give together; of none it is MINIMAL."""
    return max(
        classes,
        key=lambda risk: (risk.strictness, risk is RiskClass.TO_BE_EXAMINED),
        default=RiskClass.MINIMAL,
    )


_STRICTNESS = {
    RiskClass.OUT_OF_SCOPE: 0,
    RiskClass.MINIMAL: 1,
    RiskClass.TRANSPARENCY: 2,
    RiskClass.TO_BE_EXAMINED: 2,
    RiskClass.HIGH: 3,
    RiskClass.PROHIBITED: 4,
}

_RISK_FRENCH = {
    RiskClass.PROHIBITED: "Interdit",
    RiskClass.HIGH: "Haut risque",
    RiskClass.TO_BE_EXAMINED: "À examiner",
    RiskClass.TRANSPARENCY: "Obligation de transparence",
    RiskClass.MINIMAL: "Risque minimal",
    RiskClass.OUT_OF_SCOPE: "Hors du règlement",
}

_ROLE_FRENCH = {
    Role.PROVIDER: "fournisseur",
    Role.DEPLOYER: "déployeur",
    Role.IMPORTER: "importateur",
    Role.DISTRIBUTOR: "distributeur",
    Role.GPAI_PROVIDER: "fournisseur d’un modèle à usage général",
    Role.ANY: "tous",
}

_CONFIDENCE_FRENCH = {
    Confidence.READ_TWICE: "lu dans deux sources au moins",
    Confidence.READ_ONCE: "lu dans une source",
    Confidence.KNOWN: "connaissance générale, à vérifier dans le texte",
    Confidence.UNCERTAIN: "incertain, à vérifier",
}
