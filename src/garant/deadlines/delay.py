"""The legal delays, as the file holds them: length, unit, way of counting, source and review."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from garant.deadlines.errors import DelayUnknown


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"

    def french(self, length: int) -> str:
        """ "72 heures", "1 mois"."""
        word = _UNITS[self]
        return f"{length} {word if length < 2 or word.endswith('s') else _plural(word)}"


class Rule(StrEnum):
    """How the delay is counted; the file says what each means, and where it comes from."""

    EU = "eu"
    FRENCH = "french"
    CALENDAR = "calendar"
    CLOCK = "clock"

    @property
    def french(self) -> str:
        return _RULES[self]

    @property
    def waits_for_a_working_day(self) -> bool:
        return self in (Rule.EU, Rule.FRENCH)


@dataclass(frozen=True, slots=True)
class Delay:
    """One delay of the law. `length` 0 is "without delay": the law gives no number."""

    id: str
    name: str
    length: int
    unit: Unit
    rule: Rule
    start: str  # what it runs from, in French
    article: str
    note: str
    source: str
    as_of: date
    review_by: date
    confidence: str
    extension: str | None = None  # the delay that replaces it, once the person has been told
    applies_from: date | None = None


def delay(kind: str) -> Delay:
    """DelayUnknown where the file holds none of this name."""
    found = all_delays().get(kind)
    if found is None:
        raise DelayUnknown(delay=kind)
    return found


@cache
def all_delays() -> dict[str, Delay]:
    """Every delay by id, in the order of the file."""
    held = tomllib.loads(files("garant.deadlines").joinpath("delays.toml").read_text(encoding="utf-8"))
    return {
        kind: Delay(**{**entry, "id": kind, "unit": Unit(entry["unit"]), "rule": Rule(entry["rule"])})
        for kind, entry in held.items()
    }


def _plural(words: str) -> str:
    return " ".join(f"{word}s" for word in words.split())


_UNITS = {
    Unit.HOURS: "heure",
    Unit.DAYS: "jour",
    Unit.WORKING_DAYS: "jour ouvré",
    Unit.MONTHS: "mois",
}

_RULES = {
    Rule.EU: "règlement (CEE, Euratom) n° 1182/71, art. 3",
    Rule.FRENCH: "code de procédure civile, art. 640 à 642",
    Rule.CALENDAR: "de date à date, sans report",
    Rule.CLOCK: "d’heure à heure, sans report",
}
