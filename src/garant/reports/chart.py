"""Bars as numbers that a template writes in SVG. Each chart has its table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from garant.reports.content import Breakdown

WIDTH, ROW = 720, 30
_LABEL, _SAID = 270, 170  # room for the words on the left, for the figure on the right
_LETTER = 7.2  # width of a letter of the labels, in the units of the drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: where its words, its bar and its figure stand. `full` is the whole label, `label` what fits."""

    label: str
    full: str
    said: str
    y: int
    x: float
    width: float
    after: float

    @property
    def middle(self) -> int:
        return self.y + ROW // 2


@dataclass(frozen=True, slots=True)
class Bars:
    """`anchor` makes the ids of the drawing unique in its page."""

    anchor: str
    title: str
    width: int
    height: int
    rows: tuple[Bar, ...]


def bars_of(breakdown: Breakdown) -> Bars | None:
    """The figures that count something. An interval begins at its lower bound."""
    if not breakdown.is_drawn:
        return None
    rows = [
        (figure.label, 0.0 if figure.high is None else figure.value or 0.0, figure.high or figure.value or 0.0, figure.said)
        for figure in breakdown.shown
    ]  # fmt: skip
    return drawn(breakdown.anchor, breakdown.caption, rows)


def drawn(anchor: str, title: str, rows: Sequence[tuple[str, float, float, str]]) -> Bars:
    """(label, from, to, what is said) for each row, on the scale of the greatest."""
    most = max((high for _, _, high, _ in rows), default=0.0)
    room = WIDTH - _LABEL - _SAID
    found = []
    for rank, (label, low, high, said) in enumerate(rows):
        x = _LABEL + (low / most * room if most else 0.0)
        width = max((high - low) / most * room if most else 0.0, 2.0)
        found.append(
            Bar(
                _fitting(label),
                label,
                said,
                rank * ROW,
                round(x, 1),
                round(width, 1),
                round(x + width + 6, 1),
            )
        )
    return Bars(anchor, title, WIDTH, max(1, len(found)) * ROW, tuple(found))


def _fitting(label: str) -> str:
    longest = int((_LABEL - 10) / _LETTER)
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"
