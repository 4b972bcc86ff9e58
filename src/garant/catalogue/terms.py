"""The closed lists of a system's card."""

from django.db.models import TextChoices

from garant.words import Zone


class Training(TextChoices):
    """Whether what we send serves to train a model."""

    YES = "yes", "Oui"
    NO = "no", "Non"
    UNKNOWN = "unknown", "On ne sait pas"


class ZoneChoice(TextChoices):
    """The zones of the charter, for a form."""

    INTERNAL = Zone.INTERNAL.value, "Interne"
    SOVEREIGN = Zone.SOVEREIGN.value, "Souverain"
    EXTERNAL = Zone.EXTERNAL.value, "Externe"


LEVELS = {
    1: "Niveau 1 : pour tous",
    2: "Niveau 2 : dans un logiciel métier",
    3: "Niveau 3 : IA spécialisée",
}
