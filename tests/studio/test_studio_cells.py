"""The class × zone table is edited in the file: the cell says what was asked, and nothing else changes."""

import difflib
from datetime import date

import pytest

from garant.studio import cells
from garant.studio.errors import CellInherited
from garant.studio.reading import read
from garant.words import Action, DataClass, Zone
from world import CHARTER_DEPARTEMENT

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
HEIR = """\
charter: heritiere
version: 2026-12-01
extends: essentielle
sections:
  - title: À nous
    clauses:
      - {id: nous, title: Nous, text: Un mot de plus.}
"""


def reading(text=CHARTER_DEPARTEMENT):
    found = read(text, today=TODAY)
    assert not found.errors
    return found


def edited(wanted, *, text=CHARTER_DEPARTEMENT, into=""):
    """The text after the edit; every other cell must be what it was."""
    before = reading(text)
    after = cells.amended(before, wanted, into=into)
    expected = cells.open_cells(before) | wanted
    assert cells.open_cells(reading(after)) == expected
    return after


def lines(after, before=CHARTER_DEPARTEMENT):
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [each for each in diff if each[:1] in "+-" and each[:3] not in ("+++", "---")]


def test_a_cell_gets_stricter_in_the_clause_that_decides_it():
    after = edited({(DataClass.PERSONAL, Zone.EXTERNAL): Action.BLOCK})
    assert [line.strip("+- ") for line in lines(after)] == [
        "protect: {data: [personal, highly_personal, indirect], zone: external, action: pseudonymise}",
        "protect: {data: [highly_personal, indirect], zone: external, action: pseudonymise}",
        "protect: {data: [personal], zone: external, action: block}",
    ]


def test_a_cell_gets_milder_and_the_stricter_rule_loses_it():
    edited({(DataClass.SECRET, Zone.INTERNAL): Action.ALLOW})


def test_a_rule_over_two_zones_is_split_where_one_of_them_changes():
    edited({(DataClass.HEALTH, Zone.SOVEREIGN): Action.WARN})


def test_a_whole_rule_changes_and_leaves_no_empty_one():
    wanted = {(data, Zone.EXTERNAL): Action.WARN for data in (DataClass.INTERNAL_DOCUMENT, DataClass.SECRET)}
    after = edited(wanted)
    assert "data: []" not in after
    assert "{data: [internal_document, secret], zone: external, action: block}" not in after


def test_the_rule_is_written_in_the_clause_that_was_chosen():
    after = edited({(DataClass.PERSONAL, Zone.EXTERNAL): Action.BLOCK}, into="signaler")
    found = reading(after)
    assert found.policy.cell(DataClass.PERSONAL, Zone.EXTERNAL).clause == "signaler"


def test_a_cell_that_says_it_already_changes_nothing():
    after = edited({(DataClass.PERSONAL, Zone.EXTERNAL): Action.PSEUDONYMISE})
    assert after == CHARTER_DEPARTEMENT


def test_a_rule_under_observation_is_left_alone():
    text = CHARTER_DEPARTEMENT.replace(
        "zone: external, action: reroute}", "zone: external, action: reroute, mode: observe}"
    )
    after = edited({(DataClass.HEALTH, Zone.EXTERNAL): Action.BLOCK}, text=text)
    assert "mode: observe" in after


def test_a_cell_of_the_parent_gets_stricter_here_and_never_milder():
    before = reading(HEIR)
    cell = next(
        cell
        for cell, action in cells.open_cells(before).items()
        if action not in (Action.ALLOW, Action.BLOCK)
    )
    edited({cell: Action.BLOCK}, text=HEIR)
    with pytest.raises(CellInherited):
        cells.amended(before, {cell: Action.ALLOW})
