"""A network in figures: what the head sees of each member, and the member of itself."""

from datetime import date

import pytest

from garant.directory import queries as directory
from garant.directory.actions import put_charter_in_force
from garant.directory.kinds import Role
from garant.directory.threshold import fewest_people
from garant.federation import actions as federation
from garant.publication.network import network_visible_to
from garant.registers.actions import report_incident
from world import join

pytestmark = pytest.mark.django_db


@pytest.fixture
def emile(world):
    return join(world.region, "emile", "Émile Garcin", Role.ADMINISTRATOR)


@pytest.fixture
def network(world, emile):
    _, code = federation.invite(emile)
    federation.join(world.claire, code=code)


def crowd(world):
    for number in range(fewest_people(date(2026, 11, 22))):
        join(world.departement, f"agent{number}", f"Agent {number}")


def test_the_head_and_the_member_read_the_same_line(world, emile, network):
    report_incident(world.alice, category="other", description="Une phrase que personne d’autre ne lit.")
    crowd(world)
    head, [line] = network_visible_to(emile)
    assert head == world.region
    assert (line.name, line.incidents, line.uses_total) == (world.departement.name, 1, 0)
    assert line.applied + line.followed + line.declared == 9
    assert network_visible_to(world.claire) == (world.region, [line])


def test_under_five_people_the_figures_of_use_are_kept_back(world, emile, network):
    report_incident(world.alice, category="other", description="x")
    _, [line] = network_visible_to(emile)
    assert (line.requests, line.incidents, line.rights) == (None, None, None)
    assert (line.incidents_late, line.rights_late) == (None, None)
    assert line.systems > 0


def test_the_page_and_the_file_show_numbers_and_no_word_of_the_member(world, emile, network, signed_in):
    report_incident(world.alice, category="other", description="Zébulonne")
    for address in ("/reseau/chiffres/", "/reseau/chiffres.csv"):
        said = signed_in(emile).get(address).content.decode()
        assert world.departement.name in said
        assert "Zébulonne" not in said
        assert "Alice" not in said


def test_outside_a_network_there_is_nothing_to_see(world, emile, signed_in):
    assert network_visible_to(emile) == (world.region, [])
    assert "Inviter une organisation" in signed_in(emile).get("/reseau/chiffres/").content.decode()
    assert signed_in(world.alice).get("/reseau/chiffres/").status_code == 403


def test_a_member_that_takes_up_the_charter_of_the_head_is_told_so(world, emile, network):
    assert not network_visible_to(emile)[1][0].from_head
    name = directory.name_to_inherit(world.region.slug)
    put_charter_in_force(world.claire, text=f"charter: la-notre\nversion: 2026-11-03\nextends: {name}\n")
    assert network_visible_to(emile)[1][0].from_head
