"""Reads of the calls for projects: everyone of the organisation sees them; the marks are for those who select."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from garant.directory.errors import NotFound
from garant.directory.models import Person
from garant.lifecycle.models import Call, Candidature


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidature with its mark out of 100, None while a criterion has none."""

    candidature: Candidature
    rank: int
    mark: float | None


def calls_visible_to(actor: Person) -> list[Call]:
    """The calls of the actor's organisation, the newest first."""
    return list(Call.objects.filter(organisation=actor.organisation))


def call_visible_to(actor: Person, call: uuid.UUID) -> Call:
    """One of them; NotFound for any other."""
    found = Call.objects.filter(organisation=actor.organisation, id=call).first()
    if found is None:
        raise NotFound(what="call")
    return found


def is_open(call: Call, *, today: date) -> bool:
    """Whether candidatures come in today; both days are within."""
    return call.opens_on <= today <= call.closes_on and call.results_at is None


def ranked(call: Call) -> list[Ranked]:
    """The candidatures, the best marked first; those that are not wholly marked come last, the earliest first."""
    marked = [(mark_of(each, call), each) for each in _candidatures(call)]
    ordered = sorted(marked, key=lambda pair: (pair[0] is None, -(pair[0] or 0), pair[1].at))
    return [Ranked(each, rank, mark) for rank, (mark, each) in enumerate(ordered, start=1)]


def mark_of(candidature: Candidature, call: Call) -> float | None:
    """The weighted mean of the marks, of 0 to 100; None while one is missing."""
    marks = [candidature.marks.get(str(number)) for number in range(len(call.criteria))]
    if not marks or any(mark is None for mark in marks):
        return None
    weights = [criterion["weight"] for criterion in call.criteria]
    whole = float(sum(weights))
    given = sum(float(mark or 0) * weight for mark, weight in zip(marks, weights, strict=True))
    return float(round(given / whole * 20, 1))


def _candidatures(call: Call) -> QuerySet[Candidature]:
    return call.candidatures.select_related("use__requester")
