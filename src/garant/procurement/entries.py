"""The journal's entries of this room: identifiers alone."""

from typing import Literal

from garant.directory.journal import record
from garant.directory.models import Person
from garant.journal import RecordChanged, RecordMoved

# A vendor has no account: the entry says what kind of hand it was.
VENDOR = "vendor"


def changed(
    organisation: str, by: Person | None, what: str, change: Literal["created", "amended", "closed"]
) -> None:
    record(RecordChanged(organisation=organisation, person=_hand(by), record=what, change=change))


def moved(
    organisation: str, by: Person | None, what: str, before: str, after: str, *, in_time: bool | None = None
) -> None:
    record(
        RecordMoved(
            organisation=organisation,
            person=_hand(by),
            record=what,
            before=before,
            after=after,
            in_time=in_time,
        )
    )


def _hand(by: Person | None) -> str:
    return VENDOR if by is None else str(by.id)
