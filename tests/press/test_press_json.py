"""The charter as JSON: a shape that holds, and all of the charter in it."""

import json

import pytest
from press_charters import small

from garant.charter import load_shipped, shipped_charters
from garant.press import FORMAT, charter_json, charter_json_schema
from garant.press.as_json import CharterFile

# Other software reads these: a name that goes is another format, with another number.
KEYS = {
    "CharterFile": "format language id version title organisation adopted_by adopted_on review_by extends introduction "
    "values zones sections grid documents",
    "SectionPart": "number title text clauses",
    "ClausePart": "id number title text nature controls reason sources",
    "ControlPart": "kind sentence nature",
    "ValuePart": "title text clauses",
    "ZonePart": "zone description open",
    "RowPart": "data name cells",
    "CellPart": "zone action word clause observed",
    "ObservedPart": "word clause",
    "DocumentPart": "title url",
}


def test_the_format_keeps_its_names():
    schema = charter_json_schema()
    parts = {"CharterFile": schema, **schema["$defs"]}
    for name, keys in KEYS.items():
        assert set(keys.split()) <= set(parts[name]["properties"])
        assert set(keys.split()) <= set(parts[name]["required"])
    assert schema["properties"]["format"]["const"] == FORMAT == "garant-charter/1"


@pytest.mark.parametrize("name", shipped_charters())
def test_every_shipped_charter_reads_back(name):
    charter = load_shipped(name)
    file = CharterFile.model_validate_json(charter_json(charter))
    clauses = [clause for section in file.sections for clause in section.clauses]
    assert [clause.id for clause in clauses] == [clause.id for clause in charter.clauses]
    assert [clause.text for clause in clauses] == [clause.text for clause in charter.clauses]
    assert [clause.number for clause in clauses] == [number for number, _, _ in charter.numbered()]


def test_the_file_says_who_adopted_it_and_what_happens_to_secrets():
    said = json.loads(charter_json(small()))
    assert (said["adopted_by"], said["adopted_on"]) == ("le conseil municipal", "2026-10-15")
    assert [zone["open"] for zone in said["zones"]] == [True, True, False]
    secret = next(row for row in said["grid"] if row["data"] == "secret")
    assert [cell["action"] for cell in secret["cells"]] == ["block", "block", "block"]
    assert [cell["clause"] for cell in secret["cells"]] == ["2.1", "2.1", None]


def test_a_clause_that_nothing_carries_is_declared():
    said = json.loads(charter_json(small()))
    clauses = {clause["id"]: clause for section in said["sections"] for clause in section["clauses"]}
    assert clauses["esprit"]["nature"] == "declared"
    assert clauses["donnees"]["nature"] == "enforced"
    assert "’" in charter_json(small()).decode()
