"""A report's figures as frozen values: each with the query that gave it and the sentence that says how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. `value` is None where nobody counts it: `said` then says so, and is never 0."""

    key: str  # "incidents.signales": never changes from one report to the next
    label: str
    value: float | int | None
    high: float | None = None  # the upper bound, where the figure is an interval
    said: str
    unit: str = ""
    query: str  # the name of the query that gave it; "" where none could
    method: str

    @property
    def anchor(self) -> str:
        """Where the annex says how it was made."""
        return f"chiffre-{self.key.replace('.', '-')}"

    @property
    def is_nothing(self) -> bool:
        """Nothing was counted, or nobody counts it."""
        return not self.value and not self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Figures side by side under one caption: a table, and the chart of it."""

    key: str
    caption: str
    head: str  # of the column of labels
    of: str  # of the column of figures
    figures: Sequence[Figure]
    drawn: bool = True

    @property
    def anchor(self) -> str:
        return self.key.replace(".", "-")

    @property
    def shown(self) -> Sequence[Figure]:
        """Those that count something: a table of zeros hides the rest."""
        return [figure for figure in self.figures if not figure.is_nothing]

    @property
    def zeros(self) -> str:
        """The labels of the others; all of them stand in the annex."""
        return ", ".join(figure.label for figure in self.figures if figure.is_nothing)

    @property
    def is_drawn(self) -> bool:
        """A chart of one bar compares nothing."""
        return self.drawn and len(self.shown) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Rows of words. `left_out` counts those that the report does not print."""

    key: str
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    left_out: int = 0
    query: str
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a report. `silent` says plainly that the period holds nothing of it; "" where it does."""

    key: str
    title: str
    figures: Sequence[Figure] = ()
    breakdowns: Sequence[Breakdown] = ()
    listings: Sequence[Listing] = ()
    notes: Sequence[str] = ()
    silent: str = ""

    def every(self) -> Iterator[Figure]:
        yield from self.figures
        for breakdown in self.breakdowns:
            yield from breakdown.figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All the figures of a report, in the order in which it is read."""

    charter: str  # "Charte d’utilisation de l’IA, version du 1er novembre 2026"; "" where none is in force
    software: str  # the version of Garant that computed them
    sections: Sequence[Section]

    def every(self) -> Iterator[Figure]:
        for section in self.sections:
            yield from section.every()

    def figure(self, key: str) -> Figure:
        """KeyError where the report has no such figure."""
        for figure in self.every():
            if figure.key == key:
                return figure
        raise KeyError(key)

    @property
    def keys(self) -> frozenset[str]:
        """The sections about which words may be written."""
        return frozenset(section.key for section in self.sections)

    def to_mapping(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_mapping(cls, kept: Mapping[str, Any]) -> "Content":
        """What `to_mapping` wrote, as JSON gives it back."""
        return cls(**{**kept, "sections": tuple(_section(each) for each in kept["sections"])})


def _section(kept: Mapping[str, Any]) -> Section:
    return Section(
        **{
            **kept,
            "figures": tuple(Figure(**each) for each in kept["figures"]),
            "breakdowns": tuple(_breakdown(each) for each in kept["breakdowns"]),
            "listings": tuple(Listing(**each) for each in kept["listings"]),
            "notes": tuple(kept["notes"]),
        }
    )


def _breakdown(kept: Mapping[str, Any]) -> Breakdown:
    return Breakdown(**{**kept, "figures": tuple(Figure(**each) for each in kept["figures"])})
