"""The people of a pilot: named, trained, attested; and the keys by which a business tool serves one of them."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import bump_revision
from garant.directory.errors import NotFound
from garant.directory.journal import record
from garant.directory.keys import new_key
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.directory.queries import colleague_of
from garant.journal import RecordChanged
from garant.lifecycle.actions.amending import allow, changed, opened
from garant.lifecycle.errors import NotAtThisStage
from garant.lifecycle.models import Participant, UseKey
from garant.lifecycle.queries.uses import has_access, summary_of

_NAMERS = (Role.DSI, Role.REFERENT)


@transaction.atomic
def name_participant(actor: Person, use: uuid.UUID, person: uuid.UUID) -> Participant:
    """Someone of the organisation enters the pilot. Named twice, they stay named once."""
    found = opened(actor, use, None)
    allow(actor, found, *_NAMERS)
    if found.stage_word.is_final:
        raise NotAtThisStage(number=found.number, stage=found.stage_word.french)
    named, created = Participant.objects.get_or_create(use=found, person=colleague_of(actor, person))
    if created:
        bump_revision()
        changed(actor, found)
    return named


@transaction.atomic
def attest_training(actor: Person, use: uuid.UUID, person: uuid.UUID, *, on: date) -> Participant:
    """They followed the training of this system: from then on the pilot is open to them."""
    found = opened(actor, use, None)
    allow(actor, found, *_NAMERS)
    named = _named(found.id, person)
    named.trained_on, named.attested_by = on, actor
    named.save(update_fields=["trained_on", "attested_by"])
    bump_revision()
    changed(actor, found)
    return named


@transaction.atomic
def remove_participant(
    actor: Person, use: uuid.UUID, person: uuid.UUID, *, now: datetime | None = None
) -> None:
    """They leave the pilot, and their keys for it close."""
    found = opened(actor, use, None)
    allow(actor, found, *_NAMERS)
    named = _named(found.id, person)
    UseKey.objects.filter(use=found, person=named.person, revoked_at=None).update(
        revoked_at=now or timezone.now()
    )
    named.delete()
    bump_revision()
    changed(actor, found)


@transaction.atomic
def create_use_key(actor: Person, use: uuid.UUID, *, now: datetime | None = None) -> tuple[UseKey, str]:
    """A key of the gateway for the actor and this use alone, and its text: the only time that it is known."""
    found = summary_of(actor, use)
    if not has_access(actor, found):
        raise NotAtThisStage(number=found.number, stage=found.stage_word.french)
    made = new_key()
    key = UseKey.objects.create(
        use=found, person=actor, prefix=made.prefix, hash=made.hash, created_at=now or timezone.now()
    )
    bump_revision()
    _key(actor, key, "created")
    return key, made.text


@transaction.atomic
def revoke_use_key(actor: Person, use: uuid.UUID, key: uuid.UUID, *, now: datetime | None = None) -> None:
    """Close one of the actor's own keys of this use, for good."""
    found = UseKey.objects.filter(use=use, id=key, person=actor, revoked_at=None).first()
    if found is None:
        raise NotFound(what="key")
    found.revoked_at = now or timezone.now()
    found.save(update_fields=["revoked_at"])
    bump_revision()
    _key(actor, found, "closed")


def _named(use: uuid.UUID, person: uuid.UUID) -> Participant:
    found = Participant.objects.filter(use=use, person=person).select_related("person").first()
    if found is None:
        raise NotFound(what="person")
    return found


def _key(actor: Person, key: UseKey, change: str) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"key:{key.id}",
            change="created" if change == "created" else "closed",
        )
    )
