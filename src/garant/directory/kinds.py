"""The closed lists of the directory: kinds of people, roles."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What ties a person to the organisation; the charter holds for all of them."""

    AGENT = "agent", "Agent ou agente"
    ELECTED = "elected", "Élu ou élue"
    APPRENTICE = "apprentice", "Apprenti ou apprentie"
    TRAINEE = "trainee", "Stagiaire"
    CONTRACTOR = "contractor", "Prestataire"
    VOLUNTEER = "volunteer", "Bénévole"


class Role(TextChoices):
    """What a person answers for, beside their own work."""

    DPO = "dpo", "Protection des données (DPO)"
    RSSI = "rssi", "Sécurité informatique (RSSI)"
    DSI = "dsi", "Direction des systèmes d’information"
    DGS = "dgs", "Direction générale des services"
    ADMINISTRATOR = "administrator", "Administration de Garant"
    REFERENT = "referent", "Référent ou référente IA"
    LEGAL = "legal", "Guichet juridique"
    COMMUNICATION = "communication", "Communication"
    AUDITOR = "auditor", "Audit"
    COMMITTEE = "committee", "Membre de comité"


# Who writes the next version of the charter. To put it in force stays with the administrators: they answer for what
# software applies.
CHARTER_WRITERS = (Role.ADMINISTRATOR, Role.REFERENT, Role.DPO, Role.LEGAL, Role.COMMUNICATION)
