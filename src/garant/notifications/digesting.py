"""The daily mail: at most one a day for each person, on working days, with counts alone."""

import logging
from collections import Counter
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils import timezone

from garant.deadlines import Place, is_working_day
from garant.directory.models import Person
from garant.directory.recurring import Recurring
from garant.notifications.actions import forget_old
from garant.notifications.kinds import all_kinds
from garant.notifications.models import Notice, Preference
from garant.notifications.queries import waiting_for_mail, wants_digest

log = logging.getLogger(__name__)

FROM_HOUR = 8  # of the organisation's zone: nobody is called at night


class Digester(Recurring):
    """A thread of the installation's one process. A second one sends nothing twice: each mail is claimed first."""

    def __init__(self, *, pause_s: float = 900.0) -> None:
        super().__init__(name="notification-digester", pause_s=pause_s)

    def turn(self) -> None:
        if sent := self.attempt(lambda: send_digests(now=timezone.now())):
            log.info("digests of notifications sent: %d", sent)


def send_digests(*, now: datetime) -> int:
    """Send what waits; how many mails. A mail that fails loses nothing: it is tried again at the next turn."""
    forget_old(now=now)
    sent = 0
    for person, counts in waiting_for_mail().items():
        today = _today(person.organisation.place_word, now)
        if today is None or not wants_digest(person) or not _claim(person, today):
            continue
        try:
            get_connection().send_messages([_mail(person, counts)])
        except OSError as error:  # smtplib's errors are OSErrors too
            log.warning("digest not sent: %s", type(error).__name__)
            Preference.objects.filter(person=person).update(mailed_on=None)
            break  # the server is down for the others too
        Notice.objects.filter(person=person, mailed_at=None, at__lte=now).update(mailed_at=now)
        sent += 1
    return sent


def _today(place: Place, now: datetime) -> date | None:
    """The day there, where it is worked and has begun; None otherwise."""
    local = now.astimezone(place.zone)
    return local.date() if local.hour >= FROM_HOUR and is_working_day(local.date(), place) else None


def _claim(person: Person, today: date) -> bool:
    """Take the day's one mail to this person: of two processes, one gets it."""
    Preference.objects.get_or_create(person=person)
    unsent = Q(mailed_on=None) | Q(mailed_on__lt=today)
    return Preference.objects.filter(unsent, person=person).update(mailed_on=today) == 1


def _mail(person: Person, counts: Counter[str]) -> EmailMessage:
    told = [kind.counted(counts[code]) for code, kind in all_kinds().items() if counts[code]]
    lines = "".join(f"- {each}\n" for each in told)
    address = f"\n{settings.GARANT_PUBLIC_URL}/notifications/" if settings.GARANT_PUBLIC_URL else ""
    body = (
        f"Voici ce qui vous attend dans Garant ({person.organisation.name}) :\n\n{lines}\n"
        f"Connectez-vous à Garant, page Notifications, pour le lire.{address}\n\n"
        "Ce message part au plus une fois par jour ouvré et ne contient rien de ce qui vous attend. "
        "Vous pouvez y renoncer sur la même page.\n"
    )
    return EmailMessage("Garant : ce qui vous attend", body, to=[person.email])
