"""What a class and a role owe, with the date each duty applies and both readings where they are disputed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from garant.qualification.ai_act.node import Tree
from garant.qualification.ai_act.reading import content, data_folder
from garant.qualification.ai_act.terms import Confidence, Role, Status


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the ways to read a disputed date."""

    french: str
    applies_from: date


@dataclass(frozen=True, slots=True)
class Duty:
    """`ours` is None where the role isn't known. `applies_from` is None where only a change of the system starts it."""

    id: str
    role: Role
    article: str
    french: str
    applies_from: date | None
    applies: bool
    ours: bool | None
    readings: tuple[Reading, ...]
    note: str | None  # the rule for older systems, where it moves the date
    source: str
    as_of: date
    confidence: Confidence

    @property
    def status(self) -> Status:
        if self.readings:
            return Status.DISPUTED
        return Status.IN_FORCE if self.applies else Status.COMING

    @property
    def when(self) -> str:
        """ "s’applique depuis le 02/08/2026", in French."""
        if self.applies_from is None:
            return "seulement si le système est modifié de façon importante"
        if self.applies:
            return f"s’applique depuis le {self.applies_from:%d/%m/%Y}"
        return f"s’appliquera le {self.applies_from:%d/%m/%Y}"

    def to_mapping(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "role": self.role.value,
            "article": self.article,
            "french": self.french,
            "applies_from": None if self.applies_from is None else self.applies_from.isoformat(),
            "applies": self.applies,
            "when": self.when,
            "ours": self.ours,
            "status": self.status.value,
            "readings": [
                {"french": reading.french, "applies_from": reading.applies_from.isoformat()}
                for reading in self.readings
            ],
            "note": self.note,
            "source": self.source,
            "as_of": self.as_of.isoformat(),
            "confidence": self.confidence.value,
        }


@dataclass(frozen=True, slots=True)
class Case:
    """What the duties ask of a classified use: its findings (see data/duties.yaml) and the facts that move dates."""

    findings: Collection[str]
    roles: tuple[Role, ...]
    trigger: date | None  # when the practice at stake is prohibited
    older: str | None  # the answer to node 111, where the design didn't change since
    public: bool  # or not known to be otherwise


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Reading(_Strict):
    french: str
    applies_from: str


class _Grace(_Strict):
    node: str
    answer: str
    until: date
    french: str


class DutyRule(_Strict):
    """A duty as its file writes it."""

    id: str
    role: Role
    article: str
    when: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    applies_from: str
    french: str
    check: str | None = None
    readings: tuple[_Reading, ...] = ()
    grace: _Grace | None = None
    source: str
    as_of: date
    review_by: date
    confidence: Confidence


@cache
def duty_rules() -> tuple[DutyRule, ...]:
    """Every duty that we know. ValueError where an id stands twice."""
    written = content(data_folder() / "duties.yaml")
    rules = tuple(DutyRule.model_validate({**written["defaults"], **entry}) for entry in written["duties"])
    if len({rule.id for rule in rules}) != len(rules):
        raise ValueError("duties.yaml gives an id twice")
    return rules


def duties(tree: Tree, case: Case) -> Iterator[Duty]:
    """Ours, those of a role that may be ours, and what to check of the provider's where we are not it."""
    for rule in duty_rules():
        found = case.findings
        if not set(rule.when) <= set(found) or set(rule.unless) & set(found):
            continue
        if rule.any_of and not set(rule.any_of) & set(found):
            continue
        ours = _ours(rule, case.roles)
        if ours is False and rule.check is None:
            continue
        yield _duty(rule, tree, case, ours)


def _ours(rule: DutyRule, roles: tuple[Role, ...]) -> bool | None:
    if rule.role is Role.ANY:
        return True
    return rule.role in roles if roles else None


def _duty(rule: DutyRule, tree: Tree, case: Case, ours: bool | None) -> Duty:
    starts, note = _starts(rule, tree, case)
    if rule.grace is not None and f"{rule.grace.node}={rule.grace.answer}" in case.findings:
        starts, note = rule.grace.until, rule.grace.french
    return Duty(
        id=rule.id,
        role=rule.role,
        article=rule.article,
        french=(rule.check or rule.french) if ours is False else rule.french,
        applies_from=starts,
        applies=starts is not None and starts <= tree.today,
        ours=ours,
        readings=tuple(_reading(each, tree, case) for each in rule.readings),
        note=note,
        source=rule.source,
        as_of=rule.as_of,
        confidence=rule.confidence,
    )


def _reading(reading: _Reading, tree: Tree, case: Case) -> Reading:
    """Older systems apart: a reading is about the text, not about one system."""
    if reading.applies_from == "chapter_iii":
        return Reading(reading.french, tree.high_risk_from[_annex(case)])
    return Reading(reading.french, date.fromisoformat(reading.applies_from))


def _starts(rule: DutyRule, tree: Tree, case: Case) -> tuple[date | None, str | None]:
    match rule.applies_from:
        case "trigger":
            return case.trigger, None
        case "chapter_iii":
            return _chapter_iii(tree, case)
        case written:
            return date.fromisoformat(written), None


# The answers to node 111 that put a system before the date of chapter III, by the annex that makes it high-risk.
_OLDER: Mapping[str, frozenset[str]] = {
    "III": frozenset({"before_2026_08_02", "before_2027_12_02"}),
    "I": frozenset({"before_2026_08_02", "before_2027_12_02", "before_2028_08_02"}),
}


def _annex(case: Case) -> str:
    """Annex III comes first where a system falls under both."""
    return "III" if "annex_iii" in case.findings else "I"


def _chapter_iii(tree: Tree, case: Case) -> tuple[date | None, str | None]:
    """Older systems follow article 111(2)."""
    annex = _annex(case)
    if case.older not in _OLDER[annex]:
        return tree.high_risk_from[annex], None
    if case.public:
        return tree.legacy.public_deadline, tree.legacy.public
    return None, tree.legacy.private
