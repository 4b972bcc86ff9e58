"""Verbs of the impact assessments that other rooms call; their pages use those of every register."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from garant.directory.actions import require
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.registers.assessments.shelf import DPIA, FRIA
from garant.registers.shelf.actions import write_new
from garant.registers.shelf.loading import facts
from garant.registers.shelf.queries import Entry, entry_of, last_about
from garant.registers.shelf.shelf import Shelf
from garant.registers.shelf.values import coerced

DRAFTERS = (Role.DPO, Role.DSI, Role.REFERENT, Role.LEGAL, Role.RSSI)


def draft_dpia(
    actor: Person, subject: str, title: str, values: Mapping[str, object], *, now: datetime | None = None
) -> Entry:
    """A DPIA for the DPO to write on, from the draft of a qualification sheet, from our own keys ("q111", "g325"), or
    both. The subject's assessment where there is one already, untouched."""
    return _draft(actor, DPIA, subject, title, _answers("dpia", values), now)


def draft_fria(
    actor: Person, subject: str, title: str, values: Mapping[str, object], *, now: datetime | None = None
) -> Entry:
    """A FRIA for the DPO to write on, as `draft_dpia`."""
    return _draft(actor, FRIA, subject, title, _answers("fria", values), now)


@transaction.atomic
def _draft(
    actor: Person,
    shelf: Shelf,
    subject: str,
    title: str,
    values: Mapping[str, object],
    now: datetime | None,
) -> Entry:
    require(actor, *DRAFTERS)
    there = last_about(actor.organisation, shelf, subject)
    if there is not None:
        return there
    fits, left = coerced(shelf.columns, values)
    if left:  # words that fit no column are kept with what is to be examined
        fits["sheet_unknown"] = (*_items(fits.get("sheet_unknown")), *left)
    record = write_new(
        actor.organisation, shelf, title=title, values=fits, subject=subject, by=actor, now=now
    )
    return entry_of(shelf, record)


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
