"""A footprint in everyday sizes: which comparison is sayable, and its French sentence with its source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Protocol

from garant.footprint.interval import Interval
from garant.footprint.quantity import Step, Unit, quantity_fr


class Measured(Protocol):
    """What an equivalent needs: a Footprint has it, and so may a sum over a month."""

    @property
    def kwh(self) -> Interval: ...
    @property
    def kgco2e(self) -> Interval: ...
    @property
    def litres(self) -> Interval: ...


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One comparison, ready to be shown with its source."""

    measure: str  # kwh | kgco2e | litres
    sentence_fr: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Comparison:
    """One entry of data/equivalents.fr.toml."""

    id: str
    measure: str
    unit: Unit
    one_unit: float
    low: float
    high: float
    sentence: str
    source: str
    as_of: date
    review_by: date
    checked: bool  # somebody read the figure at its source


def equivalents(footprint: Measured) -> tuple[Equivalent, ...]:
    """One comparison for energy, one for greenhouse gases, one for water; none where a measure is zero."""
    found = []
    for measure, impact in (
        ("kwh", footprint.kwh),
        ("kgco2e", footprint.kgco2e),
        ("litres", footprint.litres),
    ):
        comparison = _sayable(measure, impact)
        if comparison is None:
            continue
        quantity = quantity_fr(impact.times(1 / comparison.one_unit), comparison.unit)
        found.append(
            Equivalent(
                measure, comparison.sentence.format(quantity=quantity), comparison.source, comparison.as_of
            )
        )
    return tuple(found)


def _sayable(measure: str, impact: Interval) -> Comparison | None:
    if impact.max <= 0:
        return None
    possible = [each for each in comparisons() if each.measure == measure]
    for comparison in possible:
        if comparison.low <= impact.max / comparison.one_unit <= comparison.high:
            return comparison
    smallest, largest = possible[0], possible[-1]
    return smallest if impact.max < smallest.low * smallest.one_unit else largest


@cache
def comparisons() -> tuple[Comparison, ...]:
    """Every comparison of the data file, in its order."""
    data = tomllib.loads(
        files("garant.footprint").joinpath("data/equivalents.fr.toml").read_text(encoding="utf-8")
    )
    units = {
        unit["id"]: Unit(
            unit["less"], tuple(Step(step["size"], step["one"], step["many"]) for step in unit["steps"])
        )
        for unit in data["unit"]
    }
    return tuple(
        Comparison(
            id=each["id"],
            measure=each["measure"],
            unit=units[each["unit"]],
            one_unit=each["one_unit"],
            low=each["from"],
            high=each["to"],
            sentence=each["sentence"],
            source=each["source"],
            as_of=each["as_of"],
            review_by=each["review_by"],
            checked=each["checked"],
        )
        for each in data["equivalent"]
    )
