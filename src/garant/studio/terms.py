"""The closed lists of the studio."""

from django.db.models import TextChoices

from garant.directory.kinds import CHARTER_WRITERS

EDITORS = CHARTER_WRITERS


class Origin(TextChoices):
    """What a draft begins from."""

    VERSION = "version", "Une version de notre charte"
    REFERENCE = "reference", "Une charte fournie avec Garant"
    PARENT = "parent", "La charte d’une autre organisation, dont la nôtre héritera"
    FILE = "file", "Un fichier YAML"
    BLANK = "blank", "Une page blanche"


class Step(TextChoices):
    """What a saved revision did."""

    STARTED = "started", "Brouillon commencé"
    BLANKS = "blanks", "Blancs remplis"
    CLAUSE = "clause", "Clause modifiée"
    CLAUSE_ADDED = "clause-added", "Clause ajoutée"
    CLAUSE_REMOVED = "clause-removed", "Clause retirée"
    CONTROL = "control", "Règle modifiée"
    GRID = "grid", "Tableau modifié"
    FILE = "file", "Fichier modifié"
    IMPORTED = "imported", "Fichier importé"
    RESTORED = "restored", "Révision reprise"
    DATED = "dated", "Version datée pour l’entrée en vigueur"
