"""The closed lists of an incident."""

from django.db.models import TextChoices


class Category(TextChoices):
    """What went wrong, as the person who reports it sees it."""

    WRONG = "wrong", "Réponse fausse ou inventée"
    HARM = "harm", "Réponse fausse ou inventée qui a causé un préjudice"
    UNFAIR = "unfair", "Contenu discriminant ou inéquitable"
    PERSONAL_DATA = "personal-data", "Donnée personnelle visible ou sortie"
    LEAK = "leak", "Fuite d’un document interne ou d’un secret"
    MISUSE = "misuse", "Usage contraire à la charte"
    SHOCKING = "shocking", "Contenu choquant ou dangereux"
    SECURITY = "security", "Problème de sécurité"
    PROTECTION = "protection", "Protection de la charte en défaut (trop ou trop peu)"
    OTHER = "other", "Autre"


class State(TextChoices):
    """nouveau → en cours → clos, and never back: a new doubt is a new incident."""

    NEW = "new", "Nouveau"
    ONGOING = "ongoing", "En cours"
    CLOSED = "closed", "Clos"


class Severity(TextChoices):
    """How much harm, as DPO and RSSI judge it. The help of each stands in `SEVERITY_HELP`."""

    LOW = "low", "Faible"
    MODERATE = "moderate", "Modérée"
    HIGH = "high", "Élevée"
    CRITICAL = "critical", "Critique"


SEVERITY_HELP = {
    Severity.LOW: "vu et corrigé à temps, personne n’a rien subi",
    Severity.MODERATE: "une gêne, vite réparée, pour peu de personnes",
    Severity.HIGH: "un préjudice réel pour une personne, ou une gêne pour beaucoup",
    Severity.CRITICAL: "un préjudice grave ou irréparable, ou un service essentiel arrêté",
}


class Doubt(TextChoices):
    """A question of law that takes time: what is not known stays to be examined, and never means no."""

    UNKNOWN = "unknown", "À examiner"
    YES = "yes", "Oui"
    NO = "no", "Non"


class Ground(TextChoices):
    """Why an incident is serious (AI Act, art. 3, point 49): the legal delay depends on it."""

    DEATH = "death", "Décès d’une personne"
    HEALTH = "health", "Atteinte grave à la santé d’une personne"
    INFRASTRUCTURE = "infrastructure", "Perturbation grave et irréversible d’une infrastructure critique"
    RIGHTS = "rights", "Violation d’obligations qui protègent les droits fondamentaux"
    PROPERTY = "property", "Dommage grave aux biens ou à l’environnement"


class Step(TextChoices):
    """What the law asks after an incident. Each is taken once, with its date."""

    CNIL_TOLD = "cnil-told", "Violation notifiée à la CNIL"
    CNIL_NOT_DUE = "cnil-not-due", "Notification à la CNIL écartée"
    PERSONS_TOLD = "persons-told", "Personnes concernées informées"
    PERSONS_NOT_DUE = "persons-not-due", "Information des personnes écartée"
    PROVIDER_TOLD = "provider-told", "Fournisseur du système informé"
    AUTHORITY_TOLD = "authority-told", "Autorité de surveillance du marché informée"


NOT_DUE = frozenset({Step.CNIL_NOT_DUE, Step.PERSONS_NOT_DUE})
