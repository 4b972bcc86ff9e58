"""What the annual report and the observatory count of the trials. A small trial is never told apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from garant.directory.models import Organisation
from garant.directory.subject import use_id
from garant.trials.models import Certificate, Criterion, Trial
from garant.trials.terms import State, Verdict


@dataclass(frozen=True, slots=True)
class TrialFigures:
    started: int
    verdicts: Mapping[Verdict, int]  # of the trials closed in the period
    certificates: int  # of erasure
    measured: int  # criteria of the closed trials that were measured
    met: int

    @property
    def closed(self) -> int:
        return sum(self.verdicts.values())


def trials_between(organisation: Organisation, start: datetime, end: datetime) -> TrialFigures:
    """From `start` to before `end`."""
    held = Trial.objects.filter(organisation=organisation)
    closed = held.filter(state=State.CLOSED, closed_at__gte=start, closed_at__lt=end)
    given = dict(closed.order_by().values_list("verdict").annotate(number=Count("id")))
    criteria = Criterion.objects.filter(trial__in=closed).aggregate(
        measured=Count("id", filter=Q(met__isnull=False)), met=Count("id", filter=Q(met=True))
    )
    return TrialFigures(
        started=held.filter(started_at__gte=start, started_at__lt=end).count(),
        verdicts={verdict: given.get(verdict.value, 0) for verdict in Verdict},
        certificates=Certificate.objects.filter(
            trial__organisation=organisation, at__gte=start, at__lt=end
        ).count(),
        measured=criteria["measured"],
        met=criteria["met"],
    )


def trials_ending(organisation: Organisation) -> dict[str, date]:
    """The use's id → the last day of its trial that runs or is prepared."""
    rows = (
        Trial.objects.filter(organisation=organisation, state__in=(State.PREPARED, State.RUNNING))
        .order_by("-ends_on")  # the soonest comes last, and stays
        .values_list("subject", "ends_on")
    )
    return {use_id(subject): ends for subject, ends in rows}
