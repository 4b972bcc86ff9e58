"""What the annual report and the observatory count of the registers. Numbers: no word of anybody is opened."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from garant.directory.models import Organisation
from garant.registers.commitments.shelf import COMMITMENTS, KEPT, OPEN
from garant.registers.desk.models import Question
from garant.registers.lessons.shelf import LESSONS, PUBLISHED
from garant.registers.models import Incident, IncidentStep
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.terms import Kind
from garant.registers.shelf.models import Record
from garant.registers.terms import Category, Severity, Step
from garant.tables import folded


@dataclass(frozen=True, slots=True)
class Answered:
    """`in_time` and `late` leave out what has no deadline and what is open before it."""

    opened: int
    in_time: int
    late: int
    open: int  # when it is counted


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    answered: Answered
    categories: Mapping[Category, int]
    severities: Mapping[Severity | None, int]  # None: nobody has judged it
    steps: Mapping[Step, int]  # that the law asks for, taken in the period


@dataclass(frozen=True, slots=True)
class RightsFigures:
    answered: Answered
    kinds: Mapping[Kind, int]
    extended: int


@dataclass(frozen=True, slots=True)
class Promise:
    """An open commitment, and who answers for it: a function or a service, never the name of a person."""

    number: int
    title: str
    owner: str
    due: date | None
    source: str


@dataclass(frozen=True, slots=True)
class CommitmentFigures:
    open: int
    late: int  # of them
    kept: int  # declared kept in the period
    undated: int  # of the open ones


@dataclass(frozen=True, slots=True)
class Lesson:
    """A published lesson, as the observatory lists it."""

    id: uuid.UUID
    number: int
    title: str
    tags: tuple[str, ...]
    at: datetime


def incidents_between(
    organisation: Organisation, start: datetime, end: datetime, *, now: datetime
) -> IncidentFigures:
    """The incidents opened from `start` to before `end`, and how they were answered so far."""
    found = Incident.objects.filter(organisation=organisation, opened_at__gte=start, opened_at__lt=end)
    rows = list(found.order_by().values_list("category", "severity", "due_at", "closed_at"))
    categories = Counter(category for category, _, _, _ in rows)
    severities = Counter(severity for _, severity, _, _ in rows)
    steps = dict(
        IncidentStep.objects.filter(
            incident__organisation=organisation, recorded_at__gte=start, recorded_at__lt=end
        )
        .order_by()
        .values_list("step")
        .annotate(number=Count("id"))
    )
    return IncidentFigures(
        answered=_answered(((due, closed) for _, _, due, closed in rows), now),
        categories={each: categories[each.value] for each in Category},
        severities={each: severities[each.value if each else ""] for each in (*Severity, None)},
        steps={each: steps.get(each.value, 0) for each in Step},
    )


def rights_between(
    organisation: Organisation, start: datetime, end: datetime, *, now: datetime
) -> RightsFigures:
    """The requests received from `start` to before `end`, and how they were answered so far."""
    rows = list(
        RightsRequest.objects.filter(organisation=organisation, received_at__gte=start, received_at__lt=end)
        .order_by()
        .values_list("kind", "due_at", "closed_at", "extended_at")
    )
    kinds = Counter(kind for kind, _, _, _ in rows)
    return RightsFigures(
        answered=_answered(((due, closed) for _, due, closed, _ in rows), now),
        kinds={each: kinds[each.value] for each in Kind},
        extended=sum(extended is not None for _, _, _, extended in rows),
    )


def commitments_between(
    organisation: Organisation, start: datetime, end: datetime, *, today: date
) -> CommitmentFigures:
    """What is open today, and what was declared kept by an amendment of the period."""
    rows = Record.objects.filter(organisation=organisation, shelf=COMMITMENTS.slug)
    waiting = rows.filter(state=OPEN)
    return CommitmentFigures(
        open=waiting.count(),
        late=waiting.filter(due__lt=today).count(),
        kept=rows.filter(state=KEPT, amended_at__gte=start, amended_at__lt=end).count(),
        undated=waiting.filter(due=None).count(),
    )


def promises_open(organisation: Organisation, *, at_most: int) -> list[Promise]:
    """The open commitments, the soonest due first; those without a day come last."""
    rows = (
        Record.objects.filter(organisation=organisation, shelf=COMMITMENTS.slug, state=OPEN)
        .select_related("owner")
        .prefetch_related("owner__assignments")
        .order_by("due", "number")
    )
    dated = [row for row in rows if row.due is not None]
    undated = [row for row in rows if row.due is None]
    return [
        Promise(row.number, row.title, _owner(row), row.due, str(row.values.get("source", "")))
        for row in (*dated, *undated)[:at_most]
    ]


def lessons_between(organisation: Organisation, start: datetime, end: datetime) -> tuple[int, int]:
    """(written, of them published so far), from `start` to before `end`. No author is counted."""
    rows = Record.objects.filter(
        organisation=organisation, shelf=LESSONS.slug, created_at__gte=start, created_at__lt=end
    )
    return rows.count(), rows.filter(state=PUBLISHED).count()


def questions_between(organisation: Organisation, start: datetime, end: datetime) -> int:
    """What was asked at the legal desk."""
    return Question.objects.filter(organisation=organisation, asked_at__gte=start, asked_at__lt=end).count()


def lessons_published(organisation: Organisation, *, at_most: int) -> list[Lesson]:
    """The published lessons, the newest first: everyone of the organisation may read them."""
    rows = Record.objects.filter(organisation=organisation, shelf=LESSONS.slug, state=PUBLISHED)
    return [
        Lesson(row.id, row.number, row.title, tuple(row.values.get("tags", ())), row.created_at)
        for row in rows.order_by("-created_at")[:at_most]
    ]


def lesson_tags(organisation: Organisation) -> list[tuple[str, int]]:
    """The keywords of the published lessons, the most frequent first."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    rows = Record.objects.filter(organisation=organisation, shelf=LESSONS.slug, state=PUBLISHED)
    for values in rows.order_by("number").values_list("values", flat=True):
        for tag in values.get("tags", ()):
            written.setdefault(folded(tag), tag)
            counts[folded(tag)] += 1
    return [(written[name], number) for name, number in sorted(counts.items(), key=lambda p: (-p[1], p[0]))]


def satisfaction(organisation: Organisation) -> list[tuple[str, int]]:
    """What the published lessons say of the use that an AI is of: every answer, from the best to the worst."""
    column = next(each for each in LESSONS.columns if each.key == "satisfaction")
    rows = Record.objects.filter(organisation=organisation, shelf=LESSONS.slug, state=PUBLISHED)
    counts = Counter(values.get("satisfaction", "") for values in rows.values_list("values", flat=True))
    return [(title, counts[value]) for value, title in column.choices]


def _answered(rows: Iterable[tuple[datetime | None, datetime | None]], now: datetime) -> Answered:
    told = list(rows)
    return Answered(
        opened=len(told),
        in_time=sum(closed is not None and (due is None or closed <= due) for due, closed in told),
        late=sum(due is not None and (closed or now) > due for due, closed in told),
        open=sum(closed is None for _, closed in told),
    )


def _owner(row: Record) -> str:
    if row.owner is None:
        return str(row.values.get("owner", ""))
    return row.owner.roles_french or "une personne de l’organisation"
