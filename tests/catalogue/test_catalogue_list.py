"""The list of systems and its cards, for everyone of the organisation."""

import csv
import io

import pytest
from django.test import Client

from garant.catalogue import queries
from garant.catalogue.export import cell
from garant.catalogue.models import AiSystem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["alice", "bruno", "claire"])
def test_everyone_of_the_organisation_reads_the_list(world, signed_in, name):
    page = signed_in(getattr(world, name)).get("/systemes/").content.decode()
    assert "Assistant interne" in page
    assert "Service externe" in page


def test_only_administrators_are_offered_to_change_it(world, signed_in):
    assert (
        "/administration/systemes/nouveau/" not in signed_in(world.alice).get("/systemes/").content.decode()
    )
    assert "/administration/systemes/nouveau/" in signed_in(world.claire).get("/systemes/").content.decode()


def test_chloe_sees_the_systems_of_her_organisation_alone(world, signed_in):
    chloe = signed_in(world.chloe)
    for address in ("/systemes/", "/systemes.json", "/systemes.csv"):
        assert "Service externe" not in chloe.get(address).content.decode()
    assert chloe.get("/systemes/service-externe/").status_code == 404


def test_a_visitor_signs_in_first(world):
    for address in ("/systemes/", "/systemes.json", "/systemes.csv", "/systemes/iris/"):
        assert Client().get(address)["location"].startswith("/connexion/")


def test_a_card_says_what_the_charter_does_and_links_to_the_clause(world, signed_in):
    page = signed_in(world.alice).get("/systemes/service-externe/").content.decode()
    assert "pseudonymisé" in page
    assert 'href="/charte/#clause-donnees"' in page
    assert "États-Unis" in page
    assert "Non estimée" in page


def test_neither_the_address_nor_the_key_of_a_service_is_shown_to_agents(world, signed_in):
    AiSystem.objects.update(key_env="GARANT_MODEL_KEY", upstream_url="http://interne.example:8000/v1")
    alice = signed_in(world.alice)
    for address in ("/systemes/", "/systemes/iris/", "/systemes.json", "/systemes.csv"):
        content = alice.get(address).content.decode()
        assert "interne.example" not in content
        assert "GARANT_MODEL_KEY" not in content


def test_the_list_as_json_and_as_csv_says_the_same(world, signed_in):
    alice = signed_in(world.alice)
    listed = alice.get("/systemes.json").json()["systems"]
    text = alice.get("/systemes.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["id"] for row in rows] == [system["id"] for system in listed] == ["iris", "service-externe"]
    assert rows[0]["donnees_permises"] == "selon la charte"
    assert rows[0]["prefere"] == "oui"


@pytest.mark.parametrize(
    ("value", "written"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-3", "'-3"), ("IRIS", "IRIS")]
)
def test_a_spreadsheet_runs_no_formula(value, written):
    assert cell(value) == written


def test_only_what_the_charter_opens_is_offered(world):
    assert [system.slug for system in queries.offered_to(world.alice)] == ["iris", "service-externe"]
    AiSystem.objects.filter(slug="service-externe").update(level=3)  # the charter opens levels 1 and 2
    assert [system.slug for system in queries.offered_to(world.alice)] == ["iris"]
    AiSystem.objects.filter(slug="chat").update(zone="external")  # the Région opens no external zone
    assert queries.offered_to(world.chloe) == []
