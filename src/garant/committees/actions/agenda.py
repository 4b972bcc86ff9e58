"""What waits for a committee, and the sessions being prepared."""

import logging
import uuid
from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from garant.committees import queries
from garant.committees.actions.guards import (
    changed,
    locked_committee,
    locked_item,
    locked_session,
    moved,
    planned,
    worker,
)
from garant.committees.errors import (
    CaseIncomplete,
    CaseNotWaiting,
    CaseWaitsAlready,
    CommitteeClosed,
    NobodyToConvene,
    ReasonMissing,
    SessionEmpty,
    SessionStarted,
    SubjectInvalid,
)
from garant.committees.models import Committee, Item, Member, Session
from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.directory.subject import checked, use_of

log = logging.getLogger(__name__)

# Who may send a case to a committee without sitting in it.
_SENDERS = (*queries.MANAGERS, Role.REFERENT, Role.DPO, Role.RSSI, Role.LEGAL)


@transaction.atomic
def put_on_agenda(
    actor: Person,
    *,
    committee: uuid.UUID,
    subject: str,
    title: str,
    question: str,
    stage: str = "",
    now: datetime | None = None,
) -> Item:
    """A case for the waiting list of a committee. `subject` is "use:<uuid>", or "" for a question of orientation."""
    body = Committee.objects.filter(organisation=actor.organisation, id=committee).first()
    if body is None:
        raise NotFound(what="committee")
    if not queries.may_work(actor, body):
        require(actor, *_SENDERS)
    body = _sitting(body)
    subject = checked(subject, SubjectInvalid) if subject else ""
    if not title.strip() or not question.strip():
        raise CaseIncomplete
    waiting = queries.awaiting(actor.organisation, subject) if subject else []
    if any(case.committee == body.id and case.stage == stage for case in waiting):
        raise CaseWaitsAlready
    item = Item.objects.create(
        committee=body,
        subject=subject,
        stage=stage,
        title=title.strip()[:200],
        question=question.strip(),
        put_by=actor,
        put_at=now or timezone.now(),
    )
    moved(actor, f"case:{item.id}", "", "waiting", use_of(subject))
    return item


@transaction.atomic
def withdraw_case(actor: Person, item: uuid.UUID, *, reason: str, now: datetime | None = None) -> Item:
    """Take a waiting case back, with the reason. It stays readable."""
    found = _waiting(actor, item)
    if not reason.strip():
        raise ReasonMissing
    found.withdrawn_at = now or timezone.now()
    found.withdrawn_because = reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_because"])
    moved(actor, f"case:{found.id}", "waiting", "withdrawn", use_of(found.subject))
    return found


@transaction.atomic
def plan_session(
    actor: Person, committee: uuid.UUID, *, at: datetime, place: str = "", visio: str = ""
) -> Session:
    """A session to come; its agenda is filled from the waiting list."""
    body = locked_committee(actor, committee)
    worker(actor, body)
    last = body.sessions.aggregate(last=Max("number"))["last"]
    session = Session.objects.create(
        committee=body, number=(last or 0) + 1, at=at, place=place.strip(), visio=visio.strip()
    )
    moved(actor, f"session:{session.id}", "", session.state)
    return session


@transaction.atomic
def amend_session(
    actor: Person,
    session: uuid.UUID,
    *,
    at: datetime,
    place: str = "",
    visio: str = "",
    revision: int | None = None,
) -> Session:
    """Another date or place. The members must be convened anew."""
    found = planned(locked_session(actor, session, revision))
    found.at, found.place, found.visio = at, place.strip(), visio.strip()
    found.convened_at, found.convened = None, []
    _save(found, "at", "place", "visio", "convened_at", "convened")
    changed(actor, f"session:{found.id}", "amended")
    return found


@transaction.atomic
def take_up(actor: Person, session: uuid.UUID, item: uuid.UUID, *, now: datetime | None = None) -> Item:
    """A waiting case goes to the end of the agenda of a session of the same committee."""
    found = planned(locked_session(actor, session))
    case = _waiting(actor, item)
    if case.committee_id != found.committee_id:
        raise NotFound(what="case")
    last = found.items.aggregate(last=Max("rank"))["last"]
    case.session, case.rank, case.taken_at = found, (last or 0) + 1, now or timezone.now()
    case.save(update_fields=["session", "rank", "taken_at"])
    _save(found)
    changed(actor, f"session:{found.id}", "amended")
    return case


@transaction.atomic
def leave_out(actor: Person, item: uuid.UUID) -> Item:
    """A case goes back to the waiting list."""
    case, session = _on_agenda(actor, item)
    case.session, case.rank, case.taken_at = None, 0, None
    case.save(update_fields=["session", "rank", "taken_at"])
    _save(session)
    changed(actor, f"session:{session.id}", "amended")
    return case


@transaction.atomic
def move_up(actor: Person, item: uuid.UUID) -> Item:
    """One place earlier in the order of the day; the first one stays first."""
    case, session = _on_agenda(actor, item)
    order = list(session.items.all())
    place = order.index(case)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    for rank, each in enumerate(order, start=1):
        each.rank = rank
    Item.objects.bulk_update(order, ["rank"])
    _save(session)
    changed(actor, f"session:{session.id}", "amended")
    return case


def convene(actor: Person, session: uuid.UUID, *, now: datetime | None = None) -> Session:
    """Write the list of those who are convened, and send them a mail that names no case. Who has no account is
    listed too: their letter is the secretary's."""
    found, members = _convene(actor, session, now or timezone.now())
    _tell(found, members)
    return found


@transaction.atomic
def _convene(actor: Person, session: uuid.UUID, now: datetime) -> tuple[Session, list[Member]]:
    found = planned(locked_session(actor, session))
    if not found.items.exists():
        raise SessionEmpty
    members = queries.seated(found.committee, found.day)
    if not any(member.votes for member in members):
        raise NobodyToConvene
    found.convened = [
        {
            "name": member.full_name,
            "quality": member.quality_french,
            "by": "courriel" if member.person is not None else "lettre",
        }
        for member in members
    ]
    found.convened_at = now
    _save(found, "convened", "convened_at")
    moved(actor, f"session:{found.id}", "planned", "convened")
    return found, members


def _tell(session: Session, members: list[Member]) -> None:
    """A mail that fails loses nothing: the convocation list stays on the page of the session."""
    local = timezone.localtime(session.at)
    where = f"\nLieu : {session.place}" if session.place else ""
    where += f"\nVisioconférence : {session.visio}" if session.visio else ""
    body = (
        f"Vous êtes convié(e) à la séance n° {session.number} : {session.committee.name},\n"
        f"le {local:%d/%m/%Y} à {local:%H} h {local:%M}.{where}\n\n"
        "L’ordre du jour et les dossiers se lisent dans Garant, page Comités.\n"
        "Si une affaire vous concerne personnellement, déclarez-le avant le vote.\n"
    )
    mails = [
        EmailMessage("Garant : convocation à une séance de comité", body, to=[member.person.email])
        for member in members
        if member.person is not None
    ]
    try:
        get_connection().send_messages(mails)
    except OSError as error:  # smtplib's errors are OSErrors too
        log.warning("convocation mail not sent: %s", type(error).__name__)


def _sitting(committee: Committee) -> Committee:
    """Read anew and held, so that two senders do not put the same case twice."""
    found = Committee.objects.select_for_update().get(id=committee.id)
    if found.ended_at is not None:
        raise CommitteeClosed
    return found


def _waiting(actor: Person, item: uuid.UUID) -> Item:
    found = locked_item(actor, item)
    if found.session_id is not None or found.withdrawn_at is not None:
        raise CaseNotWaiting
    return found


def _on_agenda(actor: Person, item: uuid.UUID) -> tuple[Item, Session]:
    found = locked_item(actor, item)
    if found.session is None:
        raise SessionStarted
    return found, planned(found.session)


def _save(session: Session, *fields: str) -> None:
    session.revision += 1
    session.save(update_fields=[*fields, "revision"])
