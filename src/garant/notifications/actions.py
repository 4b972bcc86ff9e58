"""Verbs of the notifications. A notice belongs to the caller's transaction, and the caller's journal entry holds it."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.directory.queries import people_holding
from garant.notifications.errors import NoticeAddressElsewhere
from garant.notifications.kinds import Fact, checked, kind
from garant.notifications.models import Notice, Preference, Reminder

KEPT = timedelta(days=180)  # a notice serves for a while; the record that it names stays


@transaction.atomic
def notify(
    organisation: Organisation,
    *,
    roles: Collection[Role] = (),
    people: Collection[Person] = (),
    code: str,
    record: str,
    address: str,
    facts: Mapping[str, Fact] | None = None,
    now: datetime | None = None,
) -> int:
    """One line for each person who holds one of `roles` or is one of `people`; how many.

    Someone of another organisation, or whose account is closed, is told nothing. Raises NoticeKindUnknown,
    NoticeHoldsContent and NoticeAddressElsewhere: a notice says that something waits, never what.
    """
    kind(code)
    kept = checked(facts or {})
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        raise NoticeAddressElsewhere
    told = {person.id: person for person in people_holding(organisation, roles)} if roles else {}
    told |= {
        person.id: person
        for person in people
        if person.organisation_id == organisation.pk and person.is_active
    }
    Notice.objects.bulk_create(
        Notice(
            organisation=organisation,
            person=person,
            code=code,
            record=record,
            address=address,
            facts=kept,
            at=now or timezone.now(),
        )
        for person in told.values()
    )
    return len(told)


@transaction.atomic
def remind(
    organisation: Organisation,
    *,
    roles: Collection[Role] = (),
    people: Collection[Person] = (),
    code: str,
    record: str,
    address: str,
    due: date,
    facts: Mapping[str, Fact] | None = None,
    now: datetime | None = None,
) -> bool:
    """Notify of a due date, once: said again for the same record, code and date it does nothing, and answers False.

    `{due}` of the sentence is the date itself.
    """
    _, first = Reminder.objects.get_or_create(organisation=organisation, record=record, code=code, due=due)
    if first:
        notify(
            organisation,
            roles=roles,
            people=people,
            code=code,
            record=record,
            address=address,
            facts={"due": due.isoformat(), **(facts or {})},
            now=now,
        )
    return first


def read_notice(actor: Person, notice: uuid.UUID, *, now: datetime | None = None) -> str:
    """Mark one's own notice as read; where it leads. NotFound for any other's."""
    found = Notice.objects.filter(person=actor, id=notice).first()
    if found is None:
        raise NotFound(what="notice")
    Notice.objects.filter(pk=found.pk, read_at=None).update(read_at=now or timezone.now())
    return found.address


def read_all(actor: Person, *, now: datetime | None = None) -> int:
    """Mark every notice of the actor as read; how many were not."""
    return Notice.objects.filter(person=actor, read_at=None).update(read_at=now or timezone.now())


def choose_digest(actor: Person, *, wanted: bool) -> None:
    """Whether the actor gets the daily mail."""
    Preference.objects.update_or_create(person=actor, defaults={"digest": wanted})


def erase_notices(person: Person) -> int:
    """Delete what was kept for this person: a request for erasure asks for it, and journals it. How many."""
    deleted, _ = Notice.objects.filter(person=person).delete()
    return deleted


def forget_old(*, now: datetime) -> int:
    """Delete the notices that were read long ago; how many."""
    deleted, _ = Notice.objects.filter(read_at__lt=now - KEPT).delete()
    return deleted
