"""The list of systems and its cards, for everyone of the organisation."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from garant.catalogue import queries
from garant.catalogue.actions import ProofFacts, file_system_proof
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


def test_the_columns_of_before_stand_where_they_stood_and_the_new_ones_come_after(world, signed_in):
    text = signed_in(world.alice).get("/systemes.csv").content.decode("utf-8-sig")
    header = text.splitlines()[0].split(";")
    assert header[:14] == [
        "id", "nom", "modele", "niveau", "zone", "hebergeur", "pays", "licence",
        "entrainement_sur_nos_donnees", "donnees_permises", "prefere", "redirection", "valide", "fiche",
    ]  # fmt: skip
    row = signed_in(world.alice).get("/systemes.json").json()["systems"][0]
    assert list(row) == header
    assert (row["achat"], row["ferme"], row["version"]) == ("Sans achat", False, "")
    assert row["empreinte"].startswith("taille du modèle : 1,5 milliards")


def test_a_card_says_to_an_agent_what_it_is_for_its_limits_and_who_answers(world, signed_in):
    AiSystem.objects.filter(slug="iris").update(
        role="Résume des courriers.", limits="Se trompe sur les dates.", answers="La DSI, poste 12"
    )
    page = signed_in(world.alice).get("/systemes/iris/").content.decode()
    for word in ("Résume des courriers.", "Se trompe sur les dates.", "La DSI, poste 12", "petit-modele"):
        assert word in page
    for word in ("Dossier de conformité", "Suspendre", "Modifier la fiche", "Achat"):
        assert word not in page
    assert "Résume des courriers." in signed_in(world.alice).get("/systemes/").content.decode()


def test_the_list_is_narrowed_by_zone_place_and_valid_qualification(world, signed_in):
    today = timezone.localdate()
    for number, expires in (("visa 12", today), ("visa 11", today - timedelta(days=1))):
        slug = "iris" if number == "visa 12" else "service-externe"
        proof = ProofFacts(kind="secnumcloud", number=number, expires=expires)
        file_system_proof(world.claire, slug, facts=proof)
    alice = signed_in(world.alice)

    def listed(query):
        found = [each["id"] for each in alice.get(f"/systemes.json?{query}").json()["systems"]]
        rows = alice.get(f"/systemes.csv?{query}").content.decode("utf-8-sig").splitlines()[1:]
        assert [row.split(";")[0] for row in rows] == found
        return found

    assert listed("") == ["iris", "service-externe"]
    assert listed("qualification=SecNumCloud") == ["iris"]  # the other one's has ended
    assert listed("qualification=HDS") == []
    assert listed("lieu=france") == listed("lieu=europe") == ["iris"]
    assert listed("zone=external") == ["service-externe"]
    assert listed("zone=lune") == ["iris", "service-externe"]
    page = alice.get("/systemes/?qualification=HDS").content.decode()
    assert "Aucun système ne correspond" in page
    assert "/systemes.csv?qualification=HDS" in page
    assert "SecNumCloud" in alice.get("/systemes/iris/").content.decode()
    assert "Qualifications</dt>" not in alice.get("/systemes/service-externe/").content.decode()
    assert "visa 12" not in alice.get("/systemes/iris/").content.decode()


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
