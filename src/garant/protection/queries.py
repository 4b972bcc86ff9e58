"""Reads of the organisation's lists. Detection reads them whole; a page shows them to those who answer for them."""

import uuid
from collections.abc import Iterable, Mapping
from itertools import groupby

from garant.directory.actions import require
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.privacy import Label, Own, OwnPattern
from garant.protection.errors import OwnEntryUnknown
from garant.protection.models import Kind, OwnEntry

KEEPERS = (Role.DPO, Role.RSSI, Role.DSI, Role.ADMINISTRATOR)


def own_of(organisation: Organisation) -> Own:
    """What detection reads beside the text of this organisation."""
    return _own(OwnEntry.objects.filter(organisation=organisation, withdrawn_at=None))


def all_own() -> Mapping[str, Own]:
    """The same for every organisation that has a list, by its slug: for the snapshot."""
    rows = OwnEntry.objects.filter(withdrawn_at=None).select_related("organisation")
    ordered = sorted(rows, key=lambda row: row.organisation.slug)
    return {
        slug: _own(list(found)) for slug, found in groupby(ordered, key=lambda row: row.organisation.slug)
    }


def entries_visible_to(actor: Person) -> list[tuple[Kind, list[OwnEntry]]]:
    """The lists of the actor's organisation, each with its entries in force."""
    require(actor, *KEEPERS)
    rows = list(
        OwnEntry.objects.filter(organisation=actor.organisation, withdrawn_at=None).select_related("added_by")
    )
    return [(kind, [row for row in rows if row.kind == kind]) for kind in Kind]


def entry_visible_to(actor: Person, entry: uuid.UUID) -> OwnEntry:
    """One entry in force of the actor's organisation. Raises OwnEntryUnknown."""
    require(actor, *KEEPERS)
    found = OwnEntry.objects.filter(organisation=actor.organisation, id=entry, withdrawn_at=None).first()
    if found is None:
        raise OwnEntryUnknown
    return found


def _own(rows: Iterable[OwnEntry]) -> Own:
    by_kind: dict[str, list[OwnEntry]] = {kind: [] for kind in Kind}
    for row in rows:
        by_kind[row.kind].append(row)

    def values(kind: Kind) -> tuple[str, ...]:
        return tuple(sorted(row.value for row in by_kind[kind]))

    return Own(
        public_people=values(Kind.PUBLIC_PERSON),
        desks=values(Kind.DESK),
        patterns=tuple(
            OwnPattern(row.name, row.value, Label(row.label))
            for row in sorted(by_kind[Kind.PATTERN], key=lambda row: row.value)
        ),
        ordinary=values(Kind.ORDINARY),
        known={row.value: Label(row.label) for row in sorted(by_kind[Kind.KNOWN], key=lambda row: row.value)},
    )
