"""What the rooms above and the gateway read. Never behind a page of this room."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from garant.catalogue.access import ScopedKey
from garant.directory.models import Organisation
from garant.directory.subject import checked, use_id
from garant.trials.errors import SubjectInvalid
from garant.trials.models import Participant, Trial
from garant.trials.terms import State


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """One trial of a use. `state` is a value of `terms.State`, `verdict` of `terms.Verdict` or ""."""

    id: uuid.UUID
    number: int
    title: str
    state: str
    starts: date
    ends: date
    people: frozenset[str]  # ids of those who take part
    systems: tuple[str, ...]  # slugs
    verdict: str
    verdict_reason: str
    certificate_at: datetime | None
    criteria_met: int
    criteria_total: int
    lessons: tuple[str, ...]
    incidents: tuple[int, ...]

    @property
    def conclusive(self) -> bool:
        """Erased, closed, and judged conclusive: what a gate asks for."""
        return self.state == State.CLOSED and self.verdict == "conclusive" and self.certificate_at is not None


def trials_of(organisation: Organisation, subject: str, *, now: datetime | None = None) -> list[TrialFacts]:
    """The trials of a use, the newest first."""
    moment = now or timezone.now()
    found = Trial.objects.filter(organisation=organisation, subject=checked(subject, SubjectInvalid))
    return [_facts(trial, moment) for trial in found.prefetch_related("criteria", "lessons", "participants")]


def scoped_keys(*, now: datetime | None = None) -> list[ScopedKey]:
    """Every key that opens something now: of a trial that runs, for the systems of the trial, until its last day."""
    moment = now or timezone.now()
    held = (
        Participant.objects.filter(
            trial__state=State.RUNNING, removed_at=None, person__is_active=True, key_at__isnull=False
        )
        .exclude(key_hash="")
        .select_related("trial__organisation", "person")
        .order_by("key_hash")
    )
    return [
        ScopedKey(
            hash=each.key_hash,
            organisation=each.trial.organisation.slug,
            person=str(each.person_id),
            use=use_id(each.trial.subject),
            systems=frozenset(each.trial.systems),
            expires_at=each.trial.closes_at,
        )
        for each in held
        if moment < each.trial.closes_at
    ]


def _facts(trial: Trial, now: datetime) -> TrialFacts:
    criteria = list(trial.criteria.all())
    return TrialFacts(
        id=trial.id,
        number=trial.number,
        title=trial.title,
        state=trial.state_at(now).value,
        starts=trial.starts_on,
        ends=trial.ends_on,
        people=frozenset(str(each.person_id) for each in trial.participants.all() if each.removed_at is None),
        systems=tuple(trial.systems),
        verdict=trial.verdict,
        verdict_reason=trial.verdict_reason,
        certificate_at=trial.erased_at,
        criteria_met=sum(criterion.met is True for criterion in criteria),
        criteria_total=len(criteria),
        lessons=tuple(lesson.text for lesson in trial.lessons.all()),
        incidents=tuple(trial.incidents),
    )
