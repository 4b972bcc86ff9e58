"""An interval: what we know of a quantity that nobody measured."""

import math
from dataclasses import dataclass
from typing import Self

from garant.footprint.errors import IntervalInvalid


@dataclass(frozen=True, slots=True)
class Interval:
    """From `min` to `max`, both included, both finite. The unit is in the name of the field that holds it."""

    min: float
    max: float

    def __post_init__(self) -> None:
        for bound in (self.min, self.max):
            if isinstance(bound, bool) or not isinstance(bound, int | float) or not math.isfinite(bound):
                raise IntervalInvalid(low=_shown(self.min), high=_shown(self.max))
        if self.min > self.max:
            raise IntervalInvalid(low=self.min, high=self.max)

    @classmethod
    def of(cls, value: "Interval | float") -> Self:
        """A number is the interval that holds it alone."""
        if isinstance(value, Interval):
            return cls(value.min, value.max)
        return cls(value, value)

    @property
    def middle(self) -> float:
        """For sorting and for the size of a drawing; a figure that is shown is the interval."""
        return (self.min + self.max) / 2

    def contains(self, other: "Interval") -> bool:
        """Whether every value of `other` is one of ours."""
        return self.min <= other.min and other.max <= self.max

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.min + other.min, self.max + other.max)

    def times(self, factor: float) -> "Interval":
        """Both bounds times a factor that is not negative (a conversion of units, a count)."""
        return Interval(self.min * factor, self.max * factor)


def _shown(bound: object) -> str:
    return str(bound) if isinstance(bound, int | float) else type(bound).__name__
