"""The list as an intranet shows it: by a secret address, on the sites that were named, and nothing more than cards."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from garant.catalogue.actions import (
    ProofFacts,
    add_system,
    allow_origins,
    close_listing,
    file_system_proof,
    renew_listing,
    suspend_system,
)
from garant.catalogue.actions.listing import origin_of
from garant.catalogue.errors import OriginInvalid
from garant.catalogue.models import AiSystem, Listing
from garant.directory.errors import NotAllowed
from garant.directory.kinds import Role
from world import external_card, join

SETTINGS = "/administration/liste-des-systemes/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(world):
    return renew_listing(world.claire)


def shown(token, path="", **headers):
    return Client().get(f"/systemes/fragment/{token}/{path}", headers=headers)


def test_the_fragment_shows_the_approved_cards_and_nothing_else(world, token):
    draft = replace(external_card(), model="brouillon", name="Brouillon secret", approved=False)
    add_system(world.claire, slug="brouillon", card=draft)
    AiSystem.objects.filter(slug="iris").update(
        role="Résume des textes.",
        limits="Se trompe de dates.",
        answers="La DSI",
        card="Note interne",
        key_env="GARANT_MODEL_KEY",
    )
    page = shown(token)
    text = page.content.decode()
    assert page.status_code == 200
    for word in ("Assistant interne", "Service externe", "Résume des textes.", "Se trompe", "La DSI"):
        assert word in text
    for word in ("Brouillon", "Note interne", "GARANT_MODEL_KEY", "127.0.0.1", "petit-modele", "Chat"):
        assert word not in text


def test_the_fragment_names_the_qualifications_that_are_valid(world, token):
    assert "Qualifications" not in shown(token).content.decode()
    file_system_proof(world.claire, "iris", facts=ProofFacts(kind="hds", number="secret-7"))
    text = shown(token).content.decode()
    assert "<dd>HDS</dd>" in text
    assert "secret-7" not in text


def test_the_fragment_is_inert(world, token):
    AiSystem.objects.filter(slug="iris").update(
        name="<script>alert(1)</script>", role="<img src=x onerror=y>"
    )
    text = shown(token).content.decode()
    assert set(re.findall(r"<\s*/?([a-z0-9]+)", text)) <= {
        "section", "h2", "h3", "ul", "li", "p", "dl", "dt", "dd", "strong",
    }  # fmt: skip
    assert re.search(r"\son\w+\s*=|style\s*=|javascript:", re.sub(r"&lt;.*?&gt;", "", text)) is None


@pytest.mark.parametrize("wrong", ["x", "a" * 43, "%00", "nouveau"])
def test_another_address_leads_nowhere(world, token, wrong):
    assert shown(wrong).status_code == 404
    assert shown(wrong, "page/").status_code == 404


def test_a_renewed_address_ends_the_former(world, token):
    newer = renew_listing(world.claire)
    assert shown(token).status_code == 404
    assert shown(newer).status_code == 200
    close_listing(world.claire)
    assert shown(newer).status_code == 404


def test_each_organisation_has_its_own(world, token):
    ada = join(world.region, "ada", "Ada Roy", Role.ADMINISTRATOR)
    other = shown(renew_listing(ada)).content.decode()
    assert "Région d’essai" in other
    assert "Service externe" not in other
    assert shown(token).status_code == 200


@pytest.mark.parametrize("path", ["", "page/"])
def test_without_a_site_nobody_frames_it_nor_reads_it_from_a_page(world, token, path):
    page = shown(token, path, Origin="https://ailleurs.example")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in page
    assert "script" not in page["Content-Security-Policy"]
    assert "default-src 'none'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["", "page/"])
def test_the_sites_that_were_named_frame_it_and_read_it_and_no_other(world, token, path):
    allow_origins(world.claire, ["https://intranet.exemple.fr", "http://portail:8080/"])
    page = shown(token, path, Origin="http://portail:8080")
    assert (
        "frame-ancestors http://portail:8080 https://intranet.exemple.fr" in page["Content-Security-Policy"]
    )
    assert "X-Frame-Options" not in page
    assert page["Access-Control-Allow-Origin"] == "http://portail:8080"
    assert page["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Origin" in page["Vary"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in shown(
        token, path, Origin="https://intranet.exemple.fr.mal.example"
    )
    assert not page.cookies


def test_other_pages_stay_unframed(world, signed_in, token):
    allow_origins(world.claire, ["https://intranet.exemple.fr"])
    page = signed_in(world.alice).get("/systemes/")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_suspended_system_is_said_to_be(world, token):
    suspend_system(world.bruno, "service-externe", reason="Il invente.")
    text = shown(token).content.decode()
    assert "Suspendu" in text
    assert "Il invente." not in text


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://intranet.exemple.fr", "https://intranet.exemple.fr"),
        (" HTTPS://Intranet.Exemple.fr/ ", "https://intranet.exemple.fr"),
        ("https://intranet.exemple.fr:443", "https://intranet.exemple.fr"),
        ("http://portail:8080", "http://portail:8080"),
    ],
)
def test_a_site_is_named_as_a_browser_names_it(written, origin):
    assert origin_of(written) == origin


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "https://*.exemple.fr",
        "exemple.fr",
        "https://",
        "https://exemple.fr/page",
        "https://exemple.fr?x",
        "https://exemple.fr; script-src *",
        "https://exemple.fr 'unsafe-inline'",
        "https://a.fr\r\nX: y",
        "https://moi@exemple.fr",
        "https://exemple.fr:99999",
        "file:///etc",
        "data:text/html,x",
        "https://[::1",
    ],
)
def test_what_is_no_site_is_refused(wrong):
    with pytest.raises(OriginInvalid):
        origin_of(wrong)


@given(st.text(max_size=60) | st.from_regex(r"https?://[^\n]{0,40}", fullmatch=True))
def test_nothing_but_a_site_ever_reaches_the_headers(text):
    try:
        origin = origin_of(text)
    except OriginInvalid:
        return
    assert re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]+)?", origin)


@pytest.mark.parametrize("name", ["alice", "bruno", "dsi", "auditor"])
def test_nobody_but_an_administrator_makes_the_address(world, signed_in, name):
    person = getattr(world, name, None) or join(world.departement, name, "Une Personne", Role(name))
    for attempt in (
        lambda: renew_listing(person),
        lambda: close_listing(person),
        lambda: allow_origins(person, []),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    client = signed_in(person)
    assert client.get(SETTINGS).status_code == 403
    assert client.post(f"{SETTINGS}adresse/").status_code == 403
    assert client.post(f"{SETTINGS}fermer/").status_code == 403


def test_the_page_makes_the_address_shows_it_once_and_names_the_sites(world, signed_in, journalled):
    claire = signed_in(world.claire)
    assert "Aucune adresse" in claire.get(SETTINGS).content.decode()
    made = claire.post(f"{SETTINGS}adresse/").content.decode()
    token = re.search(r"/systemes/fragment/([\w-]{43})/", made)[1]
    assert shown(token).status_code == 200
    assert token not in claire.get(SETTINGS).content.decode()
    assert token not in str(Listing.objects.values())
    wrong = claire.post(SETTINGS, {"origins": "https://intranet.exemple.fr\nexemple.fr"})
    assert wrong.status_code == 400
    assert "« exemple.fr » n’est pas l’adresse" in wrong.content.decode().replace("\u00a0", " ")
    assert Listing.objects.get().origins == []
    assert claire.post(SETTINGS, {"origins": "https://intranet.exemple.fr\n\n"}).status_code == 302
    assert Listing.objects.get().origins == ["https://intranet.exemple.fr"]
    assert claire.post(f"{SETTINGS}fermer/").status_code == 302
    assert Listing.objects.count() == 0
    assert [entry.change for entry in journalled() if entry.kind == "record.changed"] == [
        "created",
        "amended",
        "closed",
    ]
