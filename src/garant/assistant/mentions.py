"""What a copied answer says of itself: the charter's mention, filled in."""

import re
from dataclasses import dataclass
from enum import StrEnum

from garant.charter import Policy

_FIELD = re.compile(r"\{(verbe|systeme|relecteur)\}")


class Level(StrEnum):
    """How much of a content comes from the AI. The values are the words of the charter file."""

    IDEA = "idea"
    PRODUCTION = "production"
    IMPROVEMENT = "improvement"

    @property
    def french(self) -> str:
        return _FRENCH[self][0]

    @property
    def explained(self) -> str:
        return _FRENCH[self][1]

    @property
    def verb(self) -> str:
        """What stands for {verbe} in "Ce contenu a été {verbe} avec l’aide…"."""
        return _FRENCH[self][2]


_FRENCH = {
    Level.IDEA: ("Idée", "Je m’en inspire : j’écris moi-même.", "imaginé"),
    Level.PRODUCTION: ("Production", "Je reprends le texte, en tout ou en grande partie.", "rédigé"),
    Level.IMPROVEMENT: ("Amélioration", "C’est mon texte, que l’IA a corrigé ou remanié.", "amélioré"),
}


@dataclass(frozen=True, slots=True)
class Worded:
    """A mention ready to stand under a content."""

    level: Level
    text: str
    clause: str


def mention_for(policy: Policy, level: Level, *, system: str, reviewer: str) -> Worded | None:
    """The mention that the charter asks for on a copy of this level, None where it asks for none."""
    found = (m for m in policy.mentions if "copy" in m.on and level.value in m.levels)
    mention = next(found, None)
    if mention is None:
        return None
    # One pass over three names: a reviewer's name that holds a brace stays a name.
    values = {"verbe": level.verb, "systeme": system, "relecteur": reviewer}
    return Worded(level, _FIELD.sub(lambda field: values[field[1]], mention.text), mention.clause)


def asks_for_mention(policy: Policy) -> bool:
    """Whether any clause asks for a mention on a copy; where none does, a plain copy is offered."""
    return any("copy" in mention.on for mention in policy.mentions)


def mentions_for(policy: Policy, *, system: str, reviewer: str) -> tuple[Worded, ...]:
    """Every level that the charter knows for a copy, in its order."""
    found = (mention_for(policy, level, system=system, reviewer=reviewer) for level in Level)
    return tuple(worded for worded in found if worded is not None)
