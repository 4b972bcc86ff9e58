"""A session as it is held: its agenda, who is there, who counts for a case, what was said of it."""

from django.db.models import Q

from garant.committees.models import Attendance, Committee, Conflict, Item, Member, Opinion, Session
from garant.committees.queries.reading import item_visible_to, seated
from garant.committees.quorum import Count, count
from garant.committees.terms import Presence
from garant.directory.models import Person
from garant.directory.sealing import unseal

PURPOSE = "committee-conflict"


def agenda_of(session: Session) -> list[Item]:
    return list(session.items.select_related("put_by", "carried_to").prefetch_related("opinions"))


def attendance_of(session: Session) -> list[Attendance]:
    return list(session.attendances.select_related("member__person"))


def present_at(session: Session) -> list[Member]:
    return [each.member for each in attendance_of(session) if each.presence == Presence.PRESENT]


def conflicts_on(item: Item) -> list[Conflict]:
    return list(item.conflicts.select_related("member__person"))


def nature_of(actor: Person, conflict: Conflict) -> str:
    """Why a member takes no part, for who reads the committee's papers."""
    item = item_visible_to(actor, conflict.item_id)
    return unseal(
        bytes(conflict.nature),
        purpose=PURPOSE,
        organisation=item.committee.organisation.slug,
        bound_to=f"{item.id}:{conflict.member_id}",
    )


def quorum_on(item: Item) -> Count:
    """Who counts for one case of an open session."""
    assert item.session is not None
    conflicted = [conflict.member for conflict in conflicts_on(item)]
    return count(
        item.committee, seated(item.committee, item.session.day), present_at(item.session), conflicted
    )


def quorum_of(session: Session) -> Count:
    """Who counts for the session itself."""
    return count(session.committee, seated(session.committee, session.day), present_at(session), ())


def opinion_on_item(item: Item) -> Opinion | None:
    """The current opinion that this session gave on a case."""
    return item.opinions.filter(superseded_by=None).first()


def opinion_in_force(committee: Committee, item: Item) -> Opinion | None:
    """The committee's current opinion on the same subject at the same stage, from whichever session."""
    same = Q(item__in=_line(item))
    if item.subject:
        same |= Q(item__subject=item.subject, item__stage=item.stage)
    return Opinion.objects.filter(same, item__committee=committee, superseded_by=None).first()


def _line(item: Item) -> list[Item]:
    """A case and those that it was carried from."""
    line = [item]
    while (before := line[-1].carried_from) is not None:
        line.append(before)
    return line
