"""An administrator changes who someone is here, or closes an account."""

import pytest
from django.test import Client

from garant.directory.actions import amend_person
from garant.directory.errors import LastAdministrator, NotAllowed, NotFound
from garant.directory.kinds import Kind, Role
from garant.directory.models import Person

FIELDS = {"full_name": "Alice Martin-Roy", "kind": "agent", "roles": ["rssi"], "active": "on"}

pytestmark = pytest.mark.django_db


def page_of(person):
    return f"/administration/personnes/{person.id}/"


def test_the_administrator_gives_a_role(world, signed_in, journalled):
    assert signed_in(world.claire).post(page_of(world.alice), FIELDS).status_code == 302
    alice = Person.objects.get(id=world.alice.id)
    assert (alice.full_name, alice.roles) == ("Alice Martin-Roy", {Role.RSSI})
    assert journalled()[-1].change == "amended"


def test_closing_an_account_is_journalled_as_closed(world, signed_in, journalled):
    signed_in(world.claire).post(page_of(world.alice), {**FIELDS, "active": ""})
    assert not Person.objects.get(id=world.alice.id).is_active
    assert journalled()[-1].change == "closed"


@pytest.mark.parametrize("name", ["alice", "bruno"])
def test_an_agent_and_the_dpo_change_nobody(world, signed_in, name):
    assert signed_in(getattr(world, name)).post(page_of(world.alice), FIELDS).status_code == 403
    with pytest.raises(NotAllowed):
        amend_person(
            getattr(world, name), world.alice.id, full_name="X", kind=Kind.AGENT, roles=[], active=True
        )


def test_an_administrator_of_another_organisation_does_not_find_alice(world, signed_in):
    world.chloe.assignments.create(role=Role.ADMINISTRATOR)
    chloe = Person.objects.get(id=world.chloe.id)
    with pytest.raises(NotFound):
        amend_person(chloe, world.alice.id, full_name="X", kind=Kind.AGENT, roles=[], active=True)
    for answer in (
        signed_in(chloe).get(page_of(world.alice)),
        signed_in(chloe).post(page_of(world.alice), FIELDS),
    ):
        assert answer.status_code == 404
        assert "Alice" not in answer.content.decode()


def test_a_visitor_changes_nobody(world):
    assert Client().post(page_of(world.alice), FIELDS).status_code == 302
    assert Person.objects.get(id=world.alice.id).full_name == "Alice Martin"


def test_the_last_administrator_keeps_the_role_and_nothing_is_half_written(world, signed_in):
    page = signed_in(world.claire).post(page_of(world.claire), {**FIELDS, "full_name": "Autre"})
    assert page.status_code == 400
    assert "plus personne pour administrer" in page.content.decode()
    claire = Person.objects.get(id=world.claire.id)
    assert (claire.full_name, claire.roles) == ("Claire Durand", {Role.ADMINISTRATOR})


def test_with_a_second_administrator_the_first_may_leave(world):
    amend_person(
        world.claire,
        world.alice.id,
        full_name="Alice",
        kind=Kind.AGENT,
        roles=[Role.ADMINISTRATOR],
        active=True,
    )
    amend_person(world.claire, world.claire.id, full_name="Claire", kind=Kind.AGENT, roles=[], active=False)
    with pytest.raises(LastAdministrator):
        amend_person(
            Person.objects.get(id=world.alice.id),
            world.alice.id,
            full_name="Alice",
            kind=Kind.AGENT,
            roles=[],
            active=True,
        )
