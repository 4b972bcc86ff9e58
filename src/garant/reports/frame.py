"""How every figure of a report is made: with the query that gave it, and the sentence that says when and where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from garant.directory.models import Organisation
from garant.directory.queries import active_people_count
from garant.directory.templatetags.french import day
from garant.directory.threshold import fewest_people
from garant.footprint import Interval
from garant.reports.content import Breakdown, Figure, Listing
from garant.reports.numbers import NOT_COUNTED, number_french, share_french, span_french
from garant.reports.period import Period

Query = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose report, of which period, computed when; `people` may sign in at that moment."""

    organisation: Organisation
    period: Period
    now: datetime
    people: int

    @classmethod
    def of(cls, organisation: Organisation, period: Period, now: datetime) -> "Frame":
        return cls(organisation, period, now, active_people_count(organisation))

    @property
    def today(self) -> date:
        return self.now.astimezone(self.period.zone).date()

    @property
    def fewest(self) -> int:
        """A group of fewer people is so small that a figure of it would be about somebody."""
        return fewest_people(self.today)

    @property
    def too_few(self) -> bool:
        """So few people that what the organisation uses tells what one of them does."""
        return self.people < self.fewest

    def in_period(self, where: str) -> str:
        """The method of what is dated."""
        return f"Compté dans {where}, entre le {day(self.period.since)} et le {day(self.period.until)} inclus, le {day(self.today)}."

    def as_found(self, where: str) -> str:
        """The method of what is a state: it says nothing of the past."""
        return f"Relevé dans {where}, tel qu’il était le {day(self.today)} : l’état du jour du calcul, non celui de la période."

    def count(
        self, key: str, label: str, value: int, query: Query, method: str, *, of: int | None = None
    ) -> Figure:
        """So many of something; `of` tells out of how many."""
        said = number_french(value) if of is None else share_french(value, of)
        return Figure(key=key, label=label, value=value, said=said, query=name_of(query), method=method)

    def people_count(self, key: str, label: str, value: int, query: Query, method: str) -> Figure:
        """So many persons: a few are not told apart."""
        if 0 < value < self.fewest:
            return self.unknown(key, label, query, method, said=f"moins de {self.fewest}")
        return self.count(key, label, value, query, method)

    def span(self, key: str, label: str, interval: Interval, unit: str, query: Query, method: str) -> Figure:
        """An interval, in its unit."""
        return Figure(
            key=key,
            label=label,
            value=interval.min,
            high=interval.max,
            said=span_french(interval, unit),
            unit=unit,
            query=name_of(query),
            method=method,
        )

    def unknown(
        self, key: str, label: str, query: Query | None, method: str, *, said: str = NOT_COUNTED
    ) -> Figure:
        """What there is no figure of, and why: never a zero. `query` is None where none could tell."""
        source = name_of(query) if query is not None else ""
        return Figure(key=key, label=label, value=None, said=said, query=source, method=method)

    def breakdown(
        self,
        key: str,
        caption: str,
        head: str,
        rows: Sequence[tuple[str, str, int]],
        query: Query,
        method: str,
        *,
        of: str = "Nombre",
    ) -> Breakdown:
        """Counts by something: (end of the key, label, count)."""
        figures = tuple(self.count(f"{key}.{end}", label, n, query, method) for end, label, n in rows)
        return Breakdown(key=key, caption=caption, head=head, of=of, figures=figures)

    def listing(
        self,
        key: str,
        caption: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        query: Query,
        method: str,
        *,
        widths: Sequence[float],
        left_out: int = 0,
    ) -> Listing:
        return Listing(
            key=key,
            caption=caption,
            columns=tuple(columns),
            rows=tuple(tuple(row) for row in rows),
            widths=tuple(widths),
            left_out=left_out,
            query=name_of(query),
            method=method,
        )


def name_of(query: Query) -> str:
    """Where the code of a query stands: "garant.registers.figures.incidents_between"."""
    return f"{query.__module__}.{query.__qualname__}"
