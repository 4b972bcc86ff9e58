"""CSV files whose columns are facts: `;`, UTF-8 with BOM, CRLF, as a French spreadsheet opens them at once."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from garant.exchange.facts import facts, source_of
from garant.exchange.markup import clean_text
from garant.exchange.wording import MISSING
from garant.tables import shielded


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our id, the header that the file bears, and what is said of it."""

    id: str
    header: str
    title: str  # the label of the template, where a header must differ to be unique
    type: str  # of Table Schema: string, integer, date
    description: str
    enum: tuple[str, ...]


@cache
def columns(name: str) -> tuple[Column, ...]:
    """The columns of a format, in the order of its file."""
    return tuple(
        Column(
            row["id"],
            row["header"],
            row.get("title", row["header"]),
            row.get("type", "string"),
            row.get("description", ""),
            tuple(row.get("enum", ())),
        )
        for row in facts(name)["columns"]
    )


def csv_bytes(name: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The file. Each row maps the ids of the columns to their text; a gap is written as such."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.header for column in columns(name))
    for row in rows:
        unknown = row.keys() - {column.id for column in columns(name)}
        assert not unknown, f"no such column in {name}: {unknown}"
        writer.writerow(cell(row.get(column.id, "")) for column in columns(name))
    return out.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """A cell that a spreadsheet takes for text: a formula typed in a name must not run on someone's machine."""
    return shielded(clean_text(text) or MISSING)


def table_schema(name: str) -> dict[str, Any]:
    """The Table Schema (frictionless) of the file: every cell is filled, a gap with the words that say so."""
    source = source_of(name)
    about = facts(name)["table"]
    return {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "name": about["name"],
        "title": about["title"],
        "description": about["description"],
        "sources": [{"title": source.source}],
        "version": about["version"],
        "lastModified": source.as_of.isoformat(),
        "missingValues": [MISSING],
        "fields": [_field(column) for column in columns(name)],
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"enum": list(column.enum)} if column.enum else {}
    return {
        "name": column.header,
        "title": column.title,
        "type": column.type,
        **({"format": "%Y-%m-%d"} if column.type == "date" else {}),
        **({"description": column.description} if column.description else {}),
        **({"constraints": constraints} if constraints else {}),
    }
