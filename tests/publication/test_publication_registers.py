"""The evidence of a clause that keeps a register: what the rooms hold, of this organisation alone."""

import pytest
from django.utils import timezone

from garant.catalogue.actions import renew_listing
from garant.directory.kinds import Role
from garant.lifecycle.actions.needs import submit_need
from garant.publication.queries import tally_of
from garant.registers.lessons.shelf import LESSONS
from garant.registers.rights.receiving import enter_request
from garant.registers.rights.sealed import Identity
from garant.registers.shelf.actions import add
from world import join

pytestmark = pytest.mark.django_db

NEED = {"title": "Résumer", "department": "DAG", "what": "Résumer.", "for_whom": "Agents."}


def tally(organisation):
    return tally_of(organisation, today=timezone.localdate())


def test_each_register_is_counted_for_its_own_organisation(world):
    before = tally(world.departement).registers
    assert (before["uses"], before["lessons"], before["systems"]) == (0, 0, 2)
    submit_need(world.alice, NEED)
    add(world.alice, LESSONS, title="Relire les chiffres", values={})

    after = tally(world.departement).registers
    assert (after["uses"], after["lessons"]) == (1, 1)
    assert tally(world.region).registers["uses"] == 0


def test_requests_about_data_are_counted_with_their_delay(world):
    enter_request(
        world.bruno,
        kind="access",
        identity=Identity(name="Une personne", contact="1, rue des Essais"),
        words="Mes données ?",
    )
    found = tally(world.departement)
    assert (found.rights, found.rights_late) == (1, 0)
    assert tally(world.region).rights == 0


def test_the_list_of_systems_is_published_once_its_address_is_open(world):
    assert "systems" not in tally(world.departement).published
    renew_listing(join(world.departement, "denis", "Denis Faure", Role.ADMINISTRATOR))
    assert tally(world.departement).published["systems"] == 2
    assert tally(world.departement).published["charter"] == 1
