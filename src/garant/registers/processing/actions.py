"""Verbs of the record of processing that other rooms call; its pages use those of every register."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from garant.directory.actions import require
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.actions import write_new
from garant.registers.shelf.queries import Entry, entry_of, last_about
from garant.registers.shelf.values import coerced

DRAFTERS = (Role.DPO, Role.DSI, Role.REFERENT, Role.LEGAL, Role.RSSI)


@transaction.atomic
def draft_processing_record(
    actor: Person, *, subject: str, title: str, values: Mapping[str, object], now: datetime | None = None
) -> Entry:
    """A draft for the DPO, from a qualification sheet. The subject's record where there is one already: what the DPO
    wrote in it is not touched. What fits no column stands under "Observations"."""
    require(actor, *DRAFTERS)
    there = last_about(actor.organisation, PROCESSING, subject)
    if there is not None:
        return there
    said = {**values, "purposes": values.get("purposes") or values.get("name") or title}
    fits, left = coerced(PROCESSING.columns, said)
    if left:
        fits["observation"] = "\n".join(filter(None, (str(fits.get("observation", "")), *left)))
    record = write_new(
        actor.organisation,
        PROCESSING,
        title=str(values.get("name") or title),
        values=fits,
        subject=subject,
        by=actor,
        now=now,
    )
    return entry_of(PROCESSING, record)
