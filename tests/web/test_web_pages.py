"""The frame of every page: who sees which rooms, what errors say, which headers go out."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from garant.directory.kinds import Role
from world import join

PAGES = [
    "/",
    "/compte/",
    "/charte/",
    "/preuves/",
    "/systemes/",
    "/incidents/",
    "/incidents/nouveau/",
    "/accessibilite/",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "sees", "does_not_see"),
    [
        ("alice", "Écrire à IRIS", "Ce que vous suivez"),
        ("bruno", "Rien en attente", "Ouvrir un compte, changer un rôle"),
        ("claire", "Ouvrir un compte, changer un rôle", "Rien en attente"),
        ("chloe", "Écrire à ChatRégion", "IRIS"),
    ],
)
def test_the_home_page_is_that_of_ones_role_and_organisation(world, signed_in, name, sees, does_not_see):
    page = signed_in(getattr(world, name)).get("/").content.decode()
    assert sees in page
    assert does_not_see not in page


def test_the_home_page_leads_to_the_rooms_of_ones_role(world, signed_in):
    rooms = ("/studio/", "/bilans/", "/decisions/traitements/", "/administration/portail/")
    dgs = join(world.departement, "diane", "Diane Garnier", Role.DGS)
    for person, open_to in (
        (world.claire, rooms),
        (dgs, ("/bilans/", "/decisions/traitements/")),
        (world.alice, ()),
    ):
        client = signed_in(person)
        page = client.get("/").content.decode()
        assert tuple(room for room in rooms if f'"{room}"' in page) == open_to
        assert {client.get(room).status_code for room in open_to} <= {200}


def test_a_visitor_is_sent_to_sign_in_and_back(world):
    assert Client().get("/preuves/")["location"] == "/connexion/?next=/preuves/"


def test_who_has_not_read_the_charter_is_asked_to(world, signed_in):
    world.alice.acknowledgements.all().delete()
    assert "Lire la charte et en prendre connaissance" in signed_in(world.alice).get("/").content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_refuses_foreign_code_frames_and_caches(world, signed_in, address):
    answer = signed_in(world.bruno).get(address)
    assert answer.status_code == 200
    policy = dict(part.strip().split(" ", 1) for part in answer["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["x-frame-options"] == "DENY"
    assert answer["referrer-policy"] == "same-origin"
    assert answer["cache-control"] == "no-store"


@pytest.mark.parametrize("address", [*PAGES, "/connexion/", "/o/departement-essai/charte/", "/nulle-part/"])
def test_no_page_asks_anything_of_another_site_or_holds_inline_code(world, signed_in, address):
    page = signed_in(world.bruno).get(address).content.decode()
    fetched = re.findall(r'<(?:script|img|link|iframe|source)[^>]*(?:src|href)="([^"]+)"', page)
    assert all(each.startswith("/static/") for each in fetched), fetched
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", page)


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(world):
    client = Client()
    client.post("/connexion/", {"email": world.alice.email, "password": "une longue phrase de passe"})
    client.post("/apparence/", {"theme": "dark", "next": "/"})
    assert set(client.cookies) >= {"garant_session", "garant_theme"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_the_appearance_is_chosen_without_a_script(world, signed_in):
    alice = signed_in(world.alice)
    assert 'data-theme="auto"' in alice.get("/").content.decode()
    assert alice.post("/apparence/", {"theme": "dark", "next": "/charte/"})["location"] == "/charte/"
    assert 'data-theme="dark"' in alice.get("/").content.decode()


@pytest.mark.parametrize("theme", ["rose", '"><script>', ""])
def test_an_unknown_appearance_changes_nothing(world, signed_in, theme):
    alice = signed_in(world.alice)
    alice.post("/apparence/", {"theme": theme, "next": "/"})
    assert 'data-theme="auto"' in alice.get("/").content.decode()


def test_nobody_is_sent_elsewhere_by_choosing_an_appearance(world):
    answer = Client().post("/apparence/", {"theme": "dark", "next": "https://mechant.example/"})
    assert answer["location"] == "/"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [("/nulle-part/", 404, "Page introuvable"), ("/administration/", 403, "Administration de Garant")],
)
def test_an_error_is_a_french_page_that_says_what_to_do(world, signed_in, address, status, said):
    answer = signed_in(world.alice).get(address)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert 'lang="fr"' in answer.content.decode()


def test_a_script_gets_the_same_refusal_as_data(world, signed_in):
    answer = signed_in(world.alice).get("/administration/", headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "not_allowed"


def test_a_failure_of_ours_is_a_page_that_shows_nothing_of_it(world, signed_in, monkeypatch):
    from garant.web import views

    def broken(request):
        raise RuntimeError("Jean Dupont, 12 rue des Lilas")

    monkeypatch.setattr(views, "offered_to", broken)
    alice = signed_in(world.alice)
    alice.raise_request_exception = False
    answer = alice.get("/")
    assert answer.status_code == 500
    assert "Une erreur est survenue" in answer.content.decode()
    assert "Dupont" not in answer.content.decode()


def test_a_host_that_is_not_ours_is_refused(world):
    assert Client().get("/connexion/", headers={"host": "mechant.example"}).status_code == 400


def test_the_declaration_of_accessibility_says_that_there_was_no_audit(world):
    page = Client().get("/accessibilite/").content.decode()
    assert "non conforme" in page
    assert "aucun audit n’a encore été mené" in page
    assert "Défenseur des droits" in page


def test_search_engines_are_shown_the_public_charters_alone(world):
    text = Client().get("/robots.txt").content.decode()
    assert "Allow: /o/" in text
    assert "Disallow: /\n" in text


def test_the_favicon_is_ours(world):
    assert Client().get("/favicon.ico")["location"].startswith("/static/web/mark.svg")


def test_the_local_model_says_how_far_it_is(world, signed_in):
    from garant.localmodel.progress import Progress, State, write_progress

    half = Progress(State.DOWNLOADING, 500, 1000, "Le modèle arrive.")
    write_progress(settings.GARANT_STATE, half)
    try:
        assert "Le modèle arrive." in signed_in(world.alice).get("/").content.decode()
        assert "Le modèle arrive." not in Client().get("/connexion/").content.decode()
        assert Client().get("/etat/modele/").json()["done"] == 500
        write_progress(settings.GARANT_STATE, Progress(State.READY, 0, 0, "Prêt."))
        assert "data-progress" not in signed_in(world.alice).get("/").content.decode()
    finally:
        (settings.GARANT_STATE / "models" / "progress.json").unlink()


def test_every_name_of_an_address_is_unique():
    names = [
        f"{resolver.namespace}:{pattern.name}"
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", [])
        if pattern.name
    ]
    assert len(names) == len(set(names))
