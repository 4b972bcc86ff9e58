"""forbid: a use that no system serves, recognised by shipped recognisers, groups of keywords and patterns."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from garant.charter.control import Control, Loosening, Text, shown
from garant.charter.enumeration import enumerated, french_date
from garant.charter.policy import ForbiddenUse, Policy
from garant.charter.problem import RecogniserUnknown
from garant.charter.recogniser import (
    KeywordGroup,
    Pattern,
    known_recogniser,
    recogniser,
    shipped_recognisers,
)
from garant.charter.tally import Evidence, Status, Tally
from garant.charter.uses import covers
from garant.words import Action, Mode, count


def _recogniser(name: str) -> str:
    try:
        return known_recogniser(name)
    except RecogniserUnknown as error:
        raise PydanticCustomError("charter_recogniser_unknown", "a recogniser", dict(error.facts)) from error


def _list_the_names(schema: dict[str, object]) -> None:
    schema["enum"] = list(shipped_recognisers())


def _named(recognisers: Sequence[str]) -> str:
    quoted = enumerated(f"« {name} »" for name in recognisers)
    return f"{'reconnaisseur' if len(recognisers) == 1 else 'reconnaisseurs'} {quoted}" if quoted else ""


RecogniserName = Annotated[str, AfterValidator(_recogniser), Field(json_schema_extra=_list_the_names)]


class Forbid(Control):
    kind: ClassVar[str] = "forbid"
    french: ClassVar[str] = "Usage interdit"
    question: ClassVar[str] = "Combien de demandes ont été refusées parce qu’elles relevaient de cet usage ?"

    use: Text = Field(description="L’usage interdit, décrit en français.")
    recognisers: tuple[RecogniserName, ...] = Field(
        default=(),
        description="Reconnaisseurs fournis avec Garant, par leur nom : « garant charter recognisers » les liste.",
    )
    keywords: tuple[KeywordGroup, ...] = Field(
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
        named = [recogniser(name) for name in self.recognisers]
        patterns = dict.fromkeys([*(each for one in named for each in one.patterns), *self.patterns])
        keywords = dict.fromkeys([*(each for one in named for each in one.keywords), *self.keywords])
        return [ForbiddenUse(self.use, tuple(patterns), clause, self.mode, tuple(keywords), self.recognisers)]

    @property
    def _is_recognised(self) -> bool:
        return bool(self.recognisers or self.keywords or self.patterns)

    def sentence(self) -> str:
        use = self.use.rstrip(" .")
        if not self._is_recognised:
            return f"Usage interdit, que le logiciel ne sait pas encore reconnaître : {use}."
        named = _named(self.recognisers)
        if self.mode is Mode.OBSERVE:
            told = f" ; {named}" if named else ""
            return f"Usage interdit, en observation (les demandes sont comptées, pas encore refusées{told}) : {use}."
        told = f" ({named})" if named else ""
        return f"Usage interdit, refusé dès qu’il est reconnu, quel que soit le système{told} : {use}."

    @property
    def nature(self) -> Status:
        if not self._is_recognised:
            return Status.DECLARED
        return Status.ENFORCED if self.mode is Mode.APPLY else Status.FOLLOWED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        if not self._is_recognised:
            return Evidence(
                "Aucun reconnaisseur, mot-clé ni motif ne permet de reconnaître cet usage.", None, self.nature
            )
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
        named = {name for use in after.forbidden for name in use.recognisers}
        for use in before.forbidden:
            if use.mode is not Mode.APPLY:
                continue
            kept = all(pattern in patterns for pattern in use.patterns) and all(
                any(covers(wider, group) for wider in groups) for group in use.keywords
            )
            if not (use.patterns or use.keywords):
                kept = any(use.use == other.use or use.clause == other.clause for other in applied)
            if not kept:
                gone = [name for name in use.recognisers if name not in named]
                yield Loosening(
                    f"usage interdit « {shown(use.use)} »",
                    "refusé",
                    "refusé moins souvent, ou plus du tout" + (f" ({_named(gone)} en moins)" if gone else ""),
                    (use.clause,),
                )

    def warnings(self, today: date) -> Iterable[tuple[str, dict[str, object]]]:
        if not self._is_recognised:
            yield "charter_forbid_unrecognised", {"use": shown(self.use)}
        for name in self.recognisers:
            due = recogniser(name).review_by
            if due < today:
                said = french_date(due.isoformat())
                yield "charter_recogniser_overdue", {"recogniser": name, "due": said}
