"""What the rooms above read, which know their own reader. Never behind a page of this room."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from garant.committees.errors import SubjectInvalid
from garant.committees.models import Committee, Item, Opinion
from garant.committees.terms import SessionState
from garant.directory.models import Organisation
from garant.directory.subject import checked


@dataclass(frozen=True, slots=True)
class OpinionGiven:
    """A current opinion, as the life of a use reads it. `verdict` is a value of `terms.Verdict`."""

    id: uuid.UUID
    committee: str
    kind: str
    verdict: str
    reason: str
    conditions: tuple[str, ...]
    at: datetime
    stage: str
    published: bool  # its session is closed


@dataclass(frozen=True, slots=True)
class CommitteeFacts:
    id: uuid.UUID
    name: str
    kind: str
    kind_french: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A case without opinion yet; `session_at` where a session has taken it."""

    id: uuid.UUID
    committee: uuid.UUID
    committee_name: str
    subject: str
    stage: str
    title: str
    question: str
    since: datetime
    session_at: datetime | None


def opinions_on(organisation: Organisation, subject: str) -> list[OpinionGiven]:
    """The current opinions on a subject, the newest first. For the rooms above, which know their reader."""
    if not subject:
        return []  # questions of orientation are of no use in particular
    found = Opinion.objects.filter(
        item__committee__organisation=organisation,
        item__subject=checked(subject, SubjectInvalid),
        superseded_by=None,
    ).select_related("item__committee", "item__session")
    return [
        OpinionGiven(
            id=opinion.id,
            committee=opinion.item.committee.name,
            kind=opinion.item.committee.kind,
            verdict=opinion.verdict,
            reason=opinion.reason,
            conditions=tuple(opinion.conditions),
            at=opinion.at,
            stage=opinion.item.stage,
            published=opinion.item.session is not None and opinion.item.session.is_closed,
        )
        for opinion in found
    ]


def committees_of(organisation: Organisation) -> list[CommitteeFacts]:
    """The committees that sit, for who chooses where a case goes."""
    return [
        CommitteeFacts(found.id, found.name, found.kind, found.kind_french, found.purpose)
        for found in Committee.objects.filter(organisation=organisation, ended_at=None)
    ]


def awaiting(organisation: Organisation, subject: str | None = None) -> list[Awaiting]:
    """The cases without an opinion, the oldest first; those of one subject where it is given."""
    found = Item.objects.filter(
        committee__organisation=organisation, withdrawn_at=None, opinions=None, carried_to=None
    )
    if subject is not None:
        found = found.filter(subject=checked(subject, SubjectInvalid) if subject else "")
    found = found.exclude(session__state=SessionState.CLOSED)
    return [
        Awaiting(
            id=item.id,
            committee=item.committee_id,
            committee_name=item.committee.name,
            subject=item.subject,
            stage=item.stage,
            title=item.title,
            question=item.question,
            since=item.put_at,
            session_at=item.session.at if item.session is not None else None,
        )
        for item in found.select_related("committee", "session").order_by("put_at")
    ]
