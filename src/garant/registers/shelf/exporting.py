"""A register as a file. What a person exports is what that person sees."""

from typing import Literal

from django.db import transaction

from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.registers.shelf.models import Record
from garant.registers.shelf.queries import Wanted, records_visible_to
from garant.registers.shelf.shelf import Shelf
from garant.registers.shelf.values import opened
from garant.tables import to_csv, to_ods

Format = Literal["csv", "ods"]


@transaction.atomic
def export(actor: Person, shelf: Shelf, form: Format, wanted: Wanted | None = None) -> bytes:
    """The records that are wanted, in the order of their numbers. No name of an author leaves with them."""
    records = list(records_visible_to(actor, shelf, wanted).order_by("number"))
    rows = (row_of(shelf, record) for record in records)
    if form == "csv":
        data = to_csv(shelf.file_columns, rows)
    else:
        data = to_ods(shelf.file_columns, rows, shelf.title)
    record_file(actor, shelf.kind, form, rows=len(records))
    return data


def row_of(shelf: Shelf, record: Record) -> dict[str, object]:
    """One record as a row of the file."""
    values = opened(shelf.all_columns, record.values)
    return {
        "number": record.number,
        "title": record.title,
        "state": record.state,
        "subject": record.subject,
    } | values
