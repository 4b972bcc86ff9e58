"""What comes back in this room: legal delays call before they end, old requests lose their words, files left by."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from garant.directory.kinds import Role
from garant.directory.recurring import Recurring
from garant.notifications.actions import remind
from garant.registers.aftermath import clocks
from garant.registers.commitments import queries as commitments
from garant.registers.commitments.queries import Due
from garant.registers.commitments.shelf import COMMITMENTS
from garant.registers.models import Incident
from garant.registers.queries import ALWAYS
from garant.registers.rights.forgetting import forget_words
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.queries import HANDLERS, due_soon
from garant.registers.shelf.waiting import forget_left_files
from garant.registers.terms import State

log = logging.getLogger(__name__)

INCIDENT_NOTICE = timedelta(hours=24)
COMMITMENT_NOTICE_DAYS = 14
RIGHTS_NOTICES = (("rights-due", timedelta(days=7)), ("rights-last-days", timedelta(days=2)))


class Reminder(Recurring):
    """A thread of the installation's one process. A second one reminds nobody twice."""

    def __init__(self, *, pause_s: float = 1800.0) -> None:
        super().__init__(name="register-reminder", pause_s=pause_s)

    def turn(self) -> None:
        self.attempt(self._remind_and_forget)

    def _remind_and_forget(self) -> None:
        now = timezone.now()
        given, forgotten, left = remind_due(now=now), forget_words(now=now), forget_left_files(now=now)
        if given or forgotten or left:
            log.info(
                "registers: %d reminders given, %d requests past their retention, %d files left behind",
                given,
                forgotten,
                left,
            )


def remind_due(*, now: datetime) -> int:
    """Remind those who answer of what is due soon; how many reminders were new."""
    open_ones = Incident.objects.exclude(state=State.CLOSED).select_related("organisation")
    given = sum(_remind_incident(incident, now) for incident in open_ones)
    for code, notice in RIGHTS_NOTICES:
        given += sum(_remind_request(request, code, now) for request in due_soon(now + notice))
    near = commitments.due(now, within=COMMITMENT_NOTICE_DAYS)
    return given + sum(_remind_commitment(each, now) for each in near)


def _remind_commitment(found: Due, now: datetime) -> bool:
    """Its owner; where a service answers, the referent who follows the charter."""
    return remind(
        found.organisation,
        people=[found.owner] if found.owner else [],
        roles=[] if found.owner else [Role.REFERENT],
        code="commitment-late" if found.late else "commitment-due",
        record=f"{COMMITMENTS.kind}:{found.commitment}",
        address=found.address,
        due=found.due,
        facts={"number": found.number},
        now=now,
    )


def _remind_incident(incident: Incident, now: datetime) -> int:
    ends = [
        ("incident-clock", clock.deadline.due)
        for clock in clocks(incident)
        if clock.is_running and clock.is_dated
    ]
    if incident.due_at is not None:
        ends.append(("incident-due", incident.due_at))
    zone = incident.organisation.place_word.zone
    return sum(
        remind(
            incident.organisation,
            roles=ALWAYS,
            code=code,
            record=f"incident:{incident.id}",
            address=incident.get_absolute_url(),
            due=end.astimezone(zone).date(),
            facts={"number": incident.number},
            now=now,
        )
        for code, end in ends
        if end - now <= INCIDENT_NOTICE
    )


def _remind_request(request: RightsRequest, code: str, now: datetime) -> bool:
    return remind(
        request.organisation,
        roles=HANDLERS,
        code=code,
        record=request.record,
        address=request.get_absolute_url(),
        due=request.due_day,
        facts={"number": request.number},
        now=now,
    )
