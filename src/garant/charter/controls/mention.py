"""mention: what a content made with AI says of it, on copy, on export and through the API."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from garant.charter.control import Control, Loosening, Text, shown
from garant.charter.enumeration import enumerated
from garant.charter.policy import Mention, Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class Level(StrEnum):
    """How much of a content an AI made."""

    IDEA = "idea"
    PRODUCTION = "production"
    IMPROVEMENT = "improvement"


class Exit(StrEnum):
    """The way by which a content leaves."""

    COPY = "copy"
    EXPORT = "export"
    API = "api"


def _fields(text: str) -> str:
    for field in re.findall(r"\{[^}]*\}?|\}", text):
        if field not in _FIELDS:
            raise PydanticCustomError("charter_mention_field", "a known field", {"field": shown(field)})
    return text


_FIELDS = ("{verbe}", "{systeme}", "{relecteur}")


class MentionControl(Control):
    kind: ClassVar[str] = "mention"
    french: ClassVar[str] = "Mention d’un usage de l’IA"
    question: ClassVar[str] = "Combien de contenus sont sortis avec cette mention ?"

    text: Annotated[Text, AfterValidator(_fields)] = Field(
        description="La mention ; {verbe}, {systeme} et {relecteur} y sont remplacés."
    )
    levels: tuple[Level, ...] = Field(
        default=tuple(Level), min_length=1, description="Part de l’IA : idée, production, amélioration."
    )
    on: tuple[Exit, ...] = Field(
        default=tuple(Exit), min_length=1, description="Sorties : copie, export, API."
    )

    def effects(self, clause: str) -> Iterable[Mention]:
        levels = tuple(level.value for level in Level if level in self.levels)
        exits = tuple(exit_.value for exit_ in Exit if exit_ in self.on)
        return [Mention(self.text, levels, exits, clause)]

    def sentence(self) -> str:
        levels = enumerated((_LEVEL_FRENCH[level] for level in Level if level in self.levels), last="ou")
        exits = enumerated((_EXIT_FRENCH[exit_] for exit_ in Exit if exit_ in self.on), last="ou")
        return f"Un contenu issu de l’IA ({levels}) porte, {exits}, la mention : « {self.text} »"

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        number = tally.events.get(("content.copied", clause), 0)
        said = f"{count(number, 'contenu copié', 'contenus copiés')} avec cette mention."
        return Evidence(said, number, Status.ENFORCED)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        kept = {(level, way) for mention in after.mentions for level in mention.levels for way in mention.on}
        for mention in before.mentions:
            lost = [
                (level, way) for level in mention.levels for way in mention.on if (level, way) not in kept
            ]
            if lost:
                said = enumerated(
                    f"{_LEVEL_FRENCH[Level(level)]} {_EXIT_FRENCH[Exit(way)]}" for level, way in lost
                )
                yield Loosening(f"mention de l’IA ({said})", "obligatoire", "retirée", (mention.clause,))


_LEVEL_FRENCH = {Level.IDEA: "idée", Level.PRODUCTION: "production", Level.IMPROVEMENT: "amélioration"}
_EXIT_FRENCH = {Exit.COPY: "à la copie", Exit.EXPORT: "à l’export", Exit.API: "par l’API"}
