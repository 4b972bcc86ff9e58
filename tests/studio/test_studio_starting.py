"""Every shipped charter makes a draft that holds, under the organisation's own name."""

from datetime import date

import pytest

from garant.charter import shipped_charters
from garant.studio import starting
from garant.studio.reading import read

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", shipped_charters())
def test_a_shipped_charter_makes_a_draft_that_holds(world, name):
    text = starting.from_reference(world.claire, name, today=TODAY)
    found = read(text, today=TODAY)
    assert not found.errors
    assert (found.charter.id, found.charter.version) == ("departement-essai", "2026-11-22")
    assert found.charter.blanks.organisation == "Département d’essai"


def test_the_licence_of_a_shipped_charter_stays_in_its_draft(world):
    text = starting.from_reference(world.claire, "ess", today=TODAY)
    assert text.startswith("# SPDX-License-Identifier: CC-BY-SA-4.0\n")


def test_an_heir_names_its_parent_and_holds(world):
    text = starting.from_parent(world.claire, "region-essai/region-essai", today=TODAY)
    found = read(text, today=TODAY)
    assert not found.errors
    assert found.charter.extends == "region-essai/region-essai"
    assert [clause.id for clause in found.charter.clauses] == ["interne", "attestation"]


def test_a_file_loses_its_mark_and_its_foreign_line_ends():
    assert starting.tidy("\ufeffa: b\r\nc: d\r") == "a: b\nc: d\n"
