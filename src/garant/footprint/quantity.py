"""A physical quantity in French words: "3 à 5 minutes", "environ 1,5 mètre", "moins d’une seconde"."""

import math
from dataclasses import dataclass

from garant.footprint.interval import Interval
from garant.words import count


@dataclass(frozen=True, slots=True)
class Step:
    """One of the names of a unit: `size` base units. Minutes are a step of seconds."""

    size: float
    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Unit:
    """The steps from the smallest to the greatest; `less` is one of the smallest, after "moins d’"."""

    less: str
    steps: tuple[Step, ...]


def quantity_fr(amount: Interval, unit: Unit) -> str:
    """The amount (in base units) in the greatest step of which its upper bound holds two, two digits kept.

    A lower bound that is next to nothing beside the upper one is not said: "au plus 12 minutes".
    """
    step = unit.steps[0]
    for larger in unit.steps[1:]:
        # From two on: "36 à 72 secondes" is easier to picture than "0,6 à 1,2 minute".
        if amount.max >= 2 * larger.size:
            step = larger
    low, high = rounded(amount.min / step.size), rounded(amount.max / step.size)
    if high < 1:
        return f"moins d’{unit.less}"
    said = count(high, step.one, step.many)
    if low == high:
        return f"environ {said}"
    if amount.min < amount.max / 50:
        return f"au plus {said}"
    return f"{number_fr(low)} à {said}"


def number_fr(number: float) -> str:
    """A number with a decimal comma and narrow no-break spaces: 12 500, 1,5."""
    return count(number, "", "").rstrip(" ")


def rounded(number: float) -> float | int:
    """Two significant digits, and an int where it is whole. Below 1 one digit is enough."""
    if number <= 0:
        return 0
    digits = 1 if number < 1 else 2
    near = round(number, digits - 1 - math.floor(math.log10(number)))
    return int(near) if near == int(near) else near
