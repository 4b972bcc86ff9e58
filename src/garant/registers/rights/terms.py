"""The closed lists of a request, and what the law says of each kind of it (`kinds.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a person asks for."""

    ACCESS = "access", "Accès"
    RECTIFICATION = "rectification", "Rectification"
    ERASURE = "erasure", "Effacement"
    OBJECTION = "objection", "Opposition"
    REVIEW = "review", "Réexamen par une personne"
    EXPLANATION = "explanation", "Explication d’une décision"


class State(TextChoices):
    """reçue → identité vérifiée → en cours → répondue ou refusée, and never back."""

    RECEIVED = "received", "Reçue"
    CHECKED = "checked", "Identité vérifiée"
    ONGOING = "ongoing", "En cours"
    ANSWERED = "answered", "Répondue"
    REFUSED = "refused", "Refusée"


CLOSED = frozenset({State.ANSWERED, State.REFUSED})


class Channel(TextChoices):
    """How it came."""

    HOUSE = "house", "depuis Garant"
    DESK = "desk", "au guichet ou par courrier"
    PUBLIC = "public", "par le portail public"


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What the law says of one kind."""

    asks: str
    articles: str
    delay: str
    appeals: tuple[str, ...]
    answer_points: tuple[str, ...] = ()


def facts_of(kind: Kind) -> KindFacts:
    """The facts of a kind, appeals as the sentences of a letter."""
    return _kinds()[kind]


@cache
def _kinds() -> dict[Kind, KindFacts]:
    held = tomllib.loads(files("garant.registers.rights").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {
        kind: KindFacts(
            asks=held[kind]["asks"],
            articles=held[kind]["articles"],
            delay=held[kind]["delay"],
            appeals=tuple(held["appeal"][way]["text"] for way in held[kind]["appeals"]),
            answer_points=tuple(held[kind].get("answer_points", ())),
        )
        for kind in Kind
    }
