"""forbid: a use that no system serves, recognised by groups of keywords and by patterns."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from garant.charter.control import Control, Loosening, Text, shown
from garant.charter.policy import ForbiddenUse, Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.charter.uses import compile_pattern, covers, fold
from garant.words import Action, Mode, count


def _keyword(word: str) -> str:
    stem = word.removesuffix("*")
    if "*" in stem or not fold(stem).strip() or not all(_is_word_part(char) for char in fold(stem)):
        raise PydanticCustomError("charter_keyword_invalid", "a keyword", {"word": shown(word)})
    if word.endswith("*") and len(fold(stem)) < 3:
        raise PydanticCustomError("charter_keyword_too_short", "a longer prefix", {"word": shown(word)})
    return word


def _is_word_part(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN" or char in " '-"


def _pattern(pattern: str) -> str:
    compiled = compile_pattern(pattern)
    if compiled is None:
        raise PydanticCustomError("charter_pattern_invalid", "an RE2 pattern", {"pattern": shown(pattern)})
    if compiled.search("") is not None:
        raise PydanticCustomError("charter_pattern_matches_all", "a pattern", {"pattern": shown(pattern)})
    return pattern


Keyword = Annotated[Text, AfterValidator(_keyword)]
Pattern = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(_pattern)]


class Forbid(Control):
    kind: ClassVar[str] = "forbid"
    french: ClassVar[str] = "Usage interdit"
    question: ClassVar[str] = "Combien de demandes ont été refusées parce qu’elles relevaient de cet usage ?"

    use: Text = Field(description="L’usage interdit, décrit en français.")
    keywords: tuple[Annotated[tuple[Keyword, ...], Field(min_length=1)], ...] = Field(
        default=(),
        description="Groupes de mots : un groupe est reconnu si tous ses mots sont dans une même phrase. "
        "Majuscules et accents sont indifférents ; un * final vaut pour toute fin de mot.",
    )
    patterns: tuple[Pattern, ...] = Field(
        default=(), description="Expressions RE2, sans majuscules ni accents."
    )
    mode: Mode = Field(
        default=Mode.APPLY, description="apply : la demande est refusée ; observe : elle est comptée."
    )

    def effects(self, clause: str) -> Iterable[ForbiddenUse]:
        return [ForbiddenUse(self.use, self.patterns, clause, self.mode, self.keywords)]

    def sentence(self) -> str:
        use = self.use.rstrip(" .")
        if not (self.keywords or self.patterns):
            return f"Usage interdit, que le logiciel ne sait pas encore reconnaître : {use}."
        if self.mode is Mode.OBSERVE:
            return (
                f"Usage interdit, en observation (les demandes sont comptées, pas encore refusées) : {use}."
            )
        return f"Usage interdit, refusé quel que soit le système : {use}."

    @property
    def nature(self) -> Status:
        if not (self.keywords or self.patterns):
            return Status.DECLARED
        return Status.ENFORCED if self.mode is Mode.APPLY else Status.FOLLOWED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        if not (self.keywords or self.patterns):
            return Evidence("Aucun mot-clé ni motif ne permet de reconnaître cet usage.", None, self.nature)
        if self.mode is Mode.OBSERVE:
            number = tally.observed.get((clause, Action.BLOCK), 0)
            would = count(number, "demande aurait été refusée", "demandes auraient été refusées")
            return Evidence(f"{would} au titre de cette clause.", number, self.nature)
        number = tally.decisions.get((clause, Action.BLOCK), 0)
        return Evidence(
            f"{count(number, 'demande refusée', 'demandes refusées')} au titre de cette clause.",
            number,
            self.nature,
        )

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        applied = [use for use in after.forbidden if use.mode is Mode.APPLY]
        patterns = {pattern for use in applied for pattern in use.patterns}
        groups = [group for use in applied for group in use.keywords]
        for use in before.forbidden:
            if use.mode is not Mode.APPLY:
                continue
            kept = all(pattern in patterns for pattern in use.patterns) and all(
                any(covers(wider, group) for wider in groups) for group in use.keywords
            )
            if not (use.patterns or use.keywords):
                kept = any(use.use == other.use or use.clause == other.clause for other in applied)
            if not kept:
                yield Loosening(
                    f"usage interdit « {shown(use.use)} »",
                    "refusé",
                    "refusé moins souvent, ou plus du tout",
                    (use.clause,),
                )

    def warnings(self, today: date) -> Iterable[tuple[str, dict[str, object]]]:
        if not (self.keywords or self.patterns):
            yield "charter_forbid_unrecognised", {"use": shown(self.use)}
