"""The closed lists of decisions."""

from django.db.models import TextChoices


class Degree(TextChoices):
    """How much the treatment weighs in the decision (R. 311-3-1-2, 1°)."""

    ELEMENT = "element", "Un élément parmi d’autres : la personne qui décide peut s’en écarter"
    DECISIVE = "decisive", "Déterminant : la personne qui décide le suit presque toujours"
    ALONE = "alone", "Exclusif : la décision est entièrement automatisée"

    @property
    def sentence(self) -> str:
        """As the person concerned reads it."""
        return _SENTENCES[self]


_SENTENCES = {
    Degree.ELEMENT: (
        "Le résultat du traitement a été un élément parmi d’autres. La personne qui a décidé pouvait s’en écarter."
    ),
    Degree.DECISIVE: (
        "Le résultat du traitement a pesé de façon déterminante. Une personne l’a examiné avant de décider."
    ),
    Degree.ALONE: "La décision résulte du seul traitement algorithmique, sans examen par une personne.",
}


class State(TextChoices):
    """in preparation → complete, and never back."""

    DRAFT = "draft", "En préparation"
    COMPLETE = "complete", "Complète"


class Need(TextChoices):
    """Why someone who did not take a decision opens what it says of a person."""

    EXPLANATION = "explanation", "Répondre à une demande d’explication ou de réexamen"
    DISPUTE = "dispute", "Instruire un recours"
    CHECK = "check", "Contrôler la protection des données"
