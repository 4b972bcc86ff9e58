"""The demonstration: in place at each start, and shut where others could come in."""

import dataclasses

import pytest
from django.test import Client

from garant.catalogue import queries as catalogue
from garant.charter import shipped_charters
from garant.directory import queries as directory
from garant.directory.actions import change_password
from garant.directory.errors import NotAllowed
from garant.federation import actions as federation
from garant.federation.queries import own_membership
from garant.localmodel.choice import Choice
from garant.localmodel.choice import Kind as ModelKind
from garant.web import demonstration
from garant.words import Zone

pytestmark = pytest.mark.django_db


@dataclasses.dataclass
class Model:
    """A supervisor that has chosen, as far as the seed looks at it."""

    choice: Choice
    url: str | None


LOCAL = Model(
    Choice(ModelKind.LOCAL, "Petit modèle", "petit", key_env="GARANT_MODEL_KEY"), "http://127.0.0.1:41000/v1"
)
NONE = Model(Choice(ModelKind.NONE, "aucun modèle", ""), None)
GIVEN = Model(
    Choice(ModelKind.GIVEN, "gros (gpu.exemple.fr)", "gros", "https://gpu.exemple.fr/v1"),
    "https://gpu.exemple.fr/v1",
)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    """What the organisations live is another file's subject, and seconds of work."""
    monkeypatch.setattr(demonstration, "live", lambda *_, **__: False)
    demonstration._shown_once.clear()
    demonstration._encoded.cache_clear()


def seed(model=LOCAL, **environ):
    demonstration.seed(model, environ=environ)


def exposed(settings):
    settings.GARANT = dataclasses.replace(settings.GARANT, host="0.0.0.0")


def systems_of(email):
    return {system.slug: system for system in catalogue.systems_visible_to(directory.person_by_email(email))}


def test_two_organisations_stand_with_their_people_charters_and_systems():
    seed()
    assert [each.slug for each in directory.organisations()] == ["haute-durance", "grand-midi"]
    assert {house.charter for house in demonstration.HOUSES} <= set(shipped_charters())
    iris = systems_of("admin@haute-durance.example")
    assert {slug: system.zone for slug, system in iris.items()} == {
        "iris": "internal",
        "service-externe": "external",
    }
    assert iris["iris"].reroute_target
    assert set(systems_of("admin@grand-midi.example")) == {"cigale"}
    roles = {
        role
        for account in demonstration.accounts()
        for role in directory.person_by_email(account.email).roles
    }
    assert {
        "dpo",
        "rssi",
        "administrator",
        "dsi",
        "dgs",
        "referent",
        "legal",
        "auditor",
        "committee",
    } <= roles


def test_the_systems_offered_are_those_that_the_charter_opens():
    seed()
    agent = directory.person_by_email("agent@haute-durance.example")
    assert {system.zone for system in catalogue.offered_to(agent)} == {Zone.INTERNAL, Zone.EXTERNAL}
    assert [s.slug for s in catalogue.offered_to(directory.person_by_email("agent@grand-midi.example"))] == [
        "cigale"
    ]


def test_every_printed_account_signs_in():
    seed()
    assert len(demonstration.accounts()) == 16
    for account in demonstration.accounts():
        answer = Client().post("/connexion/", {"email": account.email, "password": account.password})
        assert answer.status_code == 302, account.email


def test_a_second_start_changes_nothing(journalled):
    seed()
    count = len(journalled())
    before = directory.revision()
    seed()
    assert (len(journalled()), directory.revision()) == (count, before)


def test_the_address_of_the_model_is_followed():
    seed()
    seed(dataclasses.replace(LOCAL, url="http://127.0.0.1:42000/v1"))
    for system in systems_of("admin@haute-durance.example").values():
        assert system.upstream_url == "http://127.0.0.1:42000/v1"


def test_the_played_external_service_says_that_it_is_played():
    seed()
    card = systems_of("admin@haute-durance.example")["service-externe"]
    assert card.name == "Démonstration d’un service externe"
    assert "Ce n’est pas un vrai service externe" in card.card


def test_a_real_external_service_takes_its_place():
    seed(
        LOCAL,
        GARANT_EXTERNAL_URL="https://api.exemple.com/v1/",
        GARANT_EXTERNAL_KEY="k",
        GARANT_EXTERNAL_MODEL="m",
    )
    card = systems_of("admin@haute-durance.example")["service-externe"]
    assert (card.upstream_url, card.upstream_model, card.key_env, card.host) == (
        "https://api.exemple.com/v1",
        "m",
        "GARANT_EXTERNAL_KEY",
        "api.exemple.com",
    )
    seed()  # back to the played one at a later start without it
    assert systems_of("admin@haute-durance.example")["service-externe"].host != "api.exemple.com"


def test_a_given_model_is_named_by_its_host_and_its_footprint_is_not_invented():
    seed(GIVEN)
    iris = systems_of("admin@haute-durance.example")["iris"]
    assert iris.host == "gpu.exemple.fr"
    assert "vérifiez que c’est bien une machine de votre organisation" in iris.card
    assert iris.footprint_parameters is None


def test_without_a_model_everything_stands_but_an_answer():
    seed(NONE)
    assert systems_of("admin@haute-durance.example")["iris"].upstream_url == demonstration._NOWHERE


def test_a_changed_password_is_no_longer_printed_and_is_kept():
    seed()
    agent = directory.person_by_email("agent@haute-durance.example")
    change_password(agent, password="une phrase à moi, longue")
    seed()
    assert "agent@haute-durance.example" not in {account.email for account in demonstration.accounts()}
    assert directory.person_by_email("agent@haute-durance.example").check_password("une phrase à moi, longue")


def test_where_others_can_come_in_no_account_has_the_printed_password(settings):
    exposed(settings)
    seed()
    accounts = demonstration.accounts()
    assert len({account.password for account in accounts}) == len(accounts) == 16
    for account in accounts:
        person = directory.person_by_email(account.email)
        assert not person.check_password(demonstration.PASSWORD)
        assert person.check_password(account.password)
        assert person.must_change_password


def test_opening_an_existing_demonstration_renews_the_printed_passwords_alone(settings):
    seed()
    change_password(
        directory.person_by_email("agent@haute-durance.example"), password="une phrase à moi, longue"
    )
    exposed(settings)
    seed()
    assert len(demonstration.accounts()) == 15
    for house in demonstration.HOUSES:
        for seat in house.seats:
            person = directory.person_by_email(f"{seat.name}@{house.slug}.example")
            assert not person.check_password(demonstration.PASSWORD)
    assert directory.person_by_email("agent@haute-durance.example").check_password("une phrase à moi, longue")


def test_the_names_of_a_new_password_are_shown_at_that_start_alone(settings):
    exposed(settings)
    seed()
    demonstration._shown_once.clear()  # the next process
    seed()
    assert demonstration.accounts() == []


def test_a_life_that_the_rooms_refuse_does_not_stop_the_start(monkeypatch, caplog):
    def refused(*_, **__):
        raise NotAllowed(roles="DGS")

    monkeypatch.setattr(demonstration, "live", refused)
    seed()
    assert caplog.text.count("the life of") == 2
    assert len(demonstration.accounts()) == 16


def test_the_two_are_a_network_until_somebody_ends_it():
    seed()
    seed()
    claire = directory.person_by_email("admin@haute-durance.example")
    [offer] = catalogue.offers_to(claire)
    assert (offer.organisation.slug, offer.slug) == ("grand-midi", "cigale")
    federation.end_membership(claire, own_membership(claire).id)
    seed()
    assert own_membership(claire) is None
