"""What the law needs to know of an organisation: told by its administrator alone."""

import pytest

from garant.deadlines import Place
from garant.directory.actions import amend_organisation
from garant.directory.errors import NotAllowed
from garant.journal import RecordChanged

pytestmark = pytest.mark.django_db

FACTS = {
    "name": "Commune d’Essai",
    "public": True,
    "agents": 12,
    "inhabitants": 3_499,
    "place": Place.REUNION,
    "siret": "",
    "address": "1, place de la Mairie",
    "contact": "contact@essai.example",
}
FORM = {**FACTS, "public": "yes", "place": "974"}


def test_an_administrator_tells_it_and_the_journal_knows(world, signed_in, journalled):
    answer = signed_in(world.claire).post("/administration/organisation/", FORM)

    assert answer.status_code == 302
    world.departement.refresh_from_db()
    assert (world.departement.agents, world.departement.inhabitants) == (12, 3_499)
    assert world.departement.place_word is Place.REUNION
    entry = journalled()[-1]
    assert isinstance(entry, RecordChanged)
    assert (entry.record, entry.change) == ("organisation:departement-essai", "amended")


def test_the_page_shows_what_is_known(world, signed_in):
    page = signed_in(world.claire).get("/administration/organisation/")
    assert page.status_code == 200
    assert "Département d’essai" in page.content.decode()


def test_the_neighbours_are_not_touched(world):
    amend_organisation(world.claire, **FACTS)
    world.region.refresh_from_db()
    assert world.region.name == "Région d’essai"


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe", "david"])
def test_nobody_else_tells_it(world, signed_in, name):
    person = getattr(world, name)
    with pytest.raises(NotAllowed):
        amend_organisation(person, **FACTS)
    assert signed_in(person).get("/administration/organisation/").status_code == 403


def test_a_number_of_agents_that_nobody_gave_stays_unknown(world, signed_in):
    signed_in(world.claire).post("/administration/organisation/", {**FORM, "agents": ""})
    world.departement.refresh_from_db()
    assert world.departement.agents is None


@pytest.mark.parametrize(
    ("siret", "status"), [("35600000000048", 302), ("356 000 000 00048", 302), ("35600000000049", 400)]
)
def test_a_siret_is_checked_by_its_key(world, signed_in, siret, status):
    assert (
        signed_in(world.claire).post("/administration/organisation/", {**FORM, "siret": siret}).status_code
        == status
    )
