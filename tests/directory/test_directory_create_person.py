"""An administrator creates an account."""

import re

import pytest
from django.test import Client

from garant.directory import queries
from garant.directory.actions import create_person
from garant.directory.errors import EmailTaken, NotAllowed
from garant.directory.kinds import Kind, Role

FIELDS = {"email": "Eve@Essai.example", "full_name": "Ève Blanc", "kind": "trainee", "roles": ["referent"]}
PAGE = "/administration/personnes/nouvelle/"

pytestmark = pytest.mark.django_db


def test_the_administrator_creates_an_account_whose_password_is_shown_once(world, signed_in, journalled):
    page = signed_in(world.claire).post(PAGE, FIELDS)
    eve = queries.person_by_email("eve@essai.example")
    assert eve is not None
    assert (eve.organisation, eve.roles, eve.must_change_password) == (
        world.departement,
        {Role.REFERENT},
        True,
    )
    (password,) = re.findall(r'<code class="once">([^<]+)</code>', page.content.decode())
    assert eve.check_password(password)
    entry = journalled()[-1]
    assert (entry.record, entry.change, entry.person) == (
        f"person:{eve.id}",
        "created",
        str(world.claire.id),
    )


def test_the_new_person_chooses_a_password_before_anything_else(world, signed_in):
    eve, _ = create_person(
        world.claire, email="eve@essai.example", full_name="Ève", kind=Kind.AGENT, roles=[]
    )
    client = signed_in(eve)
    for address in ("/", "/charte/", "/assistant/", "/administration/"):
        assert client.get(address)["location"] == "/compte/mot-de-passe/"
    assert client.get("/compte/mot-de-passe/").status_code == 200
    assert client.get("/o/departement-essai/charte/").status_code == 200


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe", "david"])
def test_nobody_else_creates_accounts(world, signed_in, name):
    person = getattr(world, name)
    with pytest.raises(NotAllowed):
        create_person(person, email="eve@essai.example", full_name="Ève", kind=Kind.AGENT, roles=[])
    assert signed_in(person).post(PAGE, FIELDS).status_code == 403
    assert queries.person_by_email("eve@essai.example") is None


def test_a_visitor_creates_nothing(world):
    assert Client().post(PAGE, FIELDS).status_code == 302
    assert queries.person_by_email("eve@essai.example") is None


def test_an_address_of_another_organisation_is_taken_too(world, signed_in):
    with pytest.raises(EmailTaken):
        create_person(world.claire, email=world.chloe.email.upper(), full_name="X", kind=Kind.AGENT, roles=[])
    page = signed_in(world.claire).post(PAGE, {**FIELDS, "email": world.chloe.email})
    assert page.status_code == 400
    assert "Un compte existe déjà avec cette adresse." in page.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"email": "pas une adresse"}, {"full_name": ""}, {"kind": "roi"}, {"roles": ["tout"]}]
)
def test_a_mistake_is_told_beside_its_field(world, signed_in, wrong):
    page = signed_in(world.claire).post(PAGE, {**FIELDS, **wrong})
    assert page.status_code == 400
    assert 'class="error"' in page.content.decode()
