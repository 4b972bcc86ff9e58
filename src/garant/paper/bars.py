"""A bar chart as numbers, and as a drawing of its own: title and words within, for who does not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, ROW = 760, 30
_LABEL, _SAID = 310, 170  # room for the words on the left, for the figure on the right
_LETTER = 7.2  # width of a letter of the labels, in the units of the drawing

Measure = tuple[str, float, float, str]  # label, from, to, what is said


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
class Layout:
    """The bars, and the drawing that holds them."""

    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return max(1, len(self.bars)) * ROW


def laid_out(rows: Sequence[Measure]) -> Layout:
    """On the scale of the greatest; an interval begins at its lower bound."""
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
    return Layout(tuple(found))


def described(rows: Sequence[Measure]) -> str:
    """The drawing in words."""
    return f"{' ; '.join(f'{label} : {said}' for label, _, _, said in rows)}."


def svg(title: str, rows: Sequence[Measure], *, ink: str, fill: str, font: str) -> str:
    """The drawing alone, without anything to load. `ink` and `fill` are colours."""
    layout = laid_out(rows)
    parts = [
        f'<text x="0" y="{bar.middle + 5}">{escape(bar.label)}</text>'
        f'<rect x="{bar.x:g}" y="{bar.y + 5}" width="{bar.width:g}" height="20" rx="3" fill="{fill}"/>'
        f'<text x="{bar.after:g}" y="{bar.middle + 5}">{escape(bar.said)}</text>'
        for bar in layout.bars
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {layout.height}" width="{WIDTH}" height="{layout.height}"'
        f' role="img" font-family="{escape(font)}" font-size="14" fill="{ink}"><title>{escape(title)}</title>'
        f"<desc>{escape(described(rows))}</desc>{''.join(parts)}</svg>"
    )


def _fitting(label: str) -> str:
    longest = int((_LABEL - 10) / _LETTER)
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"
