"""How the counts of each clause go through a period: what its chart draws and its table tells."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from garant.directory.models import Organisation
from garant.publication.models import DailyCount
from garant.publication.period import Period

_BY_DAY, _BY_WEEK = 45, 200  # days: past the second, a point for each month
_COUNTED = (DailyCount.What.DECISION, DailyCount.What.OBSERVED, DailyCount.What.EVENT)
WIDTH, HEIGHT = 720, 96


@dataclass(frozen=True, slots=True)
class Point:
    """One day, week or month, by its first day: what was applied, and what shadow rules would have done."""

    since: date
    applied: int
    observed: int


@dataclass(frozen=True, slots=True)
class Column:
    """One bar of the drawing: the applied part stands on the axis, the observed one above it."""

    x: float
    width: float
    applied_y: float
    applied_height: float
    observed_y: float
    observed_height: float


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one clause that count something, in order, within the points of the whole period."""

    step: str  # "jour", "semaine", "mois"
    points: tuple[Point, ...]
    starts: tuple[date, ...]  # of every point of the period, the empty ones too

    @property
    def total(self) -> int:
        return sum(point.applied + point.observed for point in self.points)

    @property
    def observes(self) -> bool:
        return any(point.observed for point in self.points)

    @property
    def columns(self) -> list[Column]:
        """The bars, in a drawing of WIDTH by HEIGHT."""
        most = max(point.applied + point.observed for point in self.points)
        place = {start: number for number, start in enumerate(self.starts)}
        room = WIDTH / len(self.starts)
        found = []
        for point in self.points:
            low, high = point.applied / most * HEIGHT, point.observed / most * HEIGHT
            found.append(
                Column(
                    x=round(place[point.since] * room + room * 0.1, 2),
                    width=round(room * 0.8, 2),
                    applied_y=round(HEIGHT - low, 2),
                    applied_height=round(low, 2),
                    observed_y=round(HEIGHT - low - high, 2),
                    observed_height=round(high, 2),
                )
            )
        return found


def series_of(organisation: Organisation, period: Period) -> Mapping[str, Series]:
    """Clause → its series, for the clauses that count something in the period."""
    rows = (
        DailyCount.objects.filter(
            organisation=organisation.slug, day__range=(period.since, period.until), what__in=_COUNTED
        )
        .exclude(clause="")
        .values_list("clause", "day", "what")
        .annotate(total=Sum("number"))
    )
    step, starts = _steps(period)
    sums: dict[str, dict[date, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for clause, day, what, total in rows:
        sums[clause][_start(day, step, period)][what == DailyCount.What.OBSERVED] += int(total)
    return {
        clause: Series(
            step, tuple(Point(since, *numbers) for since, numbers in sorted(points.items())), starts
        )
        for clause, points in sums.items()
    }


def _steps(period: Period) -> tuple[str, tuple[date, ...]]:
    step = "jour" if period.days <= _BY_DAY else "semaine" if period.days <= _BY_WEEK else "mois"
    days = (period.since + timedelta(days=number) for number in range(period.days))
    return step, tuple(dict.fromkeys(_start(day, step, period) for day in days))


def _start(day: date, step: str, period: Period) -> date:
    """The first day of the point that a day belongs to; the first point may begin with the period."""
    match step:
        case "semaine":
            first = day - timedelta(days=day.weekday())
        case "mois":
            first = day.replace(day=1)
        case _:
            first = day
    return max(first, period.since)
