"""Declaring a use without blame, and answering with what is approved."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from garant.catalogue.queries import offered_to
from garant.directory.errors import PersonInactive
from garant.directory.models import Person
from garant.notifications.actions import notify
from garant.registers.declared.shelf import DECLARED_USES
from garant.registers.shelf.actions import move, named, write_new
from garant.registers.shelf.errors import AlternativeUnknown
from garant.registers.shelf.models import Record


@transaction.atomic
def declare_use(
    actor: Person,
    *,
    tool: str,
    values: Mapping[str, object],
    anonymous: bool = False,
    now: datetime | None = None,
) -> Record:
    """Anyone tells an AI that they use, and who answers is notified.

    `anonymous`: no person is kept, neither here nor in the journal, nor the hour; so nobody is notified, for a notice
    has its hour.
    """
    if not actor.is_active:
        raise PersonInactive
    made = write_new(
        actor.organisation,
        DECLARED_USES,
        title=tool,
        values=values,
        by=None if anonymous else actor,
        now=now,
    )
    if not anonymous:
        notify(
            actor.organisation,
            roles=DECLARED_USES.writers,
            code="use-declared",
            record=named(DECLARED_USES, made),
            address=made.get_absolute_url(),
            facts={"number": made.number},
            now=now,
        )
    return made


@transaction.atomic
def answer_use(
    actor: Person,
    record: uuid.UUID,
    *,
    answer: str,
    system: str,
    revision: int,
    now: datetime | None = None,
) -> Record:
    """Answer, with the approved system that does the same where there is one (`system`: its slug, or "")."""
    name = ""
    if system:
        found = next((each for each in offered_to(actor) if each.slug == system), None)
        if found is None:
            raise AlternativeUnknown
        name = found.name
    answered = move(
        actor,
        DECLARED_USES,
        record,
        "repondre",
        revision=revision,
        note=answer,
        more={"alternative": name, "alternative_system": system},
        now=now,
    )
    if answered.author is not None:
        notify(
            actor.organisation,
            people=[answered.author],
            code="use-answered",
            record=named(DECLARED_USES, answered),
            address=answered.get_absolute_url(),
            facts={"number": answered.number},
            now=now,
        )
    return answered
