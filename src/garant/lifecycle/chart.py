"""Drawings of the uses, as numbers that a template writes in SVG. Each has its table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from garant.lifecycle.queries.arbitrations import Candidate

WIDTH, ROW = 640, 30
_LABEL, _NUMBER = 180, 44  # room for the words on the left, for the number on the right
SIDE, EDGE = 420, 44  # of the square of the arbitration, and of its margins
_SMALLEST, _LARGEST = 9.0, 30.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar chart: where its words, its bar and its number stand."""

    label: str
    number: int | None
    y: int
    x: int
    width: float
    after: float  # where the number begins

    @property
    def middle(self) -> int:
        return self.y + ROW // 2


@dataclass(frozen=True, slots=True)
class Bars:
    width: int
    height: int
    rows: tuple[Bar, ...]


def stage_bars(counts: Sequence[tuple[str, int]]) -> Bars:
    """How many uses stand at each stage."""
    return _bars([(label, number) for label, number in counts], max((n for _, n in counts), default=0))


def score_bars(scores: Sequence[tuple[str, int | None]]) -> Bars:
    """Scores out of 100. An axis without a score keeps its row, without a bar."""
    return _bars(scores, 100)


def _bars(values: Sequence[tuple[str, int | None]], most: int) -> Bars:
    room = WIDTH - _LABEL - _NUMBER
    rows = []
    for rank, (label, number) in enumerate(values):
        width = round((number or 0) / most * room, 1) if most else 0.0
        rows.append(Bar(label, number, rank * ROW, _LABEL, width, _LABEL + width + 6))
    return Bars(WIDTH, max(ROW, len(rows) * ROW), tuple(rows))


@dataclass(frozen=True, slots=True)
class Bubble:
    """One case in the square: the further right the riskier, the higher the more useful, the larger the dearer."""

    number: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Square:
    side: int
    edge: int
    bubbles: tuple[Bubble, ...]
    left_out: tuple[int, ...]  # numbers of the uses whose value or risk is not known

    @property
    def far(self) -> int:
        return self.side - self.edge


def bubbles(candidates: Sequence[Candidate]) -> Square:
    """Value against risk; the area of a disc grows with the cost of a year. What is unknown is not drawn."""
    room = SIDE - 2 * EDGE
    costs = [_cost(each) for each in candidates]
    most = max((cost for cost in costs if cost), default=0.0)
    drawn, left_out = [], []
    for candidate, cost in zip(candidates, costs, strict=True):
        figures = candidate.figures
        if figures.value is None or figures.risk is None:
            left_out.append(candidate.use.number)
            continue
        size = sqrt(cost / most) if cost and most else 0.0
        drawn.append(
            Bubble(
                candidate.use.number,
                round(EDGE + figures.risk / 100 * room, 1),
                round(SIDE - EDGE - figures.value / 100 * room, 1),
                round(_SMALLEST + (_LARGEST - _SMALLEST) * size, 1),
            )
        )
    # The smaller ones last: none hides behind a larger one.
    return Square(SIDE, EDGE, tuple(sorted(drawn, key=lambda each: -each.radius)), tuple(left_out))


def _cost(candidate: Candidate) -> float:
    year = candidate.figures.cost_year
    return (year[0] + year[1]) / 2 if year is not None else 0.0
