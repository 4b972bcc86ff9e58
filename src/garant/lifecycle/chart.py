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


@dataclass(frozen=True, slots=True)
class Cell:
    """One bar of the comparison: its place, its length, and what stands beside it."""

    x: float
    y: int
    width: float
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    y: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every case on every measure, side by side. Each column has its own scale."""

    width: int
    height: int
    columns: tuple[tuple[str, float], ...]  # title, x
    rows: tuple[Row, ...]


_MEASURES = ("Valeur", "Risque", "Complexité", "Coût par an", "Énergie par an")
_HEAD, _NAME, _LINE = 24, 50, 34


def comparison(candidates: Sequence[Candidate]) -> Comparison:
    """Scores out of 100; costs and energy against the greatest of the list. What is unknown has no bar, and says so."""
    room = (WIDTH - _NAME) / len(_MEASURES)
    longest = room - 12
    values = [_measured(each) for each in candidates]
    tops = [100.0, 100.0, 100.0, *(max((row[at][0] or 0.0 for row in values), default=0.0) for at in (3, 4))]
    rows = []
    for rank, (candidate, measures) in enumerate(zip(candidates, values, strict=True)):
        y = _HEAD + rank * _LINE
        cells = tuple(
            Cell(
                round(_NAME + at * room, 1),
                y,
                round((value or 0.0) / top * longest, 1) if top else 0.0,
                said,
            )
            for at, ((value, said), top) in enumerate(zip(measures, tops, strict=True))
        )
        rows.append(Row(candidate.use.number, y, cells))
    columns = tuple((title, round(_NAME + at * room, 1)) for at, title in enumerate(_MEASURES))
    return Comparison(WIDTH, _HEAD + max(1, len(rows)) * _LINE, columns, tuple(rows))


def _measured(candidate: Candidate) -> list[tuple[float | None, str]]:
    figures = candidate.figures
    scores = [figures.value, figures.risk, figures.complexity]
    spans = [(figures.cost_year, figures.cost_said), (figures.kwh_year, figures.energy_said)]
    return [
        *((float(each) if each is not None else None, "?" if each is None else str(each)) for each in scores),
        *((None if pair is None else (pair[0] + pair[1]) / 2, said) for pair, said in spans),
    ]
