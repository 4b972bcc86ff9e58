"""Contributions by clause, as numbers that a template writes in SVG. The table stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from garant.consultation.figures import PartCount

WIDTH, ROW = 640, 30
_LABEL, _NUMBER = 90, 44  # room for the clause's number on the left, for the count on the right


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: comments, then amendments."""

    label: str
    comments: int
    amendments: int
    y: int
    x: float
    first: float  # width of the comments
    second: float  # width of the amendments

    @property
    def middle(self) -> int:
        return self.y + ROW // 2

    @property
    def then(self) -> float:
        return self.x + self.first

    @property
    def after(self) -> float:
        return self.then + self.second + 6

    @property
    def number(self) -> int:
        return self.comments + self.amendments


@dataclass(frozen=True, slots=True)
class Bars:
    width: int
    height: int
    rows: tuple[Bar, ...]


def bars(counts: Sequence[PartCount]) -> Bars:
    """A row for each part on which something was written."""
    told = [each for each in counts if each.contributions]
    most = max((each.contributions for each in told), default=1)
    unit = (WIDTH - _LABEL - _NUMBER) / most
    rows = tuple(
        Bar(
            each.short,
            each.comments,
            each.amendments,
            rank * ROW,
            _LABEL,
            round(each.comments * unit, 1),
            round(each.amendments * unit, 1),
        )
        for rank, each in enumerate(told)
    )
    return Bars(WIDTH, len(rows) * ROW, rows)
