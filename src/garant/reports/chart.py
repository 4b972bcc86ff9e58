"""A chart as its template writes it in SVG. Each has its table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from garant.paper import Layout, laid_out
from garant.reports.content import Breakdown

Measure = tuple[str, float, float, str]  # label, from, to, what is said


@dataclass(frozen=True, slots=True)
class Bars:
    """`anchor` makes the ids of the drawing unique in its page."""

    anchor: str
    title: str
    layout: Layout


def bars_of(breakdown: Breakdown) -> Bars | None:
    """None where there is nothing to compare."""
    if not breakdown.is_drawn:
        return None
    return drawn(breakdown.anchor, breakdown.caption, measures_of(breakdown))


def measures_of(breakdown: Breakdown) -> list[Measure]:
    """The figures that count something. An interval begins at its lower bound."""
    return [
        (
            figure.label,
            0.0 if figure.high is None else float(figure.value or 0.0),
            float(figure.high or figure.value or 0.0),
            figure.said,
        )
        for figure in breakdown.shown
    ]


def drawn(anchor: str, title: str, rows: Sequence[Measure]) -> Bars:
    """Any rows, laid out."""
    return Bars(anchor, title, laid_out(rows))
