"""Verbs of the organisation's lists. Each is one transaction and one journal entry, the entry last."""

import uuid
from typing import Literal

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import bump_revision, require
from garant.directory.journal import record
from garant.directory.models import Person
from garant.journal import RecordChanged
from garant.privacy import Label, OwnPattern, PatternRefused
from garant.protection.errors import OwnEntryRefused, OwnEntryTwice, OwnListFull
from garant.protection.models import Kind, OwnEntry
from garant.protection.queries import KEEPERS, entry_visible_to

MOST = 2_000  # entries of one organisation
_SHORTEST = 4  # letters and digits: a shorter value would stand in any text


@transaction.atomic
def add_entry(
    actor: Person, *, kind: Kind, value: str, name: str = "", label: Label | None = None
) -> OwnEntry:
    """A new line of the actor's organisation, read from the next text on. Raises OwnEntryRefused, OwnEntryTwice."""
    require(actor, *KEEPERS)
    value = value if kind is Kind.PATTERN else " ".join(value.split())
    _check(kind, value, name, label)
    own = OwnEntry.objects.filter(organisation=actor.organisation, withdrawn_at=None)
    if own.filter(kind=kind, value=value).exists():
        raise OwnEntryTwice
    if own.count() >= MOST:
        raise OwnListFull(most=MOST)
    entry = OwnEntry.objects.create(
        organisation=actor.organisation,
        kind=kind,
        value=value,
        name=name.strip(),
        label=label.value if label is not None else "",
        added_by=actor,
    )
    bump_revision()
    _record(actor, entry, "created")
    return entry


@transaction.atomic
def withdraw_entry(actor: Person, entry: uuid.UUID) -> None:
    """The line counts no more; who wrote and withdrew it, and when, stays known."""
    found = entry_visible_to(actor, entry)
    found.withdrawn_by = actor
    found.withdrawn_at = timezone.now()
    # The value may be a name: it is not kept longer than it serves.
    found.value = f"retiré {found.id}" if found.kind != Kind.PATTERN else found.value
    found.save()
    bump_revision()
    _record(actor, found, "closed")


def learn_correction(actor: Person, *, value: str, label: Label | None) -> OwnEntry:
    """A correction of what detection found becomes a rule: `label` None says that `value` is no personal datum."""
    kind = Kind.ORDINARY if label is None else Kind.KNOWN
    return add_entry(actor, kind=kind, value=value, label=label)


def _check(kind: Kind, value: str, name: str, label: Label | None) -> None:
    if kind is Kind.PATTERN:
        if label is None or not name.strip():
            raise OwnEntryRefused(reason="Donnez un nom et un genre de donnée à ce numéro.")
        try:
            OwnPattern(name, value, label)
        except PatternRefused as refused:
            raise OwnEntryRefused(reason=str(refused)) from None
        return
    if kind is Kind.KNOWN and (label is None or label.is_statement or label.is_indirect):
        raise OwnEntryRefused(reason="Dites de quel genre de donnée il s’agit.")
    if len(value) > 300:
        raise OwnEntryRefused(reason="Cette valeur est trop longue : 300 caractères au plus.")
    if sum(map(str.isalnum, value)) < _SHORTEST:
        raise OwnEntryRefused(reason="Cette valeur est trop courte : on la trouverait partout.")
    if kind is Kind.PUBLIC_PERSON and len(value.split()) < 2:
        raise OwnEntryRefused(
            reason="Écrivez le prénom et le nom : un nom seul désignerait d’autres personnes."
        )
    if kind is Kind.DESK and value.startswith("@") and "." not in value:
        raise OwnEntryRefused(reason="Écrivez le domaine entier, par exemple @mairie-exemple.fr.")


def _record(actor: Person, entry: OwnEntry, change: Literal["created", "closed"]) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"detection:{entry.kind}:{entry.id}",
            change=change,
        )
    )
