"""What a citizen reads: plain, complete, gaps said, and nothing of what stays inside."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from lxml import etree
from tests.portal.portal_world import HERE, NEED, OBJECTIVES, open_portal, use_in_service

from garant.catalogue.actions import add_system, adopt_system, amend_system, install_system, offer_system
from garant.catalogue.card import Card
from garant.catalogue.models import AiSystem
from garant.charter import Stage
from garant.directory.kinds import Role
from garant.federation import actions as federation
from garant.lifecycle.models import Passage, Use
from garant.portal.queries import portal_at
from garant.portal.systems import system_cards, without_machine
from world import internal_card, join

pytestmark = pytest.mark.django_db

MACHINE = "modele.interne.example"
PAGES = (
    "",
    "systemes/",
    "algorithmes/",
    "algorithmes.csv",
    "algorithmes.json",
    "demandes/",
    "demandes/explication/",
    "suivi/",
    "preuves/",
    "journal/",
    "journal/points.json",
    "accessibilite/",
    "actualites.xml",
    "portail.jsonld",
)
NAMES = ("Alice", "Bruno", "Claire", "Chloé", "David", "Martin", "Durand")


@pytest.fixture
def portal(world):
    card = replace(
        internal_card(model="secret", upstream_url=f"http://{MACHINE}:8443/v1"),
        name=f"Service d’essai ({MACHINE})",
        host=MACHINE,
        role=f"Résumer, sur http://{MACHINE}/v1, des notes.",
        answers="Direction du numérique",
        footprint=None,
        reroute_target=False,
        key_env="CLE_SECRETE",
    )
    install_system(world.departement, slug="essai", card=card)
    use = use_in_service(world)
    use.used.create(system="iris", version=1, since=use.created_at)
    open_portal(world, uses=frozenset({str(use.id)}))
    return use


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_person_a_machine_or_an_inner_address(world, portal, page):
    content = read(page) + read(f"algorithmes/{portal.number}/")
    for word in (*NAMES, MACHINE, "127.0.0.1:9", "CLE_SECRETE", "petit-modele", "/usages/", "/incidents/"):
        assert word not in content, word
    assert str(portal.requester_id) not in content


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_same_for_who_is_signed_in(world, portal, signed_in, page):
    seen = [
        re.sub(r'name="jeton" value="[^"]+"', "", client.get(HERE + page).content.decode())
        for client in (Client(), signed_in(world.chloe))
    ]
    assert seen[0] == seen[1]


def test_what_says_the_same_to_everybody_may_be_kept_and_a_form_may_not(portal):
    for page in PAGES:
        kept = Client().get(HERE + page)["Cache-Control"]
        assert kept == (
            "no-store" if page in {"demandes/explication/", "suivi/"} else "public, max-age=300"
        ), page
    assert Client().get("/o/rien/")["Cache-Control"] == "no-store"
    assert Client().post(HERE).status_code == 405


def test_a_system_says_what_it_is_for_who_answers_and_its_footprint(world, portal):
    cards = {card.slug: card for card in system_cards(portal_at("departement-essai"))}
    assert cards["iris"].footprint.energy.endswith("Wh")
    assert cards["iris"].footprint.method.startswith("ecologits")
    assert [use.title for use in cards["iris"].uses] == [NEED["title"]]
    page = read("systemes/")
    assert "Empreinte non estimée" in page  # never 0
    assert "Direction du numérique" in page
    assert "non renseigné" in page


def test_a_draft_is_not_a_system_in_use(world, portal):
    AiSystem.objects.filter(slug="essai").update(approved=False)
    assert "Service d’essai" not in read("systemes/")


def test_the_machine_leaves_the_words_around_it():
    system = AiSystem(upstream_url=f"https://{MACHINE}/v1")
    assert without_machine(f"Service ({MACHINE})", system) == "Service"
    assert without_machine("Hydrelle, à Sisteron", system) == "Hydrelle, à Sisteron"
    assert without_machine(MACHINE, system) == ""


def test_a_pooled_system_names_the_machine_of_its_head_no_more_than_its_own(world):
    emile = join(world.region, "emile", "Émile Garcin", Role.ADMINISTRATOR)
    card = replace(
        internal_card(model="partage", upstream_url=f"https://{MACHINE}/v1"),
        host=f"La Région ({MACHINE})",
        local=False,
    )
    source = add_system(emile, slug="partagee", card=card)
    offer_system(emile, "partagee", offered=True)
    _, code = federation.invite(emile)
    federation.join(world.claire, code=code)
    adopted = adopt_system(world.claire, source.pk)
    amend_system(world.claire, adopted.slug, card=replace(Card.of(adopted), approved=True))
    open_portal(world)
    shown = next(each for each in system_cards(portal_at("departement-essai")) if each.slug == adopted.slug)
    assert shown.host == "La Région"


def test_a_use_that_begins_after_midnight_here_is_dated_of_that_day(world, portal):
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight in Paris
    Passage.objects.create(
        use=portal,
        before=Stage.PILOT.value,
        after=Stage.GENERALISED.value,
        by=world.claire,
        at=late,
    )
    told = json.loads(Client().get(f"{HERE}algorithmes.json").content)
    assert told["algorithmes"][0]["en_service_depuis"] == "2026-07-01"


def test_the_data_bears_the_public_address_by_whatever_name_it_was_asked_for(world, portal, settings):
    settings.GARANT_PUBLIC_URL = "https://ia.exemple.fr"
    told = json.loads(Client().get(f"{HERE}algorithmes.json").content)
    assert told["algorithmes"][0]["adresse"] == f"https://ia.exemple.fr{HERE}algorithmes/{portal.number}/"


def test_the_news_hold_whatever_was_typed_in_a_title(world, portal):
    Passage.objects.create(
        use=portal,
        before=Stage.PILOT.value,
        after=Stage.GENERALISED.value,
        by=world.claire,
        at=datetime(2026, 6, 30, tzinfo=UTC),
    )
    Use.objects.filter(id=portal.id).update(title="Trier\x08 les demandes")
    answer = Client().get(f"{HERE}actualites.xml")
    assert answer.status_code == 200
    assert "Trier les demandes" in answer.content.decode()


def test_an_algorithm_shows_its_rules_and_its_gaps(portal):
    page = read(f"algorithmes/{portal.number}/")
    assert NEED["title"] in page
    assert OBJECTIVES in page
    assert page.count("non renseigné") > 5
    assert "Non estimée." in page
    assert f"http://testserver{HERE}algorithmes/{portal.number}/" in page


def test_the_inventory_is_the_same_in_the_page_and_in_its_files(portal):
    rows = list(
        csv.DictReader(
            io.StringIO(Client().get(HERE + "algorithmes.csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert [row["Nom de l'algorithme"] for row in rows] == [NEED["title"]]
    assert rows[0]["Contact au sein de l'administration concernée"] == "contact@departement-essai.example"
    assert rows[0]["Fondements juridiques"] == "non renseigné"
    answer = Client().get(HERE + "algorithmes.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    listed = json.loads(answer.content)["algorithmes"]
    assert listed[0]["adresse"] == f"http://testserver{HERE}algorithmes/{portal.number}/"
    assert listed[0]["champs"]["Fondements juridiques"] is None
    fields = json.loads(Client().get(HERE + "algorithmes.schema.json").content)["fields"]
    assert [field["name"] for field in fields] == list(rows[0])


def test_the_news_and_the_linked_data_are_well_formed(world, portal):
    feed = etree.fromstring(Client().get(HERE + "actualites.xml").content)
    links = [link.text for link in feed.findall("channel/item/link")]
    assert f"http://testserver{HERE}charte/versions/1/" in links
    assert all(link.startswith("http://testserver/o/departement-essai/") for link in links)
    graph = json.loads(Client().get(HERE + "portail.jsonld").content)["@graph"]
    assert [thing["@type"] for thing in graph] == ["GovernmentOrganization", "Dataset"]
    assert graph[1]["distribution"][0]["contentUrl"] == f"http://testserver{HERE}algorithmes.csv"


def test_the_statement_says_that_no_audit_was_made(portal):
    page = read("accessibilite/")
    assert "non conforme" in page
    assert "aucun audit n’a encore été mené" in page
    assert "Défenseur des droits" in page


def read(page: str) -> str:
    answer = Client().get(HERE + page)
    assert answer.status_code == 200, page
    return answer.content.decode()
