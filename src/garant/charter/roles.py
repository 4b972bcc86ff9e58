"""The roles that a charter may name. The values are those of the directory of people."""

from enum import StrEnum


class Role(StrEnum):
    """Who answers for something, beside their own work."""

    DPO = "dpo"
    RSSI = "rssi"
    DSI = "dsi"
    DGS = "dgs"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    COMMITTEE = "committee"
    COMMUNICATION = "communication"
    LEGAL = "legal"
    REFERENT = "referent"

    @property
    def french(self) -> str:
        """With its article: "la DSI"."""
        return _FRENCH[self]

    @property
    def french_to(self) -> str:
        """To whom: "à la DSI"."""
        said = _FRENCH[self]
        return f"au {said.removeprefix('le ')}" if said.startswith("le ") else f"à {said}"


_FRENCH = {
    Role.DPO: "le DPO",
    Role.RSSI: "le RSSI",
    Role.DSI: "la DSI",
    Role.DGS: "la DGS",
    Role.ADMINISTRATOR: "l’administrateur",
    Role.AUDITOR: "l’auditeur",
    Role.COMMITTEE: "le comité",
    Role.COMMUNICATION: "la communication",
    Role.LEGAL: "le service juridique",
    Role.REFERENT: "le référent métier",
}
