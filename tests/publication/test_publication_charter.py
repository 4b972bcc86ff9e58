"""The charter as it is read: clause by clause, public, in files."""

import pytest
from django.test import Client

from garant.charter import load_text
from garant.directory import queries
from garant.directory.actions import put_charter_in_force
from world import CHARTER_DEPARTEMENT

PUBLIC = "/o/departement-essai/charte/"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["alice", "bruno", "claire"])
def test_every_clause_stands_under_its_anchor_with_its_controls(world, signed_in, name):
    page = signed_in(getattr(world, name)).get("/charte/").content.decode()
    charter = queries.charter_in_force(world.departement).charter
    for number, _, clause in charter.numbered():
        assert f'id="clause-{clause.id}"' in page
        assert number in page
        assert clause.title in page
    assert "Prise de connaissance" in page
    assert "Charte des usages numériques" in page
    assert "<strong>courte</strong>" in page


def test_chloe_reads_the_charter_of_her_own_organisation(world, signed_in):
    page = signed_in(world.chloe).get("/charte/").content.decode()
    assert "Rien ne sort" in page
    assert "Pas de données personnelles dehors" not in page


def test_anyone_reads_the_public_charter_and_nothing_else_of_the_house(world):
    page = Client().get(PUBLIC)
    assert page.status_code == 200
    assert "Pas de données personnelles dehors" in page.content.decode()
    assert "/preuves/" not in page.content.decode()
    assert Client().get("/charte/").status_code == 302


def test_an_organisation_that_is_not_there_is_not_found(world):
    assert Client().get("/o/personne/charte/").status_code == 404


@pytest.mark.parametrize("form", ["yaml", "md", "html"])
def test_the_charter_is_downloaded(world, signed_in, form):
    for client, address in ((signed_in(world.alice), "/charte/"), (Client(), PUBLIC)):
        answer = client.get(f"{address}telecharger/{form}/")
        assert answer.status_code == 200
        assert f'filename="departement-essai-2026-11-01.{form}"' in answer["content-disposition"]
        assert "Pas de données personnelles dehors" in answer.content.decode()


def test_the_yaml_is_the_very_file_that_was_put_in_force(world, signed_in):
    text = signed_in(world.alice).get("/charte/telecharger/yaml/").content.decode()
    assert text == CHARTER_DEPARTEMENT
    assert load_text(text) == queries.charter_in_force(world.departement).charter


def test_an_unknown_form_is_not_found(world, signed_in):
    assert signed_in(world.alice).get("/charte/telecharger/exe/").status_code == 404


def test_an_old_version_stays_readable_and_says_that_it_is_old(world, signed_in):
    put_charter_in_force(
        world.claire, text=CHARTER_DEPARTEMENT.replace("2026-11-01\ntitle", "2026-12-01\ntitle")
    )
    alice = signed_in(world.alice)
    assert "n’est plus en vigueur" in alice.get("/charte/versions/1/").content.decode()
    assert "n’est plus en vigueur" not in alice.get("/charte/").content.decode()
    assert "n’est plus en vigueur" in Client().get(f"{PUBLIC}versions/1/").content.decode()
    assert alice.get("/charte/versions/3/").status_code == 404


def test_two_versions_are_said_in_the_plural(world, signed_in):
    claire = signed_in(world.claire)
    assert "1 version," in claire.get("/administration/charte/").content.decode()
    put_charter_in_force(
        world.claire, text=CHARTER_DEPARTEMENT.replace("2026-11-01\ntitle", "2026-12-01\ntitle")
    )
    assert "2 versions," in claire.get("/administration/charte/").content.decode()
