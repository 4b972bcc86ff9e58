"""The closed lists of the portal: its parts, what a citizen may ask, how accessible the service is."""

from dataclasses import dataclass

from django.db.models import TextChoices

from garant.registers.rights.terms import Kind


class Part(TextChoices):
    """What an administrator opens, one by one. The charter is public by itself."""

    SYSTEMS = "systems", "Systèmes d’IA en service"
    ALGORITHMS = "algorithms", "Inventaire des algorithmes"
    DECISIONS = "decisions", "Décisions et algorithmes : tous les traitements déclarés et non clos"
    REPORTS = "reports", "Bilans publiés"
    REQUESTS = "requests", "Demandes des citoyens, et leur suivi"
    EVIDENCE = "evidence", "Preuves, en nombres, clause par clause"
    JOURNAL = "journal", "Points de contrôle du journal"


class Conformity(TextChoices):
    """What the decree of 2019 lets a statement say."""

    NONE = "none", "Non conforme"
    PARTIAL = "partial", "Partiellement conforme"
    TOTAL = "total", "Totalement conforme"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a citizen may ask. `kind` is the right; None: a problem, which becomes an incident."""

    slug: str  # of its address
    title: str
    lead: str
    kind: Kind | None
    decision: bool = False  # whether it is about one decision


ASKS = (
    Ask(
        "explication",
        "Comprendre une décision",
        "Une décision vous concerne et un algorithme ou une IA y a contribué : demandez comment, avec quelles données.",
        Kind.EXPLANATION,
        decision=True,
    ),
    Ask(
        "reexamen",
        "Faire réexaminer une décision par une personne",
        "Vous contestez une décision prise avec l’aide d’une IA : une personne la reprend.",
        Kind.REVIEW,
        decision=True,
    ),
    Ask(
        "acces",
        "Accéder à mes données",
        "Savoir si des données vous concernant sont traitées, et en recevoir une copie.",
        Kind.ACCESS,
    ),
    Ask(
        "rectification",
        "Corriger mes données",
        "Faire corriger ou compléter ce qui est faux ou incomplet à votre sujet.",
        Kind.RECTIFICATION,
    ),
    Ask("effacement", "Effacer mes données", "Faire effacer des données vous concernant.", Kind.ERASURE),
    Ask(
        "opposition",
        "M’opposer à un traitement",
        "Demander que vos données ne servent plus, pour une raison qui tient à votre situation.",
        Kind.OBJECTION,
    ),
    Ask(
        "biais",
        "Signaler un biais ou un problème",
        "Une réponse injuste, discriminante ou fausse : dites-le, même sans donner votre nom.",
        None,
    ),
)


def ask_of(slug: str) -> Ask | None:
    """The one of this address."""
    return next((each for each in ASKS if each.slug == slug), None)
