"""Signing in by an OpenID provider: forged answers, for what no provider should ever send, and what each leads to."""

import base64
import json
import time
import urllib.parse
from dataclasses import replace

import pytest
from django.test import Client
from joserfc.jwk import RSAKey

from garant.directory.actions import create_person
from garant.directory.kinds import Kind, Role
from garant.directory.models import ExternalIdentity, Person
from garant.directory.oidc import transport
from garant.directory.oidc.errors import ProviderUnreachable
from garant.journal import SignedIn
from oidc_idp import ISSUER, OURS, SIRET, Idp, come_back, go, somebody
from world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def signer() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "une"})


@pytest.fixture(scope="module")
def stranger() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "une"})


@pytest.fixture
def house(world: World) -> World:
    world.departement.siret = SIRET
    world.departement.save()
    return world


@pytest.fixture
def idp(signer: RSAKey, settings, monkeypatch, house: World) -> Idp:
    settings.GARANT_OIDC = OURS
    made = Idp(signer)
    made.userinfo = {"email": house.alice.email}
    monkeypatch.setattr(transport, "ask", made.ask)
    return made


def test_alice_comes_in_by_her_siret_and_her_address(idp, house, journalled):
    client = Client()
    sent = go(idp, client)
    before = client.session.session_key
    answer = client.get("/connexion/oidc/retour/", {"code": "c", "state": sent["state"]})
    assert (answer.status_code, answer["location"]) == (302, "/")
    assert somebody(client) == str(house.alice.id)
    assert client.session.session_key != before
    assert journalled()[-1] == SignedIn(
        organisation="departement-essai", person=str(house.alice.id), means="oidc"
    )


def test_the_browser_leaves_with_pkce_a_state_and_a_nonce_and_comes_back_to_the_page_it_asked_for(idp):
    client = Client()
    sent = go(idp, client, next="/preuves/")
    assert sent["code_challenge_method"] == "S256"
    assert sent["redirect_uri"] == "http://testserver/connexion/oidc/retour/"
    answer = client.get("/connexion/oidc/retour/", {"code": "c", "state": sent["state"]})
    assert answer["location"] == "/preuves/"
    form = dict(urllib.parse.parse_qsl((idp.asked[0].data or b"").decode()))
    assert len(form["code_verifier"]) >= 43
    assert form["client_secret"] == "un secret"


@pytest.mark.parametrize("target", ["https://mechant.example/", "//mechant.example/"])
def test_nobody_is_sent_to_another_site_on_the_way_back(idp, target):
    client = Client()
    sent = go(idp, client, next=target)
    assert client.get("/connexion/oidc/retour/", {"code": "c", "state": sent["state"]})["location"] == "/"


def test_a_signed_userinfo_is_read_as_proconnect_sends_it(idp, house):
    idp.signed_userinfo = True
    client = Client()
    assert come_back(idp, client).status_code == 302
    assert somebody(client) == str(house.alice.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://ailleurs.example"},
        {"aud": "un-autre"},
        {"nonce": "un autre"},
        {"exp": 1},
        {"azp": "un-autre"},
        {"at_hash": "faux"},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_for_us_now_signs_nobody_in(idp, wrong, caplog):
    idp.id_claims = wrong
    client = Client()
    answer = come_back(idp, client)
    assert answer.status_code == 502
    assert somebody(client) is None
    assert "alice" not in caplog.text
    assert "ProviderAnswerUnfit" in caplog.text


@pytest.mark.parametrize("signed", [True, False])
def test_a_wrong_signature_signs_nobody_in(idp, stranger, signed):
    idp.signed_userinfo, idp.signer = signed, stranger
    client = Client()
    assert come_back(idp, client).status_code == 502
    assert somebody(client) is None


def test_a_userinfo_signed_for_another_or_about_another_signs_nobody_in(idp):
    idp.signed_userinfo = True
    for wrong in ({"aud": "un-autre"}, {"sub": "sujet-2"}):
        idp.userinfo = wrong
        client = Client()
        assert come_back(idp, client).status_code == 502
        assert somebody(client) is None


def test_an_unsigned_id_token_signs_nobody_in(idp, monkeypatch):
    def bare(claims):
        parts = (json.dumps(each).encode() for each in ({"alg": "none"}, claims))
        return b".".join(base64.urlsafe_b64encode(each).rstrip(b"=") for each in parts).decode() + "."

    monkeypatch.setattr(idp, "sign", bare)
    client = Client()
    assert come_back(idp, client).status_code == 502
    assert somebody(client) is None


def test_a_state_serves_once_and_only_in_its_browser(idp):
    client = Client()
    sent = go(idp, client)
    back = {"code": "c", "state": sent["state"]}
    assert Client().get("/connexion/oidc/retour/", back).status_code == 400
    assert client.get("/connexion/oidc/retour/", back).status_code == 302
    client.post("/deconnexion/")
    replayed = client.get("/connexion/oidc/retour/", back)
    assert replayed.status_code == 400
    assert "n’est plus valable" in replayed.content.decode()


def test_a_wrong_state_uses_the_question_up(idp):
    client = Client()
    sent = go(idp, client)
    assert client.get("/connexion/oidc/retour/", {"code": "c", "state": "x"}).status_code == 400
    assert client.get("/connexion/oidc/retour/", {"code": "c", "state": sent["state"]}).status_code == 400


def test_a_question_that_waited_too_long_is_closed(idp):
    client = Client()
    sent = go(idp, client)
    session = client.session
    session["oidc_question"] |= {"at": time.time() - 601}
    session.save()
    assert client.get("/connexion/oidc/retour/", {"code": "c", "state": sent["state"]}).status_code == 400


def test_a_person_who_declines_is_told_so_and_an_answer_of_another_provider_is_refused(idp):
    assert come_back(idp, Client(), code="", error="access_denied").status_code == 403
    assert come_back(idp, Client(), iss="https://ailleurs.example").status_code == 400


def test_a_provider_that_is_down_gives_a_page_that_says_so(idp, monkeypatch, caplog):
    client = Client()
    sent = go(idp, client)

    def silent(request):
        raise ProviderUnreachable

    monkeypatch.setattr(transport, "ask", silent)
    answer = client.get("/connexion/oidc/retour/", {"code": "secret-code", "state": sent["state"]})
    assert answer.status_code == 502
    assert "ne répond pas" in answer.content.decode()
    assert "secret-code" not in caplog.text + answer.content.decode()


@pytest.mark.parametrize("siret", ["73282932000074", "", "pas un numéro"])
def test_an_unknown_siret_says_whom_to_ask(idp, siret):
    idp.userinfo["siret"] = siret
    client = Client()
    answer = come_back(idp, client)
    assert answer.status_code == 403
    assert "vérifier le SIRET" in answer.content.decode()
    assert somebody(client) is None


def test_a_siret_of_two_organisations_leads_to_neither(idp, house):
    house.region.siret = SIRET
    house.region.save()
    assert come_back(idp, Client()).status_code == 403


def test_without_a_siret_the_one_organisation_of_the_settings_is_meant(idp, settings, house):
    settings.GARANT_OIDC = replace(OURS, organisation="departement-essai")
    idp.userinfo["siret"] = ""
    client = Client()
    assert come_back(idp, client).status_code == 302
    assert somebody(client) == str(house.alice.id)


def test_someone_of_another_organisation_is_unknown_here_even_where_accounts_are_made(idp, settings, house):
    settings.GARANT_OIDC = replace(OURS, creates=True)
    idp.userinfo["email"] = house.chloe.email
    client = Client()
    answer = come_back(idp, client)
    assert answer.status_code == 403
    assert "Région" not in answer.content.decode()
    assert somebody(client) is None
    assert not ExternalIdentity.objects.exists()


def test_an_unknown_agent_is_refused_unless_the_installation_makes_accounts(idp, settings, house):
    idp.userinfo = {"email": "Zoe@Essai.example", "given_name": "Zoé", "usual_name": "Blanc"}
    assert come_back(idp, Client()).status_code == 403
    settings.GARANT_OIDC = replace(OURS, creates=True)
    client = Client()
    assert come_back(idp, client).status_code == 302
    zoe = Person.objects.get(id=somebody(client))
    assert (zoe.email, zoe.full_name, zoe.organisation, zoe.roles) == (
        "zoe@essai.example",
        "Zoé Blanc",
        house.departement,
        frozenset(),
    )
    assert not zoe.has_usable_password()


@pytest.mark.parametrize("wrong", [{"email": ""}, {"email_verified": False}, {"email_verified": "false"}])
def test_an_address_that_nobody_vouches_for_names_nobody(idp, wrong):
    idp.userinfo |= wrong
    assert come_back(idp, Client()).status_code == 403


def test_a_closed_account_does_not_sign_in_by_the_provider_and_its_refusal_is_journalled(
    idp, house, journalled
):
    house.alice.is_active = False
    house.alice.save()
    assert come_back(idp, Client()).status_code == 403
    refused = [each for each in journalled() if isinstance(each, SignedIn)]
    assert [(each.success, each.means) for each in refused] == [(False, "oidc")]


def test_the_subject_is_followed_when_the_address_changes_and_another_subject_is_not_let_in(
    idp, house, signed_in
):
    come_back(idp, Client())
    idp.userinfo["email"] = "alice.mariee@departement-essai.example"
    again = Client()
    assert come_back(idp, again).status_code == 302
    assert somebody(again) == str(house.alice.id)
    # The address was given to someone new: another subject, until an administrator says so.
    idp.id_claims = {"sub": "sujet-2"}
    idp.userinfo = {"email": house.alice.email, "sub": "sujet-2"}
    assert come_back(idp, Client()).status_code == 403
    assert (
        signed_in(house.alice).post(f"/administration/personnes/{house.alice.id}/delier/").status_code == 403
    )
    claire = signed_in(house.claire)
    assert "Délier" in claire.get(f"/administration/personnes/{house.alice.id}/").content.decode()
    assert claire.post(f"/administration/personnes/{house.alice.id}/delier/").status_code == 302
    assert come_back(idp, Client()).status_code == 302


def test_a_password_that_was_handed_over_closes_when_its_person_comes_by_the_provider(idp, house):
    eve, password = create_person(
        house.claire, email="eve@essai.example", full_name="Ève", kind=Kind.AGENT, roles=[Role.DPO]
    )
    idp.userinfo["email"] = eve.email
    client = Client()
    come_back(idp, client)
    assert client.get("/").status_code == 200
    assert not Person.objects.get(id=eve.id).check_password(password)


def test_an_assurance_that_is_not_enough_is_refused(idp, settings):
    settings.GARANT_OIDC = replace(OURS, acr_values=("eidas2", "eidas3"))
    client = Client()
    assert go(idp, client)["acr_values"] == "eidas2 eidas3"
    idp.id_claims = {"acr": "eidas1"}
    assert come_back(idp, Client()).status_code == 403
    idp.id_claims = {"acr": "eidas2"}
    assert come_back(idp, Client()).status_code == 302


def test_leaving_offers_to_close_the_provider_s_session_too_once(idp):
    client = Client()
    come_back(idp, client)
    client.post("/deconnexion/")
    assert "La fermer aussi" in client.get("/connexion/").content.decode()
    address = client.get("/connexion/oidc/deconnexion/")["location"]
    said = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    assert address.startswith(f"{ISSUER}/logout?")
    assert said["post_logout_redirect_uri"] == "http://testserver/connexion/"
    assert said["id_token_hint"]
    assert client.get("/connexion/oidc/deconnexion/")["location"] == "/connexion/"


def test_no_button_and_no_page_where_no_provider_is_set(world, settings):
    settings.GARANT_OIDC = None
    assert "oidc" not in Client().get("/connexion/").content.decode()
    for path in ("/connexion/oidc/", "/connexion/oidc/retour/?code=c&state=s"):
        assert Client().get(path).status_code == 404


def test_the_button_names_the_provider(idp):
    assert "Se connecter avec ProConnect" in Client().get("/connexion/?next=/preuves/").content.decode()
