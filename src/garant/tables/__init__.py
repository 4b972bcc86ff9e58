"""Rows of a register as CSV and ODS, both ways, with a dry run. Pure.

`to_csv` and `to_ods` write, `read_table` reads either by its content, `compare` says what an import would change.
"""

from garant.tables.cells import Unfit, cell_text, normal, shielded, value_of
from garant.tables.column import Column
from garant.tables.comparing import Amendment, FieldChange, Plan, compare
from garant.tables.csv_file import to_csv
from garant.tables.errors import (
    TableEmpty,
    TableEncodingUnknown,
    TableKindRefused,
    TableLies,
    TableTooLarge,
    TableTooLong,
    TableUnreadable,
)
from garant.tables.folding import folded
from garant.tables.ods_file import to_ods
from garant.tables.reading import MOST_BYTES, MOST_ROWS, Problem, Reading, Row, read_table

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "Amendment",
    "Column",
    "FieldChange",
    "Plan",
    "Problem",
    "Reading",
    "Row",
    "TableEmpty",
    "TableEncodingUnknown",
    "TableKindRefused",
    "TableLies",
    "TableTooLarge",
    "TableTooLong",
    "TableUnreadable",
    "Unfit",
    "cell_text",
    "compare",
    "folded",
    "normal",
    "read_table",
    "shielded",
    "to_csv",
    "to_ods",
    "value_of",
]
