"""What is done while a committee sits, and the approval of its minutes."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from garant.committees import queries
from garant.committees.actions.guards import changed, locked_item, locked_session, moved, opened, planned
from garant.committees.errors import (
    AttendanceIncomplete,
    AttendanceMissing,
    ConditionsMissing,
    ConditionsUnasked,
    MinutesApprovedAlready,
    MinutesNotReady,
    NotALaterSession,
    NotASittingMember,
    NotConvened,
    OpinionGivenAlready,
    OpinionGivenMeanwhile,
    OpinionNotAdopted,
    QuorumMissing,
    ReasonMissing,
    SessionEarly,
    SessionEmpty,
    VotesMiscounted,
)
from garant.committees.models import Attendance, Conflict, Item, Opinion, Session
from garant.committees.quorum import Count
from garant.committees.terms import Presence, SessionState, Verdict
from garant.directory.models import Person
from garant.directory.sealing import seal
from garant.directory.subject import use_of


@transaction.atomic
def open_session(actor: Person, session: uuid.UUID, *, now: datetime | None = None) -> Session:
    """On its day or later, once its members are convened."""
    found = planned(locked_session(actor, session))
    now = now or timezone.now()
    if not found.items.exists():
        raise SessionEmpty
    if found.convened_at is None:
        raise NotConvened
    day = timezone.localtime(found.at).date()
    if timezone.localtime(now).date() < day:
        raise SessionEarly(day=f"{day:%d/%m/%Y}")
    found.state, found.opened_at = SessionState.OPEN, now
    _save(found, "state", "opened_at")
    moved(actor, f"session:{found.id}", SessionState.PLANNED, SessionState.OPEN)
    return found


@transaction.atomic
def mark_attendance(
    actor: Person,
    session: uuid.UUID,
    *,
    presences: Mapping[uuid.UUID, str],
    revision: int | None = None,
    now: datetime | None = None,
) -> Session:
    """Who is there: one word for each member in mandate. Said again when someone comes or leaves; an opinion that
    was given keeps the names of those who voted on it."""
    found = opened(locked_session(actor, session, revision))
    seated = {member.id for member in queries.seated(found.committee, found.day)}
    if seated != set(presences) or not set(presences.values()) <= set(Presence.values):
        raise AttendanceIncomplete
    found.attendances.all().delete()
    Attendance.objects.bulk_create(
        [
            Attendance(session=found, member_id=member, presence=presence)
            for member, presence in presences.items()
        ]
    )
    found.attendance_at = now or timezone.now()
    _save(found, "attendance_at")
    changed(actor, f"session:{found.id}", "amended")
    return found


@transaction.atomic
def declare_conflict(
    actor: Person, item: uuid.UUID, *, member: uuid.UUID, nature: str, now: datetime | None = None
) -> Conflict:
    """A member takes no part in one case, for good. Declared while the session is prepared or open, before the
    opinion."""
    found = locked_item(actor, item)
    session = found.session
    if session is None or session.is_closed:
        opened(session)
    assert session is not None
    if not nature.strip():
        raise ReasonMissing
    if found.opinions.exists():
        raise OpinionGivenAlready
    seated = {each.id: each for each in queries.seated(found.committee, session.day)}
    if member not in seated:
        raise NotASittingMember
    conflict, _ = Conflict.objects.get_or_create(
        item=found,
        member=seated[member],
        defaults={
            "nature": seal(
                nature.strip(),
                purpose=queries.PURPOSE,
                organisation=found.committee.organisation.slug,
                bound_to=f"{found.id}:{member}",
            ),
            "declared_at": now or timezone.now(),
            "declared_by": actor,
        },
    )
    changed(actor, f"case:{found.id}", "amended")
    return conflict


@transaction.atomic
def give_opinion(
    actor: Person,
    item: uuid.UUID,
    *,
    verdict: str,
    reason: str,
    votes_for: int,
    votes_against: int,
    abstentions: int,
    conditions: Sequence[str] = (),
    instead_of: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Opinion:
    """Write down what the committee adopted: votes are for or against this opinion.

    `instead_of` is the opinion of this session that the writer saw, None where there was none: if another was given
    meanwhile, nothing is written. The committee's earlier opinion on the same subject and stage is superseded.
    """
    found = locked_item(actor, item)
    session = opened(found.session)
    if session.attendance_at is None:
        raise AttendanceMissing
    here = queries.opinion_on_item(found)
    if (here.id if here else None) != instead_of:
        raise OpinionGivenMeanwhile
    kept = [condition.strip() for condition in conditions if condition.strip()]
    _worded(verdict, reason, kept)
    count = queries.quorum_on(found)
    if not count.reached:
        raise QuorumMissing(counted=count.counted, needed=count.needed)
    broken = _adopted(found, count, votes_for, votes_against, abstentions)
    opinion = Opinion(
        item=found,
        verdict=verdict,
        reason=reason.strip(),
        conditions=kept,
        votes_for=votes_for,
        votes_against=votes_against,
        abstentions=abstentions,
        quorum_needed=count.needed,
        by_casting_vote=broken,
        voters=[member.full_name for member in count.voters],
        withdrawn=[conflict.member.full_name for conflict in queries.conflicts_on(found)],
        at=now or timezone.now(),
        by=actor,
        supersedes=queries.opinion_in_force(found.committee, found),
    )
    try:
        with transaction.atomic():
            opinion.save()
    except IntegrityError as error:
        raise OpinionGivenMeanwhile from error
    moved(actor, f"opinion:{opinion.id}", "", verdict, use_of(found.subject))
    return opinion


@transaction.atomic
def close_session(
    actor: Person, session: uuid.UUID, *, revision: int | None = None, now: datetime | None = None
) -> Session:
    """What has no opinion, and what was deferred, goes back to the waiting list under a case of its own."""
    found = opened(locked_session(actor, session, revision))
    if found.attendance_at is None:
        raise AttendanceMissing
    at = now or timezone.now()
    for item in queries.agenda_of(found):
        opinion = queries.opinion_on_item(item)
        if opinion is None or opinion.verdict == Verdict.DEFERRED:
            _carry(item, at)
    found.quorum_needed = queries.quorum_of(found).needed
    found.state, found.closed_at = SessionState.CLOSED, at
    _save(found, "state", "closed_at", "quorum_needed")
    moved(actor, f"session:{found.id}", SessionState.OPEN, SessionState.CLOSED)
    return found


@transaction.atomic
def approve_minutes(
    actor: Person,
    session: uuid.UUID,
    *,
    at_session: uuid.UUID,
    remarks: str = "",
    now: datetime | None = None,
) -> Session:
    """A later session of the same committee, open and with its quorum, approves the minutes of an earlier one."""
    found = locked_session(actor, session)
    if not found.is_closed:
        raise MinutesNotReady
    if found.approved_at is not None:
        raise MinutesApprovedAlready
    later = locked_session(actor, at_session)
    if later.committee_id != found.committee_id or later.at <= found.at or not later.is_open:
        raise NotALaterSession
    if later.attendance_at is None:
        raise AttendanceMissing
    count = queries.quorum_of(later)
    if not count.reached:
        raise QuorumMissing(counted=count.counted, needed=count.needed)
    found.approved_by, found.approved_at, found.remarks = later, now or timezone.now(), remarks.strip()
    _save(found, "approved_by", "approved_at", "remarks")
    moved(actor, f"minutes:{found.id}", "written", "approved")
    return found


def _worded(verdict: str, reason: str, conditions: list[str]) -> None:
    """An opinion says why, and its conditions where it has some."""
    if verdict not in Verdict.values or not reason.strip():
        raise ReasonMissing
    if verdict == Verdict.WITH_CONDITIONS and not conditions:
        raise ConditionsMissing
    if verdict != Verdict.WITH_CONDITIONS and conditions:
        raise ConditionsUnasked


def _adopted(item: Item, count: Count, votes_for: int, votes_against: int, abstentions: int) -> bool:
    """Refuse an opinion that the votes do not carry; whether the chair's vote broke a tie."""
    cast = votes_for + votes_against + abstentions
    if min(votes_for, votes_against, abstentions) < 0 or cast != count.counted:
        raise VotesMiscounted(cast=cast, voters=count.counted)
    chair_votes = item.committee.casting_vote and any(member.chairs for member in count.voters)
    broken = votes_for == votes_against > 0 and chair_votes
    if votes_for <= votes_against and not broken:
        raise OpinionNotAdopted(votes_for=votes_for, votes_against=votes_against)
    return broken


def _carry(item: Item, at: datetime) -> None:
    Item.objects.create(
        committee=item.committee,
        subject=item.subject,
        stage=item.stage,
        title=item.title,
        question=item.question,
        put_by=item.put_by,
        put_at=at,
        carried_from=item,
    )


def _save(session: Session, *fields: str) -> None:
    session.revision += 1
    session.save(update_fields=[*fields, "revision"])
