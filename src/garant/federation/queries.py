"""Reads of the networks: an organisation knows its head and its members, and nothing of theirs."""

import uuid
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.federation.models import Invitation, Membership

MANAGERS = (Role.ADMINISTRATOR,)
READERS = (Role.ADMINISTRATOR, Role.DGS, Role.DPO, Role.RSSI, Role.AUDITOR)


def may_read(actor: Person) -> bool:
    return actor.is_active and actor.has_role(*READERS)


def head_of(organisation: Organisation) -> Organisation | None:
    """The organisation to whose network this one belongs today."""
    found = Membership.objects.filter(member=organisation, left_at=None).select_related("head").first()
    return None if found is None else found.head


def members_of(organisation: Organisation) -> list[Organisation]:
    """The organisations of this one's network today, by name."""
    return [each.member for each in _open(organisation)]


def memberships_visible_to(actor: Person) -> list[Membership]:
    """The network of the actor's organisation, for those who read it; nothing for anybody else."""
    return _open(actor.organisation) if may_read(actor) else []


def membership_visible_to(actor: Person, membership: uuid.UUID) -> Membership:
    """One of the standing memberships of the actor's organisation, from either side; NotFound for any other."""
    found = (
        Membership.objects.filter(id=membership, left_at=None).select_related("head", "member").first()
        if may_read(actor)
        else None
    )
    if found is None or actor.organisation_id not in {found.head_id, found.member_id}:
        raise NotFound(what="membership")
    return found


def own_membership(actor: Person) -> Membership | None:
    """How the actor's organisation belongs to another's network."""
    if not may_read(actor):
        return None
    found = Membership.objects.filter(member=actor.organisation, left_at=None)
    return found.select_related("head", "member").first()


def apart_since(head: Organisation, member: Organisation) -> datetime | None:
    """When the last membership between them ended; None where one stands."""
    last = Membership.objects.filter(head=head, member=member).order_by("-joined_at").first()
    return None if last is None else last.left_at


def ever_joined(organisation: Organisation) -> bool:
    """Whether it belongs or once belonged to a network, as its head or as a member."""
    return Membership.objects.filter(Q(head=organisation) | Q(member=organisation)).exists()


def invitations_of(actor: Person, *, now: datetime | None = None) -> list[Invitation]:
    """The codes that still open the network of the actor's organisation."""
    if not actor.has_role(*MANAGERS):
        return []
    moment = now or timezone.now()
    return list(Invitation.objects.filter(head=actor.organisation, ended_at=None, expires_at__gt=moment))


def _open(organisation: Organisation) -> list[Membership]:
    return list(Membership.objects.filter(head=organisation, left_at=None).select_related("member", "head"))
