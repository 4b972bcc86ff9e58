"""What every amendment of a use shares: nobody overwrites what they have not read, and the past is kept."""

import uuid
from datetime import datetime

from garant.directory.errors import NotAllowed
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.history.actions import keep
from garant.journal import RecordChanged
from garant.lifecycle.errors import UseChangedMeanwhile
from garant.lifecycle.models import Use
from garant.lifecycle.queries.uses import use_visible_to
from garant.lifecycle.reading import told


def opened(actor: Person, use: uuid.UUID, revision: int | None) -> Use:
    """The use, locked for this transaction. UseChangedMeanwhile where it is no more as the actor saw it."""
    use_visible_to(actor, use)
    found = Use.objects.select_for_update().select_related("organisation", "requester").get(id=use)
    if revision is not None and found.revision != revision:
        raise UseChangedMeanwhile(number=found.number)
    return found


def kept(actor: Person, use: Use, *, reason: str = "", now: datetime | None = None) -> None:
    """Save, with what the use said before and who changed it."""
    use.revision += 1
    use.save()
    keep(use.organisation, use.subject, told(use), by=actor, reason=reason, now=now)


def changed(actor: Person, use: Use, what: str = "amended") -> None:
    """The journal's entry, last."""
    record(
        RecordChanged(
            organisation=use.organisation.slug,
            person=str(actor.id),
            record=use.subject,
            change="created" if what == "created" else "amended",
        )
    )


def allow(actor: Person, use: Use, *roles: Role, requester: bool = False) -> None:
    """Refuse an actor who holds none of these roles and, where it counts, is not the requester."""
    if actor.is_active and (actor.has_role(*roles) or (requester and use.requester_id == actor.id)):
        return
    raise NotAllowed(roles=", ".join(role.label for role in roles))
