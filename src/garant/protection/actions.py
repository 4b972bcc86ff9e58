"""Verbs of the organisation's lists. Each is one transaction and one journal entry, the entry last."""

import re
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
from garant.protection.literal import literal_refused
from garant.protection.models import Kind, OwnEntry
from garant.protection.public_mail import is_public_mail
from garant.protection.queries import KEEPERS, entry_visible_to

MOST = 2_000  # entries of one organisation
MOST_PATTERNS = 50  # each is one more pass over each text
_NO_NAME = re.compile(r"[\d,;:/&()@]")
_DOMAIN = re.compile(r"\*?@?((?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+33|0033|0)(?:[ ]?\(0\))?[ .-]?[1-9](?:[ .-]?\d\d){4}")
_EXTENSION = re.compile(r" (?:poste|ext\.?) \d{1,5}$")
_SHORTEST = 4  # letters and digits: a shorter value would stand in any text


@transaction.atomic
def add_entry(
    actor: Person, *, kind: Kind, value: str, name: str = "", label: Label | None = None
) -> OwnEntry:
    """A new line of the actor's organisation, read from the next text on. Raises OwnEntryRefused, OwnEntryTwice, OwnListFull."""
    require(actor, *KEEPERS)
    value = value if kind is Kind.PATTERN else _tidied(kind, value)
    _check(kind, value, name, label)
    own = OwnEntry.objects.filter(organisation=actor.organisation, withdrawn_at=None)
    of_kind = own.filter(kind=kind).values_list("value", flat=True)
    if _compared(kind, value) in {_compared(kind, known) for known in of_kind}:
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
        literal = literal_refused(value)
        if literal is not None:
            raise OwnEntryRefused(reason=literal)
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
    if kind is Kind.PUBLIC_PERSON and _NO_NAME.search(value) is not None:
        raise OwnEntryRefused(
            reason="Écrivez une seule personne, son prénom et son nom, sans sa fonction ni autre signe."
        )
    if kind is Kind.PUBLIC_PERSON and not Own.is_full_name(value):
        raise OwnEntryRefused(
            reason="Écrivez le prénom et le nom : un nom seul désignerait d’autres personnes."
        )
    if kind is Kind.DESK and _is_several(value):
        raise OwnEntryRefused(
            reason="Écrivez une seule coordonnée, sans autre mot : elle est comparée en entier."
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


def _tidied(kind: Kind, value: str) -> str:
    """Without superfluous blanks; a domain as detection knows one: "@mairie-exemple.fr"."""
    value = " ".join(value.split())
    if kind is Kind.DESK and (found := _DOMAIN.fullmatch(value)) is not None:
        return f"@{found[1].lower()}"
    return value


def _compared(kind: Kind, value: str) -> str:
    """The same for two writings that detection takes for one."""
    if kind is Kind.PATTERN or "@" in value:
        return value
    return Own.compared(value)


def _is_several(value: str) -> bool:
    """Whether a coordinate has another beside it, or a word that says what it is."""
    if "@" in value:
        return value.count("@") > 1 or " " in value
    beside, phones = _PHONE.subn(" ", value)
    return phones > 1 or (phones == 1 and any(map(str.isalnum, _EXTENSION.sub("", beside))))


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
