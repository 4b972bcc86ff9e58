"""What the reports and the observatory read of the journal's mirror: sums of one organisation, never a person."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from garant.directory.models import Organisation
from garant.footprint import Interval
from garant.publication.models import DailyCount, DailyFootprint
from garant.words import Action, Zone

What = DailyCount.What


@dataclass(frozen=True, slots=True)
class Traffic:
    """The requests between two days. `answers` and `decisions` leave out what there was none of."""

    requests: int
    answers: Mapping[Zone, int]
    decisions: Mapping[Action, int]  # one for each clause that had a say in a request


@dataclass(frozen=True, slots=True)
class Consumed:
    """The answers of one system by one method; `method` is "" where nothing was estimated."""

    system: str
    zone: Zone | None
    method: str
    answers: int
    with_water: int
    kwh: Interval
    gco2e: Interval
    litres: Interval


@dataclass(frozen=True, slots=True)
class MonthOfUse:
    """One month; a month without any request is not among them."""

    month: date
    requests: int
    answers: Mapping[Zone, int]
    kwh: Interval
    estimated: int  # answers that the interval is the sum of


def traffic_between(organisation: Organisation, since: date, until: date) -> Traffic:
    """Both days within."""
    rows = (
        DailyCount.objects.filter(
            organisation=organisation.slug,
            day__range=(since, until),
            what__in=(What.REQUEST, What.ANSWER, What.DECISION),
        )
        .values_list("what", "key")
        .annotate(total=Sum("number"))
    )
    counts = {(what, key): int(total) for what, key, total in rows}
    return Traffic(
        requests=counts.get((What.REQUEST, ""), 0),
        answers={Zone(key): n for (what, key), n in counts.items() if what == What.ANSWER},
        decisions={Action(key): n for (what, key), n in counts.items() if what == What.DECISION},
    )


def consumed_between(organisation: Organisation, since: date, until: date) -> list[Consumed]:
    """By system, zone and method, both days within."""
    rows = (
        DailyFootprint.objects.filter(organisation=organisation.slug, day__range=(since, until))
        .values("system", "zone", "method")
        .annotate(
            total=Sum("answers"),
            water=Sum("with_water"),
            k0=Sum("kwh_min"),
            k1=Sum("kwh_max"),
            g0=Sum("gco2e_min"),
            g1=Sum("gco2e_max"),
            l0=Sum("litres_min"),
            l1=Sum("litres_max"),
        )
        .order_by("zone", "system", "method")
    )
    return [
        Consumed(
            system=row["system"],
            zone=Zone(row["zone"]) if row["zone"] else None,
            method=row["method"],
            answers=row["total"],
            with_water=row["water"],
            kwh=Interval(row["k0"], row["k1"]),
            gco2e=Interval(row["g0"], row["g1"]),
            litres=Interval(row["l0"], row["l1"]),
        )
        for row in rows
    ]


def months_between(organisation: Organisation, since: date, until: date) -> list[MonthOfUse]:
    """The months of which the journal says something, the oldest first."""
    requests: dict[date, int] = defaultdict(int)
    answers: dict[date, dict[Zone, int]] = defaultdict(dict)
    counted = (
        DailyCount.objects.filter(
            organisation=organisation.slug, day__range=(since, until), what__in=(What.REQUEST, What.ANSWER)
        )
        .annotate(month=TruncMonth("day"))
        .values_list("month", "what", "key")
        .annotate(total=Sum("number"))
    )
    for month, what, key, total in counted:
        if what == What.REQUEST:
            requests[month] += int(total)
        else:
            answers[month][Zone(key)] = int(total)
    used = {
        row["month"]: row
        for row in DailyFootprint.objects.filter(organisation=organisation.slug, day__range=(since, until))
        .exclude(method="")
        .annotate(month=TruncMonth("day"))
        .values("month")
        .annotate(total=Sum("answers"), low=Sum("kwh_min"), high=Sum("kwh_max"))
    }
    return [
        MonthOfUse(
            month=month,
            requests=requests.get(month, 0),
            answers=answers.get(month, {}),
            kwh=Interval(used[month]["low"], used[month]["high"]) if month in used else Interval(0.0, 0.0),
            estimated=used[month]["total"] if month in used else 0,
        )
        for month in sorted({*requests, *answers, *used})
    ]
