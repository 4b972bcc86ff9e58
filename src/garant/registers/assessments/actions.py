"""Verbs of the impact assessments that other rooms call; their pages use those of every register."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from garant.directory.actions import require
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.registers.assessments.shelf import DPIA, FRIA
from garant.registers.shelf.actions import write_new
from garant.registers.shelf.completing import complete
from garant.registers.shelf.loading import facts
from garant.registers.shelf.queries import Entry, entry_of, last_about
from garant.registers.shelf.shelf import Shelf
from garant.registers.shelf.values import coerced

DRAFTERS = (Role.DPO, Role.DSI, Role.REFERENT, Role.LEGAL, Role.RSSI)


def draft_dpia(
    actor: Person,
    subject: str,
    title: str,
    values: Mapping[str, object],
    *,
    reason: str = "",
    now: datetime | None = None,
) -> Entry:
    """A DPIA for the DPO to write on, from the draft of a qualification sheet, from our own keys ("q111", "g325"), or
    both. The subject's assessment where there is one already, untouched."""
    return _draft(actor, DPIA, subject, title, drafted_dpia(values), reason, now)


def drafted_dpia(values: Mapping[str, object]) -> dict[str, object]:
    """What a draft from these words would say, column by column."""
    return _fitted(DPIA, _answers("dpia", values))


def complete_dpia(
    actor: Person,
    record: uuid.UUID,
    values: Mapping[str, object],
    *,
    revision: int,
    reason: str,
    now: datetime | None = None,
) -> Entry:
    """Fill what nobody wrote yet in an assessment that the actor may amend."""
    done = complete(actor, DPIA, record, values, revision=revision, reason=reason, now=now)
    return entry_of(DPIA, done)


def draft_fria(
    actor: Person, subject: str, title: str, values: Mapping[str, object], *, now: datetime | None = None
) -> Entry:
    """A FRIA for the DPO to write on, as `draft_dpia`."""
    return _draft(actor, FRIA, subject, title, _fitted(FRIA, _answers("fria", values)), "", now)


@transaction.atomic
def _draft(
    actor: Person,
    shelf: Shelf,
    subject: str,
    title: str,
    values: Mapping[str, object],
    reason: str,
    now: datetime | None,
) -> Entry:
    require(actor, *DRAFTERS)
    there = last_about(actor.organisation, shelf, subject)
    if there is not None:
        return there
    record = write_new(
        actor.organisation,
        shelf,
        title=title,
        values=values,
        subject=subject,
        by=actor,
        reason=reason,
        now=now,
    )
    return entry_of(shelf, record)


def _fitted(shelf: Shelf, values: Mapping[str, object]) -> dict[str, object]:
    fits, left = coerced(shelf.columns, values)
    if left:  # words that fit no column are kept with what is to be examined
        fits["sheet_unknown"] = (*_items(fits.get("sheet_unknown")), *left)
    return fits


def _answers(name: str, values: Mapping[str, object]) -> dict[str, object]:
    """The words of the sheet under the questions that they begin; what already has our names keeps them."""
    found: dict[str, object] = {}
    for question, sources in facts("assessments", name)["from_sheet"].items():
        lines = [line for source in sources for line in _items(values.get(source))]
        if lines:
            found[question] = lines
    return found | {key: value for key, value in values.items() if key not in found}


def _items(said: object) -> tuple[str, ...]:
    if said is None or said == "":
        return ()
    return tuple(map(str, said)) if isinstance(said, (list, tuple)) else (str(said),)
