"""Verbs of the networks. Each is one transaction, and one journal entry for each organisation that it binds."""

import uuid
from datetime import datetime, timedelta
from typing import Literal

from django.db import IntegrityError, transaction
from django.utils import timezone

from garant.directory.actions import bump_revision, require
from garant.directory.errors import NotFound
from garant.directory.journal import record
from garant.directory.models import Organisation, Person
from garant.federation import queries
from garant.federation.codes import hash_of, new_code
from garant.federation.errors import AlreadyMember, CodeWrong, NetworkTwisted, TooManyInvitations
from garant.federation.models import Invitation, Membership
from garant.journal import RecordChanged

VALID = timedelta(days=30)
OPEN_AT_ONCE = 200  # a region and its communes, invited in one week


@transaction.atomic
def invite(actor: Person, *, note: str = "", now: datetime | None = None) -> tuple[Invitation, str]:
    """A code for one organisation, and its text: the only time that it is known."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    if len(queries.invitations_of(actor, now=moment)) >= OPEN_AT_ONCE:
        raise TooManyInvitations(limit=OPEN_AT_ONCE)
    code = new_code()
    made = Invitation.objects.create(
        head=actor.organisation,
        note=note.strip()[:200],
        hash=hash_of(code),
        by=actor,
        created_at=moment,
        expires_at=moment + VALID,
    )
    _record(actor.organisation, actor, f"invitation:{made.id}", "created")
    return made, code


@transaction.atomic
def take_back(actor: Person, invitation: uuid.UUID, *, now: datetime | None = None) -> None:
    """Close a code that nobody used."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = Invitation.objects.select_for_update().filter(head=actor.organisation, id=invitation).first()
    if found is None:
        raise NotFound(what="invitation")
    if not found.is_open(moment):
        return
    found.ended_at = moment
    found.save(update_fields=["ended_at"])
    _record(actor.organisation, actor, f"invitation:{found.id}", "closed")


@transaction.atomic
def join(actor: Person, *, code: str, now: datetime | None = None) -> Membership:
    """The actor's organisation enters the network that this code opens."""
    require(actor, *queries.MANAGERS)
    moment = now or timezone.now()
    found = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("head")
        .filter(hash=hash_of(code))
        .first()
    )
    if found is None or not found.is_open(moment):
        raise CodeWrong
    if queries.head_of(actor.organisation) is not None:
        raise AlreadyMember
    if actor.organisation_id in _above(found.head):
        raise NetworkTwisted
    try:
        with transaction.atomic():
            made = Membership.objects.create(head=found.head, member=actor.organisation, joined_at=moment)
    except IntegrityError as error:  # two administrators at once
        raise AlreadyMember from error
    found.ended_at = moment
    found.save(update_fields=["ended_at"])
    bump_revision()
    _both(made, actor, "created")
    return made


@transaction.atomic
def end_membership(actor: Person, membership: uuid.UUID, *, now: datetime | None = None) -> Membership:
    """Either side ends it. The systems that the head pooled close for the member at once: the catalogue sees it."""
    require(actor, *queries.MANAGERS)
    queries.membership_visible_to(actor, membership)
    found = (
        Membership.objects.select_for_update(of=("self",)).select_related("head", "member").get(id=membership)
    )
    if found.left_at is not None:
        return found  # the other side ended it first: its day stays
    found.left_at = now or timezone.now()
    found.save(update_fields=["left_at"])
    bump_revision()
    _both(found, actor, "closed")
    return found


def _above(organisation: Organisation) -> set[int]:
    """The ids of an organisation and of all that stand above it."""
    found, each = {organisation.pk}, queries.head_of(organisation)
    while each is not None and each.pk not in found:
        found.add(each.pk)
        each = queries.head_of(each)
    return found


def _both(membership: Membership, actor: Person, change: Literal["created", "closed"]) -> None:
    for organisation in (membership.head, membership.member):
        _record(organisation, actor, f"membership:{membership.id}", change)


def _record(
    organisation: Organisation, actor: Person, what: str, change: Literal["created", "amended", "closed"]
) -> None:
    """Each journal names its own people: of the other organisation it knows that it acted, not who did."""
    own = actor.organisation_id == organisation.pk
    person = str(actor.id) if own else f"organisation:{actor.organisation.slug}"
    record(RecordChanged(organisation=organisation.slug, person=person, record=what, change=change))
