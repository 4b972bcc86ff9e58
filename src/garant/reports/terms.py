"""The closed lists of reports, and who does what with them."""

from django.db.models import TextChoices

from garant.directory.kinds import Role


class State(TextChoices):
    """draft → validated, and never back."""

    DRAFT = "draft", "Brouillon"
    VALIDATED = "validated", "Validé"


# Who prepares a report: computes its figures, writes its words.
WRITERS = (Role.REFERENT, Role.DSI, Role.DPO, Role.DGS, Role.COMMUNICATION, Role.ADMINISTRATOR)
# Who reads a draft, beside them.
READERS = (*WRITERS, Role.RSSI, Role.LEGAL, Role.AUDITOR)
# Who validates it, and says whether the public reads it.
DECIDERS = (Role.DGS, Role.ADMINISTRATOR)

# What stands on no figure: the words that open and close the report.
OPENING, CLOSING = "synthese", "conclusion"
EDITORIAL = {OPENING: "Synthèse", CLOSING: "Conclusion et perspectives"}
