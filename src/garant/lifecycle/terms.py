"""The closed lists of an AI use."""

from django.db.models import TextChoices

from garant.directory.kinds import Role


class Ambition(TextChoices):
    """Which of the charter's ambitions a use serves (AHP-02)."""

    SIMPLIFY = "simplify", "Simplifier et automatiser (formulaires, classement, saisie, questions courantes)"
    RELATION = "relation", "Améliorer la relation avec les usagers (réponses plus rapides, orientation)"
    DECIDE = "decide", "Aider à décider (tendances, diagnostic, plans d’action)"
    MODERNISE = "modernise", "Moderniser autrement les services et les conditions de travail"


class Decision(TextChoices):
    """What an arbitration says of a use."""

    ACCEPTED = "accepted", "Retenu"
    REFUSED = "refused", "Refusé"
    DEFERRED = "deferred", "Différé"


class SessionState(TextChoices):
    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Close"


# Who reads a use whole, beside the person who submitted it and the people of its pilot.
READERS = (
    Role.REFERENT,
    Role.DSI,
    Role.DPO,
    Role.RSSI,
    Role.LEGAL,
    Role.DGS,
    Role.AUDITOR,
    Role.COMMITTEE,
)
# Who fills in the sheet.
WRITERS = (Role.REFERENT, Role.DSI, Role.DPO, Role.RSSI, Role.LEGAL)
# Whose visa the sheet needs.
SIGNERS = (Role.DSI, Role.DPO)
