"""Verbs of the organisation's lists. Each is one transaction and one journal entry, the entry last."""

import uuid
from typing import Literal

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import bump_revision, require
from garant.directory.journal import record
from garant.directory.models import Person
from garant.journal import RecordChanged
from garant.privacy import Label, Own, OwnPattern, PatternRefused, detect
from garant.protection.errors import OwnEntryRefused, OwnEntryTwice, OwnListFull, OwnPatternsFull
from garant.protection.models import Kind, OwnEntry
from garant.protection.public_mail import is_public_mail
from garant.protection.queries import KEEPERS, entry_visible_to

MOST = 2_000  # entries of one organisation
MOST_PATTERNS = 50  # each is one more pass over each text
_SHORTEST = 4  # letters and digits: a shorter value would stand in any text


@transaction.atomic
def add_entry(
    actor: Person, *, kind: Kind, value: str, name: str = "", label: Label | None = None
) -> OwnEntry:
    """A new line of the actor's organisation, read from the next text on. Raises OwnEntryRefused, OwnEntryTwice, OwnListFull."""
    require(actor, *KEEPERS)
    value = value if kind is Kind.PATTERN else " ".join(value.split())
    _check(kind, value, name, label)
    own = OwnEntry.objects.filter(organisation=actor.organisation, withdrawn_at=None)
    if own.filter(kind=kind, value=value).exists():
        raise OwnEntryTwice
    if own.count() >= MOST:
        raise OwnListFull(most=MOST)
    if kind is Kind.PATTERN and own.filter(kind=kind).count() >= MOST_PATTERNS:
        raise OwnPatternsFull(most=MOST_PATTERNS)
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
    # Lists are compared by plain letters: of another script nothing would be left, or a part that fits elsewhere.
    if kind is not Kind.DESK and not Own.reads(value):
        raise OwnEntryRefused(reason="La détection ne lit pas encore cette écriture.")
    if kind is Kind.PUBLIC_PERSON and len(value.split()) < 2:
        raise OwnEntryRefused(
            reason="Écrivez le prénom et le nom : un nom seul désignerait d’autres personnes."
        )
    if kind is Kind.DESK and value.startswith("@") and "." not in value:
        raise OwnEntryRefused(reason="Écrivez le domaine entier, par exemple @mairie-exemple.fr.")
    if kind is Kind.DESK and value.startswith("@") and is_public_mail(value[1:]):
        raise OwnEntryRefused(
            reason="Ce domaine est ouvert à tout le monde : les adresses des habitants ne seraient plus masquées."
        )
    if kind is Kind.ORDINARY and _is_one_name(value):
        raise OwnEntryRefused(
            reason="Ce mot seul peut être un prénom ou un nom : d’autres personnes ne seraient plus masquées."
        )


def _is_one_name(value: str) -> bool:
    """Whether it is a single known name that is read as one after a title: "Benali", and neither "Dossier" nor "Pronote"."""
    if " " in value or not Own.knows_name(value):
        return False
    title = "Mme "
    end = len(title) + len(value)
    return any(
        span.label is Label.PERSON and span.start <= len(title) and span.end >= end
        for span in detect(title + value)
    )


def _record(actor: Person, entry: OwnEntry, change: Literal["created", "closed"]) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"detection:{entry.kind}:{entry.id}",
            change=change,
        )
    )
