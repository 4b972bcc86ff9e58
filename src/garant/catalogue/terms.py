"""The closed lists of a system's card."""

from django.db.models import TextChoices

from garant.directory.kinds import Role
from garant.words import Zone

# Who writes the catalogue, who reads what agents don't see (drafts, proofs, contracts), who may stop a system.
EDITORS = (Role.ADMINISTRATOR, Role.DSI)
READERS = (*EDITORS, Role.RSSI, Role.DPO, Role.DGS, Role.LEGAL, Role.AUDITOR)
STOPPERS = (Role.RSSI, Role.DPO, Role.DSI, Role.DGS, Role.ADMINISTRATOR)


class Training(TextChoices):
    """Whether what we send serves to train a model."""

    YES = "yes", "Oui"
    NO = "no", "Non"
    UNKNOWN = "unknown", "On ne sait pas"


class Exposure(TextChoices):
    """Whether a law from outside the European Union (CLOUD Act, FISA…) reaches this vendor."""

    YES = "yes", "Oui"
    NO = "no", "Non"
    UNKNOWN = "unknown", "On ne sait pas"


class Purchase(TextChoices):
    """Where the purchase of a system stands."""

    NONE = "none", "Sans achat"
    STUDY = "study", "À l’étude"
    TENDER = "tender", "Consultation en cours"
    CONTRACT = "contract", "Sous contrat"
    ENDED = "ended", "Contrat terminé"


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
