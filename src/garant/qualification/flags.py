"""What must be seen at once: `data/flags.yaml`, read against the counted answers and the facts drawn from them."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from garant.qualification.condition import Answers, Condition
from garant.qualification.law import written
from garant.qualification.question import Frozen


class Severity(StrEnum):
    """A stop closes the way, an alert asks for an act, a watch for a look."""

    STOP = "stop"
    ALERT = "alert"
    WATCH = "watch"

    @property
    def french(self) -> str:
        return {"stop": "bloquant", "alert": "alerte", "watch": "à surveiller"}[self.value]


class FlagRule(Frozen):
    """When a flag rises, and what it says when it turns on what nobody knows."""

    code: str
    axis: str
    severity: Severity
    when: Condition
    say: str
    say_unsure: str = ""
    source: str


@dataclass(frozen=True, slots=True)
class Flag:
    """One risen flag. Nothing stops on a doubt: it is examined first."""

    code: str
    french: str
    severity: Severity
    source: str
    stops: bool
    axis: str
    certain: bool

    def to_mapping(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "french": self.french,
            "severity": self.severity.value,
            "source": self.source,
            "stops": self.stops,
            "axis": self.axis,
            "certain": self.certain,
        }


@cache
def flag_rules() -> tuple[FlagRule, ...]:
    described = written(files("garant.qualification") / "data" / "flags.yaml")
    return tuple(FlagRule.model_validate(entry) for entry in described)


def flags(answers: Answers) -> tuple[Flag, ...]:
    """The flags that rise, the gravest first."""
    found = [flag for rule in flag_rules() if (flag := _flag(rule, answers)) is not None]
    return tuple(sorted(found, key=lambda flag: list(Severity).index(flag.severity)))


def _flag(rule: FlagRule, answers: Answers) -> Flag | None:
    holds = rule.when.holds(answers)
    if holds:
        stops = rule.severity is Severity.STOP
        return Flag(rule.code, rule.say, rule.severity, rule.source, stops, rule.axis, certain=True)
    if holds is None and rule.say_unsure:
        return Flag(rule.code, rule.say_unsure, Severity.WATCH, rule.source, False, rule.axis, certain=False)
    return None
