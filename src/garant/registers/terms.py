"""The closed lists of an incident."""

from django.db.models import TextChoices


class Category(TextChoices):
    """What went wrong, as the person who reports it sees it."""

    WRONG = "wrong", "Réponse fausse ou inventée"
    UNFAIR = "unfair", "Contenu discriminant ou inéquitable"
    PERSONAL_DATA = "personal-data", "Donnée personnelle visible ou sortie"
    SHOCKING = "shocking", "Contenu choquant ou dangereux"
    SECURITY = "security", "Problème de sécurité"
    PROTECTION = "protection", "Protection de la charte en défaut (trop ou trop peu)"
    OTHER = "other", "Autre"


class State(TextChoices):
    """nouveau → en cours → clos, and never back: a new doubt is a new incident."""

    NEW = "new", "Nouveau"
    ONGOING = "ongoing", "En cours"
    CLOSED = "closed", "Clos"
