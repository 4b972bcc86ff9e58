"""The closed lists of a consultation."""

from django.db.models import TextChoices

from garant.directory.kinds import Role

# Who writes and decides here; an auditor reads with them.
EDITORS = (Role.ADMINISTRATOR, Role.DSI, Role.LEGAL, Role.DPO, Role.RSSI)
READERS = (*EDITORS, Role.AUDITOR)
# Of them, who drafts a processing record and a DPIA from the answer that was retained.
PREPARERS = (Role.DPO, Role.DSI, Role.LEGAL, Role.RSSI)


class State(TextChoices):
    """préparation → publiée → dépouillée → attribuée, or sans suite from any of them; never back."""

    DRAFT = "draft", "En préparation"
    OPEN = "open", "Publiée"
    CLOSED = "closed", "Dépouillée"
    AWARDED = "awarded", "Réponse retenue"
    ABANDONED = "abandoned", "Sans suite"


class SystemKind(TextChoices):
    """What is bought, as a buyer says it."""

    EMBEDDED = "embedded", "Logiciel métier qui contient de l’IA"
    ASSISTANT = "assistant", "Assistant conversationnel ou rédaction"
    DECISION = "decision", "Aide à la décision sur des dossiers"
    DOCUMENT = "document", "Lecture, tri ou transcription de documents"
    IMAGE = "image", "Analyse d’images ou de vidéos"
    FORECAST = "forecast", "Prévision ou optimisation"
    OTHER = "other", "Autre"


class RiskChoice(TextChoices):
    """The class that decides which model clauses are inserted."""

    LIGHT = "light", "Risque courant"
    HIGH = "high", "Haut risque (annexe I ou III du règlement sur l’IA)"
    UNKNOWN = "unknown", "À examiner : les clauses de haut risque sont proposées"
