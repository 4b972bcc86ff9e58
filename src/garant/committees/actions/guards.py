"""What each verb checks first, and the entry it ends with."""

import uuid
from typing import Literal

from garant.committees import queries
from garant.committees.errors import ChangedMeanwhile, CommitteeClosed, SessionNotOpen, SessionStarted
from garant.committees.models import Committee, Item, Session
from garant.directory.errors import NotAllowed
from garant.directory.journal import record
from garant.directory.models import Person
from garant.journal import RecordChanged, RecordMoved


def locked_committee(actor: Person, committee: uuid.UUID, revision: int | None = None) -> Committee:
    """A committee that this actor sees and that still sits; nobody else changes it until the transaction ends."""
    queries.committee_visible_to(actor, committee)
    found = Committee.objects.select_for_update().select_related("organisation").get(id=committee)
    if found.ended_at is not None:
        raise CommitteeClosed
    _same(found.revision, revision)
    return found


def worker(actor: Person, committee: Committee) -> None:
    """Refuse who may read but neither manages nor sits."""
    if not queries.may_work(actor, committee):
        raise NotAllowed(roles="membres du comité en cours de mandat, administration, DGS, DSI")


def locked_session(actor: Person, session: uuid.UUID, revision: int | None = None) -> Session:
    """A session that this actor may work at."""
    queries.session_visible_to(actor, session)
    found = (
        Session.objects.select_for_update(of=("self",))
        .select_related("committee__organisation")
        .get(id=session)
    )
    worker(actor, found.committee)
    _same(found.revision, revision)
    return found


def planned(session: Session) -> Session:
    if not session.is_planned:
        raise SessionStarted
    return session


def opened(session: Session | None) -> Session:
    if session is None or not session.is_open:
        raise SessionNotOpen
    return session


def locked_item(actor: Person, item: uuid.UUID) -> Item:
    """A case, held together with its session where it has one."""
    found = queries.item_visible_to(actor, item)
    worker(actor, found.committee)
    if found.session_id is not None:
        locked_session(actor, found.session_id)
    return (
        Item.objects.select_for_update(of=("self",))
        .select_related("committee__organisation", "session__committee__organisation")
        .get(id=item)
    )


def changed(actor: Person, what: str, change: Literal["created", "amended", "closed"]) -> None:
    record(
        RecordChanged(organisation=actor.organisation.slug, person=str(actor.id), record=what, change=change)
    )


def moved(actor: Person, what: str, before: str, after: str, use: str | None = None) -> None:
    record(
        RecordMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=what,
            before=before,
            after=after,
            use=use,
        )
    )


def _same(held: int, seen: int | None) -> None:
    if seen is not None and seen != held:
        raise ChangedMeanwhile
