"""What the annual report counts of the committees: closed sessions and the opinions that they published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from garant.committees.models import Committee, Item, Opinion, Session
from garant.committees.terms import SessionState, Verdict
from garant.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """A published opinion: what it was about and what it says. No name, no vote."""

    at: datetime
    committee: str
    title: str
    verdict: str


@dataclass(frozen=True, slots=True)
class CommitteeFigures:
    committees: int  # that sit, when it is counted
    sessions: Mapping[str, int]  # committee's name → sessions closed in the period
    verdicts: Mapping[Verdict, int]  # of the current opinions of these sessions


def committees_between(organisation: Organisation, start: datetime, end: datetime) -> CommitteeFigures:
    """From `start` to before `end`, by the moment at which a session was closed."""
    sessions = (
        Session.objects.filter(
            committee__organisation=organisation,
            state=SessionState.CLOSED,
            closed_at__gte=start,
            closed_at__lt=end,
        )
        .order_by("committee__name")
        .values_list("committee__name")
        .annotate(number=Count("id"))
    )
    verdicts = (
        Opinion.objects.filter(
            item__session__committee__organisation=organisation,
            item__session__state=SessionState.CLOSED,
            item__session__closed_at__gte=start,
            item__session__closed_at__lt=end,
            superseded_by=None,
        )
        .order_by()
        .values_list("verdict")
        .annotate(number=Count("id"))
    )
    given = {Verdict(verdict): number for verdict, number in verdicts}
    return CommitteeFigures(
        committees=Committee.objects.filter(organisation=organisation, ended_at=None).count(),
        sessions=dict(sessions),
        verdicts={verdict: given.get(verdict, 0) for verdict in Verdict},
    )


def opinions_between(
    organisation: Organisation, start: datetime, end: datetime, *, at_most: int
) -> list[OpinionLine]:
    """The current opinions of the sessions closed in the period, the oldest first."""
    found = (
        Opinion.objects.filter(
            item__session__committee__organisation=organisation,
            item__session__state=SessionState.CLOSED,
            item__session__closed_at__gte=start,
            item__session__closed_at__lt=end,
            superseded_by=None,
        )
        .order_by("at")
        .values_list("at", "item__committee__name", "item__title", "verdict")[:at_most]
    )
    return [
        OpinionLine(at, committee, title, Verdict(verdict).label) for at, committee, title, verdict in found
    ]


def sittings_ahead(organisation: Organisation) -> dict[str, datetime]:
    """Subject → the soonest session that has taken it and was not held yet."""
    rows = (
        Item.objects.filter(session__committee__organisation=organisation, withdrawn_at=None)
        .exclude(subject="")
        .exclude(session__state=SessionState.CLOSED)
        .order_by("-session__at")  # the soonest comes last, and stays
        .values_list("subject", "session__at")
    )
    return dict(rows)
