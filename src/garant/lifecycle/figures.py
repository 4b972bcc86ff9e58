"""What the annual report and the observatory count of the uses: one query for each figure, none for each use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce

from garant.charter import Stage
from garant.directory.models import Organisation
from garant.directory.subject import subject_of
from garant.footprint import Interval
from garant.lifecycle.models import ArbitrationSession, Case, Participant, Passage, Use
from garant.lifecycle.terms import Ambition, Decision, SessionState

# The questions of the sheet whose sums are the cost of a use, in k€.
_ONCE = ("cost.purchase", "cost.integration", "cost.training")
_YEARLY = "cost.running"


@dataclass(frozen=True, slots=True)
class Ended:
    """A use that was refused, abandoned or retired, with the reason that its passage keeps."""

    number: int
    title: str
    stage: Stage
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Arbitrated:
    sessions: int
    decisions: Mapping[Decision, int]


@dataclass(frozen=True, slots=True)
class Costs:
    """What the sheets of the live uses expect. `told` of `live` say something of it; the sums leave the others out."""

    live: int
    told_once: int
    told_year: int
    once_keur: Interval
    year_keur: Interval


@dataclass(frozen=True, slots=True)
class Trained:
    people: int  # whose training for a pilot was attested in the period
    waiting: int  # who take part in a pilot today, and whose training nobody attested


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A use that is neither live for all nor ended, or whose review comes: what the roadmap shows of it."""

    id: str
    number: int
    title: str
    department: str
    ambition: str
    stage: Stage
    entered_at: datetime
    review_on: date | None
    re_evaluate_by: datetime | None
    arbitration_on: date | None  # the open session that has it on its list

    @property
    def subject(self) -> str:
        return subject_of(self.id)


def submitted_between(organisation: Organisation, start: datetime, end: datetime) -> int:
    """The needs that came in, from `start` to before `end`."""
    return Use.objects.filter(organisation=organisation, created_at__gte=start, created_at__lt=end).count()


def stages_at(organisation: Organisation, end: datetime) -> dict[Stage, int]:
    """At which stage each use stood just before this moment, whatever became of it since."""
    last = Passage.objects.filter(use=OuterRef("pk"), at__lt=end).order_by("-at", "-id").values("after")[:1]
    rows = (
        Use.objects.filter(organisation=organisation, created_at__lt=end)
        .annotate(then=Coalesce(Subquery(last), "stage"))
        .order_by()
        .values_list("then")
        .annotate(number=Count("pk"))
    )
    return {Stage(stage): number for stage, number in rows}


def passages_between(organisation: Organisation, start: datetime, end: datetime) -> dict[Stage, int]:
    """How many uses entered each stage; a use that entered one twice counts once."""
    rows = (
        Passage.objects.filter(use__organisation=organisation, at__gte=start, at__lt=end)
        .order_by()
        .values_list("after")
        .annotate(number=Count("use", distinct=True))
    )
    return {Stage(stage): number for stage, number in rows}


def ended_between(organisation: Organisation, start: datetime, end: datetime, *, at_most: int) -> list[Ended]:
    """Refusals, abandonments and retirements, the newest first, with their archived reason."""
    rows = (
        Passage.objects.filter(
            use__organisation=organisation,
            after__in=_FINAL,
            at__gte=start,
            at__lt=end,
        )
        .order_by("-at", "-id")
        .values_list("use__number", "use__title", "after", "at", "reason")[:at_most]
    )
    return [Ended(number, title, Stage(after), at, reason) for number, title, after, at, reason in rows]


def arbitrated_between(organisation: Organisation, since: date, until: date) -> Arbitrated:
    """The closed sessions held on a day of the period, both ends within, and what they decided."""
    held = ArbitrationSession.objects.filter(
        organisation=organisation, state=SessionState.CLOSED, held_on__range=(since, until)
    )
    rows = (
        Case.objects.filter(session__in=held)
        .exclude(decision="")
        .order_by()
        .values_list("decision")
        .annotate(number=Count("id"))
    )
    given = dict(rows)
    return Arbitrated(held.count(), {each: given.get(each.value, 0) for each in Decision})


def values_measured(organisation: Organisation) -> tuple[int, int]:
    """(live uses whose value was measured, live uses), when it is counted."""
    live = Use.objects.filter(organisation=organisation, stage__in=_LIVE)
    return live.exclude(value_measured="").count(), live.count()


def trained_between(organisation: Organisation, since: date, until: date) -> Trained:
    """By the day of the training that was attested. A person trained for two pilots is one person."""
    held = Participant.objects.filter(use__organisation=organisation)
    return Trained(
        people=held.filter(trained_on__range=(since, until)).values("person").distinct().count(),
        waiting=held.filter(trained_on=None, use__stage=Stage.PILOT.value)
        .values("person")
        .distinct()
        .count(),
    )


def costs_of_live_uses(organisation: Organisation) -> Costs:
    """From the sheets as they are answered when it is counted."""
    told = {f"c{rank}": KeyTransform(name, "answers") for rank, name in enumerate((*_ONCE, _YEARLY))}
    rows = (
        Use.objects.filter(organisation=organisation, stage__in=_LIVE)
        .annotate(**told)
        .order_by()
        .values_list(*told)
    )
    live = told_once = told_year = 0
    once = year = Interval(0.0, 0.0)
    for *bounds, running in rows.iterator():
        live += 1
        known = [found for found in map(_interval, bounds) if found is not None]
        if known:
            told_once += 1
            for found in known:
                once += found
        yearly = _interval(running)
        if yearly is not None:
            told_year += 1
            year += yearly
    return Costs(live, told_once, told_year, once, year)


def themes_by_stage(organisation: Organisation) -> dict[tuple[str, Stage], int]:
    """(ambition, "" where none was told; stage) → uses, today."""
    rows = (
        Use.objects.filter(organisation=organisation)
        .order_by()
        .values_list("ambition", "stage")
        .annotate(number=Count("id"))
    )
    return {(ambition, Stage(stage)): number for ambition, stage, number in rows}


def under_way(organisation: Organisation) -> list[UnderWay]:
    """Every use that has not ended, by stage and number, with the days that are already fixed for it."""
    rows = (
        Use.objects.filter(organisation=organisation)
        .exclude(stage__in=_FINAL)
        .annotate(
            heard=Min(
                "cases__session__held_on",
                filter=Q(cases__decision="", cases__session__state=SessionState.OPEN),
            )
        )
        .order_by("number")
        .values_list(
            "id",
            "number",
            "title",
            "department",
            "ambition",
            "stage",
            "entered_at",
            "review_on",
            "re_evaluate_by",
            "heard",
        )
    )
    order = {stage: rank for rank, stage in enumerate(Stage)}
    found = [
        UnderWay(str(id_), number, title, department, _theme(ambition), Stage(stage), *days)
        for id_, number, title, department, ambition, stage, *days in rows
    ]
    return sorted(found, key=lambda each: (order[each.stage], each.number))


def _theme(ambition: str) -> str:
    return Ambition(ambition).label if ambition else ""


def _interval(value: Any) -> Interval | None:
    """An answer of the sheet: two bounds, or "unknown" and the like."""
    if (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(bound, int | float) and not isinstance(bound, bool) for bound in value)
    ):
        return Interval(float(value[0]), float(value[1]))
    return None


_LIVE = [stage.value for stage in Stage if stage.is_live]
_FINAL = [stage.value for stage in Stage if stage.is_final]
