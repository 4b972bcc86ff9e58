"""Reads of the notifications. Each person reads their own, and nobody else's."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from garant.directory.models import Person
from garant.notifications.kinds import all_kinds, kind
from garant.notifications.models import Notice, Preference

SHOWN = 200  # lines of the page; older ones are read or out of date


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in words."""

    id: str
    sentence: str
    at: datetime
    read: bool


def unread_count(actor: Person) -> int:
    """How many things wait for this person."""
    return Notice.objects.filter(person=actor, read_at=None).count()


def notices_of(actor: Person) -> list[Line]:
    """The actor's own notices, the last one first."""
    found = Notice.objects.filter(person=actor)[:SHOWN]
    return [
        Line(str(each.id), kind(each.code).line(each.facts), each.at, each.read_at is not None)
        for each in found
        if each.code in all_kinds()
    ]


def notices_count(person: Person) -> int:
    """How many notices are kept for this person, for a search over what the platform stores."""
    return Notice.objects.filter(person=person).count()


def wants_digest(person: Person) -> bool:
    """What they chose; else yes for those who answer for something, and no for anybody else."""
    chosen = Preference.objects.filter(person=person).values_list("digest", flat=True).first()
    return bool(person.roles) if chosen is None else chosen


def waiting_for_mail() -> dict[Person, Counter[str]]:
    """Person → code → how many unread notices no mail has told yet. For the digest, never behind a page."""
    found = Notice.objects.filter(read_at=None, mailed_at=None, person__is_active=True)
    waiting: dict[Person, Counter[str]] = {}
    for notice in found.select_related("person__organisation"):
        waiting.setdefault(notice.person, Counter())[notice.code] += 1
    return waiting
