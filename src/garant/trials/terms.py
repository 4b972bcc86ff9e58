"""The closed lists of trials."""

from django.db.models import TextChoices


class State(TextChoices):
    """prepared → running → ended → erased → closed, no step skipped; or prepared → abandoned."""

    PREPARED = "prepared", "En préparation"
    RUNNING = "running", "En cours"
    ENDED = "ended", "Terminé, à effacer"
    ERASED = "erased", "Effacé, verdict attendu"
    CLOSED = "closed", "Clos"
    ABANDONED = "abandoned", "Abandonné avant de commencer"


class Verdict(TextChoices):
    CONCLUSIVE = "conclusive", "Concluant"
    NOT_CONCLUSIVE = "not-conclusive", "Non concluant"
    PROLONG = "to-be-prolonged", "À prolonger par un autre essai"


class Outcome(TextChoices):
    """What someone found who ran one case of the test plan."""

    OK = "ok", "Conforme à l’attendu"
    NOT_OK = "not-ok", "Non conforme"
    UNCLEAR = "unclear", "Ne se laisse pas juger"
