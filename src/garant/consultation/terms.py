"""The closed lists of a consultation on a charter."""

from django.db.models import TextChoices

from garant.directory.kinds import Role

# Who opens a consultation, holds its workshops, moderates it and answers.
MANAGERS = (Role.ADMINISTRATOR, Role.REFERENT, Role.DPO, Role.COMMUNICATION)


class State(TextChoices):
    """open → closed → published, and never back. The last day closes it by itself."""

    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Close, en dépouillement"
    PUBLISHED = "published", "Synthèse publiée"


class Kind(TextChoices):
    COMMENT = "comment", "Commentaire"
    AMENDMENT = "amendment", "Amendement"


class Way(TextChoices):
    """By which door a contribution came in."""

    ACCOUNT = "account", "Personnes de l’organisation, en ligne"
    WORKSHOP = "workshop", "Ateliers"
    PUBLIC = "public", "Page publique, sans compte"


class Opinion(TextChoices):
    AGREE = "agree", "D’accord"
    DISAGREE = "disagree", "Pas d’accord"
    CLARIFY = "clarify", "À préciser"


class Verdict(TextChoices):
    ACCEPTED = "accepted", "Retenue"
    PARTLY = "partly", "Retenue en partie"
    REFUSED = "refused", "Non retenue"
