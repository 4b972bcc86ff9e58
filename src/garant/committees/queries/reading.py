"""Who reads what of the committees."""

import uuid
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from garant.committees.models import Committee, Item, Member, Opinion, Session
from garant.committees.terms import SessionState
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person

MANAGERS = (Role.ADMINISTRATOR, Role.DGS, Role.DSI)


def may_manage(actor: Person) -> bool:
    """Whether this person composes committees."""
    return actor.is_active and actor.has_role(*MANAGERS)


def may_work(actor: Person, committee: Committee, *, today: date | None = None) -> bool:
    """Whether this person prepares and holds the sessions: a manager, or a member in mandate."""
    if actor.organisation_id != committee.organisation_id or not actor.is_active:
        return False
    mine = committee.members.filter(person=actor)
    return may_manage(actor) or any(member.sits_on(today or timezone.localdate()) for member in mine)


def committees_visible_to(actor: Person) -> list[Committee]:
    """By name, the ended ones last."""
    return sorted(_visible(actor), key=lambda found: (found.ended_at is not None, found.name))


def committee_visible_to(actor: Person, committee: uuid.UUID) -> Committee:
    found = _visible(actor).filter(id=committee).select_related("organisation").first()
    if found is None:
        raise NotFound(what="committee")
    return found


def members_of(committee: Committee) -> list[Member]:
    """Every mandate, the current ones and those to come first."""
    today = timezone.localdate()
    found = committee.members.select_related("person")
    return sorted(found, key=lambda member: member.ends is not None and member.ends < today)


def member_visible_to(actor: Person, member: uuid.UUID) -> Member:
    found = (
        Member.objects.filter(id=member, committee__in=_visible(actor))
        .select_related("committee", "person")
        .first()
    )
    if found is None:
        raise NotFound(what="member")
    return found


def seated(committee: Committee, day: date) -> list[Member]:
    """The members in mandate on a day."""
    return [member for member in committee.members.select_related("person") if member.sits_on(day)]


def waiting_cases(committee: Committee) -> list[Item]:
    """What no session has taken yet, the oldest first."""
    return list(
        committee.items.filter(session=None, withdrawn_at=None).select_related("put_by").order_by("put_at")
    )


def sessions_of(committee: Committee) -> list[Session]:
    return list(committee.sessions.all())


def session_visible_to(actor: Person, session: uuid.UUID) -> Session:
    found = (
        Session.objects.filter(id=session, committee__in=_visible(actor))
        .select_related("committee__organisation", "approved_by")
        .first()
    )
    if found is None:
        raise NotFound(what="session")
    return found


def item_visible_to(actor: Person, item: uuid.UUID) -> Item:
    found = (
        Item.objects.filter(id=item, committee__in=_visible(actor))
        .select_related("committee__organisation", "session__committee__organisation")
        .first()
    )
    if found is None:
        raise NotFound(what="case")
    return found


def published_opinions(actor: Person) -> list[Opinion]:
    """Every opinion of a closed session, superseded ones too: a reader sees what was said and when it changed."""
    return list(_published(actor))


def opinion_visible_to(actor: Person, opinion: uuid.UUID) -> Opinion:
    """A published one for everyone of the organisation; before, for who reads the committee's papers."""
    open_to = Q(item__session__state=SessionState.CLOSED) | Q(item__committee__in=_visible(actor))
    found = _opinions(actor).filter(open_to, id=opinion).first()
    if found is None:
        raise NotFound(what="opinion")
    return found


def _visible(actor: Person) -> QuerySet[Committee]:
    found = Committee.objects.filter(organisation=actor.organisation)
    if not actor.is_active:
        return found.none()
    if actor.has_role(*MANAGERS, Role.AUDITOR):
        return found
    today = timezone.localdate()
    mine = Member.objects.filter(person=actor, starts__lte=today).filter(Q(ends=None) | Q(ends__gte=today))
    return found.filter(id__in=mine.values("committee"))


def _opinions(actor: Person) -> QuerySet[Opinion]:
    return Opinion.objects.filter(item__committee__organisation=actor.organisation).select_related(
        "item__committee", "item__session", "supersedes", "superseded_by"
    )


def _published(actor: Person) -> QuerySet[Opinion]:
    return _opinions(actor).filter(item__session__state=SessionState.CLOSED)
