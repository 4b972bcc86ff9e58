"""The closed lists of committees."""

from django.db.models import TextChoices


class CommitteeKind(TextChoices):
    DATA_AI = "data-ia", "Comité DATA-IA"
    ETHICS = "ethique", "Comité d’éthique"
    STEERING = "pilotage", "Comité de pilotage"
    USERS = "usagers", "Comité d’usagers"
    OTHER = "autre", "Autre comité"


class Quality(TextChoices):
    """In what quality someone sits."""

    AGENT = "agent", "Agent ou agente"
    ELECTED = "elected", "Élu ou élue"
    EXPERT = "expert", "Expert ou experte"
    USER = "user", "Usager ou usagère"
    PARTNER = "partner", "Partenaire"


class QuorumKind(TextChoices):
    SHARE = "share", "Une part des membres, en pour cent"
    NUMBER = "number", "Un nombre de membres"


class SessionState(TextChoices):
    """planned → open → closed, and never back."""

    PLANNED = "planned", "Prévue"
    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Close"


class Presence(TextChoices):
    PRESENT = "present", "Présent"
    EXCUSED = "excused", "Excusé"
    ABSENT = "absent", "Absent"


class Verdict(TextChoices):
    FAVOURABLE = "favourable", "Favorable"
    WITH_CONDITIONS = "favourable-with-conditions", "Favorable avec conditions"
    UNFAVOURABLE = "unfavourable", "Défavorable"
    DEFERRED = "deferred", "Reporté"
