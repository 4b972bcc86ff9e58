"""A file of people between its dry run and its confirmation: kept sealed, for who gave it, a day at most."""

import base64
import uuid
from datetime import datetime, timedelta
from pathlib import PurePath

from garant.directory.models import PendingPeople, Person
from garant.directory.people.errors import PeopleImportGone
from garant.directory.sealing import seal, unseal

KEPT = timedelta(days=1)
_PURPOSE = "people-import"


def keep_file(actor: Person, *, name: str, data: bytes, at: datetime) -> PendingPeople:
    """Keep a file. What others left for more than a day is forgotten on the way."""
    PendingPeople.objects.filter(created_at__lt=at - KEPT).delete()
    pending = PendingPeople(person=actor, name=PurePath(name.replace("\\", "/")).name[-200:], created_at=at)
    pending.data = seal(
        base64.b64encode(data).decode(),
        purpose=_PURPOSE,
        organisation=actor.organisation.slug,
        bound_to=str(pending.id),
    )
    pending.save()
    return pending


def kept_file(actor: Person, pending: uuid.UUID, *, now: datetime) -> tuple[PendingPeople, bytes]:
    """The person's own file and its bytes. PeopleImportGone where there is none."""
    found = PendingPeople.objects.filter(person=actor, id=pending).first()
    if found is None or found.created_at < now - KEPT:
        raise PeopleImportGone
    opened = unseal(
        bytes(found.data), purpose=_PURPOSE, organisation=actor.organisation.slug, bound_to=str(found.id)
    )
    return found, base64.b64decode(opened)


def forget_file(actor: Person, pending: uuid.UUID) -> None:
    """Forget the file. PeopleImportGone where there is none: of two confirmations, one finds it."""
    deleted, _ = PendingPeople.objects.filter(person=actor, id=pending).delete()
    if not deleted:
        raise PeopleImportGone
