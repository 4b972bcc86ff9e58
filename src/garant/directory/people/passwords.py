"""The initial passwords of an import, for one download after they were shown: carried by the page, sealed, kept nowhere."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from garant.directory.models import Person
from garant.directory.people.columns import EMAIL, NAME
from garant.directory.people.errors import PasswordsGone
from garant.directory.people.importing import Added
from garant.directory.sealing import SealBroken, seal, unseal
from garant.tables import Column, to_csv

OPENS_FOR = timedelta(minutes=15)
_PURPOSE = "initial-passwords"
_PASSWORD = Column(key="password", title="Mot de passe initial")


def sealed_for_download(actor: Person, added: Sequence[Added], *, now: datetime) -> str:
    """What the page carries: only this person's own session opens it again, and only for a while."""
    said = {"at": now.timestamp(), "people": [(each.email, each.full_name, each.password) for each in added]}
    closed = seal(
        json.dumps(said), purpose=_PURPOSE, organisation=actor.organisation.slug, bound_to=str(actor.id)
    )
    return base64.urlsafe_b64encode(closed).decode()


def as_csv(actor: Person, carried: str, *, now: datetime) -> bytes:
    """The CSV file of a page's passwords. PasswordsGone for another person's, or later than OPENS_FOR."""
    try:
        said = json.loads(
            unseal(
                base64.urlsafe_b64decode(carried.encode("ascii", "replace")),
                purpose=_PURPOSE,
                organisation=actor.organisation.slug,
                bound_to=str(actor.id),
            )
        )
    except (SealBroken, binascii.Error) as error:
        raise PasswordsGone from error
    if now - datetime.fromtimestamp(said["at"], tz=now.tzinfo) > OPENS_FOR:
        raise PasswordsGone
    keys = ("email", "full_name", "password")
    rows = [dict(zip(keys, each, strict=True)) for each in said["people"]]
    return to_csv((EMAIL, NAME, _PASSWORD), rows)
