"""Verbs of the record of processing that other rooms call; its pages use those of every register."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from garant.directory.actions import require
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.actions import write_new
from garant.registers.shelf.completing import complete
from garant.registers.shelf.queries import Entry, entry_of, last_about
from garant.registers.shelf.values import coerced

DRAFTERS = (Role.DPO, Role.DSI, Role.REFERENT, Role.LEGAL, Role.RSSI)


@transaction.atomic
def draft_processing_record(
    actor: Person,
    *,
    subject: str,
    title: str,
    values: Mapping[str, object],
    reason: str = "",
    now: datetime | None = None,
) -> Entry:
    """A draft for the DPO, from a qualification sheet or from a vendor's answer, which `reason` names. The subject's
    record where there is one already: what the DPO wrote in it is not touched. What fits no column stands under
    "Observations"."""
    require(actor, *DRAFTERS)
    there = last_about(actor.organisation, PROCESSING, subject)
    if there is not None:
        return there
    record = write_new(
        actor.organisation,
        PROCESSING,
        title=str(values.get("name") or title),
        values=drafted_values(title, values),
        subject=subject,
        by=actor,
        reason=reason,
        now=now,
    )
    return entry_of(PROCESSING, record)


def drafted_values(title: str, values: Mapping[str, object]) -> dict[str, object]:
    """What a draft from these words would say, column by column."""
    said = {**values, "purposes": values.get("purposes") or values.get("name") or title}
    fits, left = coerced(PROCESSING.columns, said)
    if left:
        fits["observation"] = "\n".join(filter(None, (str(fits.get("observation", "")), *left)))
    return fits


def complete_processing_record(
    actor: Person,
    record: uuid.UUID,
    values: Mapping[str, object],
    *,
    revision: int,
    reason: str,
    now: datetime | None = None,
) -> Entry:
    """Fill what nobody wrote yet in a record that the actor may amend."""
    done = complete(actor, PROCESSING, record, values, revision=revision, reason=reason, now=now)
    return entry_of(PROCESSING, done)
