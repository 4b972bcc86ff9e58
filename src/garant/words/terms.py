"""The closed vocabularies of a charter: data classes, zones, actions, modes."""

from collections.abc import Iterable
from enum import StrEnum


class DataClass(StrEnum):
    """What a piece of text is, for the charter. The values are the words of the charter file."""

    PERSONAL = "personal"
    HIGHLY_PERSONAL = "highly_personal"  # NIR, bank, tax, identity papers, location, communications
    SENSITIVE = "sensitive"  # RGPD art. 9, health apart
    HEALTH = "health"
    CRIMINAL = "criminal"  # RGPD art. 10
    MINOR = "minor"
    VULNERABLE = "vulnerable"  # social situation, protection
    INTERNAL_DOCUMENT = "internal_document"
    SECRET = "secret"  # keys, passwords
    INDIRECT = "indirect"  # places and organisations: nothing alone, something together

    @property
    def french(self) -> str:
        return _CLASS_FRENCH[self]


class Zone(StrEnum):
    """Where an AI system runs, as the charter sees it."""

    INTERNAL = "internal"
    SOVEREIGN = "sovereign"
    EXTERNAL = "external"

    @property
    def french(self) -> str:
        return _ZONE_FRENCH[self]


class Action(StrEnum):
    """What happens to a request. A lattice: `allow < warn < pseudonymise < reroute < block`."""

    ALLOW = "allow"
    WARN = "warn"
    PSEUDONYMISE = "pseudonymise"
    REROUTE = "reroute"
    BLOCK = "block"

    @property
    def strictness(self) -> int:
        """0 for the mildest; the join of two actions is the one with the greater strictness."""
        return _STRICTNESS[self]

    @property
    def french(self) -> str:
        """Past participle for one masculine noun: "texte bloqué"."""
        return _ACTION_FRENCH[self]


class Mode(StrEnum):
    """Whether a rule is applied, or only decided and counted ("shadow")."""

    APPLY = "apply"
    OBSERVE = "observe"


def strictest(actions: Iterable[Action]) -> Action:
    """The join of the lattice. Of nothing it is BLOCK: no rule means no."""
    return max(actions, key=lambda action: action.strictness, default=Action.BLOCK)


_STRICTNESS = {action: rank for rank, action in enumerate(Action)}

_CLASS_FRENCH = {
    DataClass.PERSONAL: "données personnelles",
    DataClass.HIGHLY_PERSONAL: "données hautement personnelles",
    DataClass.SENSITIVE: "données sensibles",
    DataClass.HEALTH: "données de santé",
    DataClass.CRIMINAL: "données relatives aux infractions",
    DataClass.MINOR: "données sur des mineurs",
    DataClass.VULNERABLE: "données sur des personnes vulnérables",
    DataClass.INTERNAL_DOCUMENT: "documents internes",
    DataClass.SECRET: "mots de passe et clés",
    DataClass.INDIRECT: "lieux et organisations",
}

_ZONE_FRENCH = {
    Zone.INTERNAL: "interne",
    Zone.SOVEREIGN: "souverain",
    Zone.EXTERNAL: "externe",
}

_ACTION_FRENCH = {
    Action.ALLOW: "autorisé",
    Action.WARN: "autorisé avec avertissement",
    Action.PSEUDONYMISE: "pseudonymisé",
    Action.REROUTE: "redirigé vers un système interne",
    Action.BLOCK: "bloqué",
}
