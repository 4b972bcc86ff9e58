"""A file between its dry run and its confirmation: kept sealed, for the person who gave it, a day at most."""

import base64
import uuid
from datetime import datetime, timedelta
from pathlib import PurePath

from garant.directory.models import Person
from garant.directory.sealing import seal, unseal
from garant.registers.shelf.errors import ImportGone
from garant.registers.shelf.models import PendingImport

KEPT = timedelta(days=1)
_PURPOSE = "register-import"


def keep_file(actor: Person, register: str, *, name: str, data: bytes, at: datetime) -> PendingImport:
    """Keep a file for this register. What others left for more than a day is forgotten on the way."""
    forget_left_files(now=at)
    pending = PendingImport(
        person=actor, shelf=register, name=PurePath(name.replace("\\", "/")).name[-200:], created_at=at
    )
    pending.data = seal(
        base64.b64encode(data).decode(),
        purpose=_PURPOSE,
        organisation=actor.organisation.slug,
        bound_to=str(pending.id),
    )
    pending.save()
    return pending


def kept_file(
    actor: Person, register: str, pending: uuid.UUID, *, now: datetime
) -> tuple[PendingImport, bytes]:
    """The person's own file for this register, and its bytes. ImportGone where there is none."""
    found = PendingImport.objects.filter(person=actor, shelf=register, id=pending).first()
    if found is None or found.created_at < now - KEPT:
        raise ImportGone
    opened = unseal(
        bytes(found.data),
        purpose=_PURPOSE,
        organisation=actor.organisation.slug,
        bound_to=str(found.id),
    )
    return found, base64.b64decode(opened)


def forget_left_files(*, now: datetime) -> int:
    """Forget what was left for more than a day, whoever gave it; how many files. A file may hold names."""
    deleted, _ = PendingImport.objects.filter(created_at__lt=now - KEPT).delete()
    return deleted


def forget_file(actor: Person, register: str, pending: uuid.UUID) -> None:
    """Forget the file. Nothing of it was written anywhere. ImportGone where there is none."""
    deleted, _ = PendingImport.objects.filter(person=actor, shelf=register, id=pending).delete()
    if not deleted:
        raise ImportGone
