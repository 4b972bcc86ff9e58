"""What decisions say of people goes once its time is over; reference, dates and who decided stay."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.decisions.models import Decision, Treatment
from garant.directory.journal import record
from garant.directory.recurring import Recurring
from garant.journal import DataErased

log = logging.getLogger(__name__)

INSTALLATION = "installation"


class DecisionPurger(Recurring):
    """A thread of the installation's one process. A second one finds nothing left to delete."""

    def __init__(self, *, pause_s: float = 3600.0) -> None:
        super().__init__(name="decision-purger", pause_s=pause_s)

    def turn(self) -> None:
        purged = self.attempt(lambda: purge_contents(now=timezone.now()))
        if purged:
            log.info("decisions: %d contents past their retention", purged)


def purge_contents(*, now: datetime) -> int:
    """Delete the contents whose treatment keeps them no longer; how many."""
    held = Treatment.objects.filter(versions__decisions__purged_at=None, versions__decisions__isnull=False)
    return sum(_purge_of(treatment, now) for treatment in held.distinct().select_related("organisation"))


def _purge_of(treatment: Treatment, now: datetime) -> int:
    before = today_of(treatment.organisation, now) - timedelta(days=treatment.retention_days)
    old = Decision.objects.filter(version__treatment=treatment, purged_at=None).filter(
        Q(notified_on__lt=before) | Q(notified_on=None, decided_on__lt=before)
    )
    return sum(_purge(decision, now) for decision in old.select_related("organisation"))


@transaction.atomic
def _purge(decision: Decision, now: datetime) -> bool:
    """The journal's entry comes last; of two processes, one deletes."""
    mine = Decision.objects.filter(pk=decision.pk, purged_at=None)
    if not mine.update(content=None, purged_at=now):
        return False
    record(
        DataErased(
            organisation=decision.organisation.slug,
            person=INSTALLATION,
            record=decision.record,
            erased={"content": 1},
        )
    )
    return True
