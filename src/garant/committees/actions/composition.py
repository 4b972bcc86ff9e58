"""Committees and their members."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from garant.committees import queries
from garant.committees.actions.guards import changed, locked_committee
from garant.committees.errors import (
    CommitteeBusy,
    CommitteeNameTaken,
    MandateInvalid,
    MemberInvalid,
    MemberTwice,
    QuorumInvalid,
)
from garant.committees.models import Committee, Member
from garant.committees.terms import CommitteeKind, Quality, QuorumKind, SessionState
from garant.directory import queries as directory
from garant.directory.actions import require
from garant.directory.models import Person
from garant.history.actions import keep


@transaction.atomic
def create_committee(
    actor: Person,
    *,
    name: str,
    kind: str,
    purpose: str,
    quorum_kind: str,
    quorum_value: int,
    casting_vote: bool = False,
    now: datetime | None = None,
) -> Committee:
    """A committee without members yet."""
    require(actor, *queries.MANAGERS)
    committee = Committee(organisation=actor.organisation, created_at=now or timezone.now())
    _write(committee, name, kind, purpose, quorum_kind, quorum_value, casting_vote)
    _keep(actor, committee, now)
    changed(actor, f"committee:{committee.id}", "created")
    return committee


@transaction.atomic
def amend_committee(
    actor: Person,
    committee: uuid.UUID,
    *,
    name: str,
    kind: str,
    purpose: str,
    quorum_kind: str,
    quorum_value: int,
    casting_vote: bool = False,
    revision: int | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Committee:
    """Change what a committee is; what it was stays readable."""
    require(actor, *queries.MANAGERS)
    found = locked_committee(actor, committee, revision)
    found.revision += 1
    _write(found, name, kind, purpose, quorum_kind, quorum_value, casting_vote)
    _keep(actor, found, now, reason)
    changed(actor, f"committee:{found.id}", "amended")
    return found


@transaction.atomic
def end_committee(actor: Person, committee: uuid.UUID, *, now: datetime | None = None) -> Committee:
    """It sits no more. Nothing may wait for it."""
    require(actor, *queries.MANAGERS)
    found = locked_committee(actor, committee)
    sessions = found.sessions.exclude(state=SessionState.CLOSED).count()
    cases = len(queries.waiting_cases(found))
    if sessions or cases:
        raise CommitteeBusy(sessions=sessions, cases=cases)
    found.ended_at = now or timezone.now()
    found.revision += 1
    found.save(update_fields=["ended_at", "revision"])
    changed(actor, f"committee:{found.id}", "closed")
    return found


@transaction.atomic
def add_member(
    actor: Person,
    committee: uuid.UUID,
    *,
    quality: str,
    starts: date,
    ends: date | None = None,
    person: uuid.UUID | None = None,
    name: str = "",
    votes: bool = True,
    chairs: bool = False,
    now: datetime | None = None,
) -> Member:
    """A mandate: a person of the organisation, or a name from outside. `ends` is its last day."""
    require(actor, *queries.MANAGERS)
    found = locked_committee(actor, committee)
    who = directory.colleague_of(actor, person) if person is not None else None
    name = name.strip()
    if (who is None) == (not name) or quality not in Quality.values:
        raise MemberInvalid
    if ends is not None and ends < starts:
        raise MandateInvalid
    same = found.members.filter(person=who) if who is not None else found.members.filter(name__iexact=name)
    if any(_overlap(member, starts, ends) for member in same):
        raise MemberTwice
    member = Member.objects.create(
        committee=found,
        person=who,
        name=name,
        quality=quality,
        votes=votes,
        chairs=chairs,
        starts=starts,
        ends=ends,
        added_at=now or timezone.now(),
    )
    _keep(actor, found, now)
    changed(actor, f"committee:{found.id}", "amended")
    return member


@transaction.atomic
def end_mandate(actor: Person, member: uuid.UUID, *, ends: date, now: datetime | None = None) -> Member:
    """Set the last day of a mandate. The mandate itself stays: past sessions name it."""
    require(actor, *queries.MANAGERS)
    found = queries.member_visible_to(actor, member)
    committee = locked_committee(actor, found.committee_id)
    if ends < found.starts:
        raise MandateInvalid
    found.ends = ends
    found.save(update_fields=["ends"])
    _keep(actor, committee, now)
    changed(actor, f"committee:{committee.id}", "amended")
    return found


def _write(
    committee: Committee,
    name: str,
    kind: str,
    purpose: str,
    quorum_kind: str,
    quorum_value: int,
    casting_vote: bool,
) -> None:
    if quorum_value < 1 or (quorum_kind == QuorumKind.SHARE and quorum_value > 100):
        raise QuorumInvalid
    others = Committee.objects.filter(organisation=committee.organisation).exclude(pk=committee.pk)
    if others.filter(name__iexact=name.strip()).exists():
        raise CommitteeNameTaken
    committee.name = name.strip()
    committee.kind = CommitteeKind(kind).value
    committee.purpose = purpose.strip()
    committee.quorum_kind = QuorumKind(quorum_kind).value
    committee.quorum_value = quorum_value
    committee.casting_vote = casting_vote
    committee.save()


def _overlap(member: Member, starts: date, ends: date | None) -> bool:
    return (ends is None or member.starts <= ends) and (member.ends is None or starts <= member.ends)


def _keep(actor: Person, committee: Committee, now: datetime | None, reason: str = "") -> None:
    values = {
        "Nom": committee.name,
        "Nature": committee.kind_french,
        "Mission": committee.purpose,
        "Quorum": committee.quorum_french,
        "Voix prépondérante de la présidence": "oui" if committee.casting_vote else "non",
        "Membres": "\n".join(_mandate(member) for member in committee.members.select_related("person")),
    }
    keep(committee.organisation, f"committee:{committee.id}", values, by=actor, reason=reason, now=now)


def _mandate(member: Member) -> str:
    until = f" au {member.ends:%d/%m/%Y}" if member.ends is not None else ""
    return f"{member.full_name}, {member.quality_french.lower()}, du {member.starts:%d/%m/%Y}{until}"
