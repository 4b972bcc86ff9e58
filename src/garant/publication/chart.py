"""A plain bar of parts, drawn by the template as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from garant.charter import Status

WIDTH = 720


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the bar, in the units of a drawing that is WIDTH wide."""

    status: Status
    number: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def bars(counts: Sequence[tuple[Status, int]]) -> list[Bar]:
    """The parts side by side, in proportion; what counts nothing is not drawn."""
    total = sum(number for _, number in counts)
    found, x = [], 0.0
    for status, number in counts:
        if number:
            width = round(number / total * WIDTH, 2)
            found.append(Bar(status, number, round(x, 2), width))
            x += width
    return found
