"""A volunteer creates an organisation by themselves, where the installation lets them."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from garant.catalogue.actions import install_system
from garant.catalogue.queries import all_systems
from garant.directory import queries, visitors
from garant.directory.visitors import LEAST, issue
from garant.localmodel import Progress, State
from garant.web import equipping, newcomers
from world import internal_card

pytestmark = pytest.mark.django_db

PAGE = "/creer/"
ANSWERS = {
    "name": "Les Amis du canal",
    "what": "association",
    "place": "metropole",
    "adopted_by": "le conseil d’administration",
    "contact": "bonjour@canal.example",
    "full_name": "Zoé Blanc",
    "email": "Zoe@Canal.example",
    "password": "quatre mots bien choisis",
}


@pytest.fixture(autouse=True)
def open_house(settings):
    settings.GARANT_OPEN_SIGNUP = True


def answered(client, **more):
    """The form filled as a person does, who takes a moment."""
    return client.post(PAGE, ANSWERS | {"opened": issue("CreateForm", now=timezone.now() - LEAST)} | more)


def test_a_volunteer_lands_signed_in_with_a_charter_in_force(world):
    client = Client()
    answer = answered(client)
    assert (answer.status_code, answer["location"]) == (302, "/"), answer.content.decode()
    zoe = queries.person_by_email("zoe@canal.example")
    assert zoe is not None
    assert client.session["_auth_user_id"] == str(zoe.id)
    assert (zoe.organisation.slug, zoe.organisation.public, zoe.kind) == (
        "les-amis-du-canal",
        False,
        "volunteer",
    )
    assert zoe.is_administrator
    assert not zoe.must_change_password
    policy = queries.policy_in_force(zoe.organisation)
    assert policy.charter == "les-amis-du-canal"
    assert client.get("/").status_code == 200
    assert client.get("/administration/").status_code == 200


def test_closed_by_default(settings, world):
    settings.GARANT_OPEN_SIGNUP = False
    assert Client().get(PAGE).status_code == 404
    assert Client().post(PAGE, ANSWERS).status_code == 404
    assert PAGE not in Client().get("/connexion/").content.decode()


@pytest.mark.parametrize(
    "more", [{"website": "https://spam.example"}, {"opened": "inventé"}, {"opened": ""}], ids=str
)
def test_a_robot_creates_nothing(world, more):
    assert answered(Client(), **more).status_code == 400
    assert queries.person_by_email("zoe@canal.example") is None


def test_a_form_that_comes_back_at_once_is_a_robot_s_and_a_person_may_send_it_again(world, monkeypatch):
    client = Client()
    (token,) = re.findall(r'name="opened" value="([^"]+)"', client.get(PAGE).content.decode())
    page = client.post(PAGE, ANSWERS | {"opened": token})
    assert page.status_code == 400
    assert "Les Amis du canal" in page.content.decode()
    assert ANSWERS["password"] not in page.content.decode()
    assert queries.person_by_email("zoe@canal.example") is None
    (token,) = re.findall(r'name="opened" value="([^"]+)"', page.content.decode())
    monkeypatch.setattr(visitors, "LEAST", LEAST * 0)  # three seconds later
    assert client.post(PAGE, ANSWERS | {"opened": token}).status_code == 302


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"password": "court"}, "trop court"),
        ({"password": "zoe@canal.example"}, "trop semblable"),
        ({"email": "pas une adresse"}, "valide"),
        ({"what": "royaume"}, "choix"),
        ({"name": ""}, "obligatoire"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(world, more, said):
    page = answered(Client(), **more)
    assert page.status_code == 400
    assert said in page.content.decode()
    assert "Zoé Blanc" in page.content.decode()
    assert re.search(r'name="opened" value="[^"]+"', page.content.decode())


def test_an_address_that_is_taken_creates_nothing(world):
    page = answered(Client(), email=world.chloe.email)
    assert page.status_code == 400
    assert "Région" not in page.content.decode()
    assert len(queries.organisations()) == 2


def test_one_origin_that_creates_many_is_slowed_down(world, monkeypatch):
    monkeypatch.setattr(newcomers, "CREATIONS_PER_ORIGIN", 1)
    assert answered(Client()).status_code == 302
    assert answered(Client(), email="une.autre@canal.example").status_code == 429
    assert len(queries.organisations()) == 3


def test_whoever_is_signed_in_is_sent_home(world, signed_in):
    assert signed_in(world.claire).get(PAGE)["location"] == "/"


def test_a_newcomer_finds_the_model_that_the_installation_serves(world, monkeypatch):
    def served(url):
        ready = Progress(State.READY, 0, 0, "prêt", url, "petit-modele")
        monkeypatch.setattr(equipping, "read_progress", lambda _: ready)

    url = "http://127.0.0.1:41999/v1"
    served(url)
    assert not equipping.equip(world.region.slug)
    install_system(world.departement, slug="iris", card=internal_card(model="iris", upstream_url=url))
    assert equipping.equip(world.region.slug)
    assert _assistant_of(world.region) == [url]
    # At the next start the model is elsewhere.
    moved = "http://127.0.0.1:42000/v1"
    served(moved)
    install_system(world.departement, slug="iris", card=internal_card(model="iris", upstream_url=moved))
    equipping.follow()
    assert _assistant_of(world.region) == [moved]
    assert not _assistant_of(world.departement)


def _assistant_of(organisation):
    return [
        each.upstream_url
        for each in all_systems()
        if each.organisation_id == organisation.pk and each.slug == equipping.SLUG
    ]
