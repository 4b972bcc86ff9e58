"""What the tree concludes, as frozen values that a page, a file or the journal can keep."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from garant.qualification.ai_act.duty import Duty
from garant.qualification.ai_act.terms import RiskClass, Role, Strength


@dataclass(frozen=True, slots=True)
class Step:
    """One question that was asked and answered, with what follows from the answer in French."""

    node: str
    section: str
    article: str
    question: str
    answers: tuple[str, ...]
    french: tuple[str, ...]
    consequence: str
    counts: Strength

    def to_mapping(self) -> dict[str, Any]:
        return {
            "node": self.node,
            "section": self.section,
            "article": self.article,
            "question": self.question,
            "answers": list(self.answers),
            "french": list(self.french),
            "consequence": self.consequence,
        }


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is left to find out, and whom to ask. `could_be` is the class that it could lead to, where it could raise it."""

    node: str
    article: str
    question: str
    ask: str
    advice: str
    answered: bool  # by « je ne sais pas », rather than not at all
    could_be: RiskClass | None

    def to_mapping(self) -> dict[str, Any]:
        return {
            "node": self.node,
            "article": self.article,
            "question": self.question,
            "ask": self.ask,
            "advice": self.advice,
            "answered": self.answered,
            "could_be": None if self.could_be is None else self.could_be.value,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """The class of a use with everything behind it. `risk` is TO_BE_EXAMINED where `at_least` may not be all."""

    today: date
    tree_version: str
    risk: RiskClass
    at_least: RiskClass  # what is already established
    could_be: RiskClass  # what it may come to, once all is known
    roles: tuple[Role, ...]
    articles: tuple[str, ...]  # behind the class
    prohibited: tuple[str, ...]
    announced: tuple[str, ...]  # practices that will be prohibited on a day to come
    annex_iii: tuple[str, ...]  # exempted points included
    annex_i: bool
    annex_i_section: str | None
    profiling: bool | None  # None where it was asked and isn't known
    exempt_6_3: bool
    transparency: tuple[str, ...]
    fria_due: bool
    registration_due: bool
    explanation_right: bool
    worker_information: bool
    log_retention: bool
    duties: tuple[Duty, ...]
    path: tuple[Step, ...]
    unknown: tuple[Unknown, ...]
    set_aside: tuple[str, ...]  # answers to questions that this version of the tree doesn't have

    @property
    def settled(self) -> bool:
        """Nothing that is still unknown could make the class stricter."""
        return self.could_be.strictness <= self.at_least.strictness

    @property
    def french(self) -> str:
        """The conclusion in one sentence, what is still possible included."""
        if self.announced:
            return f"{self.risk.french} : une interdiction arrive (article 5)."
        if self.settled:
            missing = self.risk is RiskClass.TO_BE_EXAMINED
            return f"{self.risk.french} : des réponses manquent." if missing else f"{self.risk.french}."
        if self.at_least is RiskClass.MINIMAL:
            return f"À examiner : cet usage pourrait être {_ADJECTIVES[self.could_be]}."
        known = _ADJECTIVES[self.at_least]
        return f"{self.risk.french} : cet usage est {known}, et pourrait être {_ADJECTIVES[self.could_be]}."

    def to_mapping(self) -> dict[str, Any]:
        """Plain JSON values, for a file, an export or the record of a qualification."""
        return {
            "today": self.today.isoformat(),
            "tree_version": self.tree_version,
            "risk": self.risk.value,
            "risk_french": self.risk.french,
            "french": self.french,
            "at_least": self.at_least.value,
            "could_be": self.could_be.value,
            "settled": self.settled,
            "roles": [role.value for role in self.roles],
            "articles": list(self.articles),
            "prohibited": list(self.prohibited),
            "announced": list(self.announced),
            "annex_iii": list(self.annex_iii),
            "annex_i": self.annex_i,
            "annex_i_section": self.annex_i_section,
            "profiling": self.profiling,
            "exempt_6_3": self.exempt_6_3,
            "transparency": list(self.transparency),
            "fria_due": self.fria_due,
            "registration_due": self.registration_due,
            "explanation_right": self.explanation_right,
            "worker_information": self.worker_information,
            "log_retention": self.log_retention,
            "duties": [duty.to_mapping() for duty in self.duties],
            "path": [step.to_mapping() for step in self.path],
            "unknown": [unknown.to_mapping() for unknown in self.unknown],
            "set_aside": list(self.set_aside),
        }


_ADJECTIVES = {
    RiskClass.PROHIBITED: "interdit",
    RiskClass.HIGH: "à haut risque",
    RiskClass.TRANSPARENCY: "soumis à une obligation de transparence",
}
