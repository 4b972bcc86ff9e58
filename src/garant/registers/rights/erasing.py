"""Searching the stores for a person of the house, and deleting on request, with a receipt that a second search proves."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import DataErased
from garant.registers.rights.errors import (
    ErasureNotAsked,
    NobodyToSearch,
    NothingToErase,
    RequestClosed,
    StoreUnknown,
)
from garant.registers.rights.models import Erasure, RightsRequest
from garant.registers.rights.queries import request_visible_to
from garant.registers.rights.stores import Found, Store, all_stores
from garant.registers.rights.terms import Kind, State

_ERASING = frozenset({Kind.ERASURE, Kind.OBJECTION})
_READY = frozenset({State.CHECKED, State.ONGOING})


def search_stores(
    actor: Person, request: uuid.UUID, *, stores: Collection[Store] | None = None
) -> list[Found]:
    """What each store holds about the person who asks, in numbers. For the DPO alone, and for a request alone:
    nobody looks a colleague up out of curiosity. NobodyToSearch where they have no account."""
    require(actor, Role.DPO)
    person = _asking(request_visible_to(actor, request))
    return [
        Found(store.key, store.title, store.count(person), store.kept_because)
        for store in (all_stores() if stores is None else stores)
    ]


def own_stored(actor: Person) -> list[Found]:
    """What each store holds about the reader: one's own right of access needs nobody's leave."""
    return [Found(store.key, store.title, store.count(actor), store.kept_because) for store in all_stores()]


@transaction.atomic
def erase_stores(
    actor: Person,
    request: uuid.UUID,
    *,
    keys: Collection[str],
    stores: Collection[Store] | None = None,
    now: datetime | None = None,
) -> Erasure:
    """Delete what the chosen stores hold of the person, search again, and keep the receipt of both."""
    require(actor, Role.DPO)
    found = request_visible_to(actor, request)
    if not found.is_open:
        raise RequestClosed
    if found.kind not in _ERASING or found.state not in _READY:
        raise ErasureNotAsked
    person = _asking(found)
    chosen = _chosen(keys, all_stores() if stores is None else stores)
    erased = {store.key: store.erase(person) for store in chosen}
    left = {store.key: store.count(person) for store in chosen}
    receipt = Erasure.objects.create(
        request=found, at=now or timezone.now(), by=actor, erased=erased, left=left
    )
    record(
        DataErased(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=found.record,
            erased=erased,
            left=sum(left.values()),
        )
    )
    return receipt


def may_be_erased(request: RightsRequest) -> bool:
    """Whether this request lets something be deleted now."""
    return request.kind in _ERASING and request.state in _READY and request.person_id is not None


def receipt_lines(receipt: Erasure) -> list[tuple[str, int, int]]:
    """(title, how many deleted, how many left) of a receipt. A store that is gone since shows by its key."""
    titles = {store.key: store.title for store in all_stores()}
    return [(titles.get(key, key), number, receipt.left[key]) for key, number in receipt.erased.items()]


def _asking(request: RightsRequest) -> Person:
    if request.person is None:
        raise NobodyToSearch
    return request.person


def _chosen(keys: Collection[str], stores: Collection[Store]) -> list[Store]:
    offered = {store.key: store for store in stores if not store.kept_because}
    if not keys:
        raise NothingToErase
    if not set(keys) <= offered.keys():
        raise StoreUnknown
    return [offered[key] for key in dict.fromkeys(keys)]
