"""Resetting someone's password, and changing one's own."""

import re

import pytest
from django.test import Client

from garant.directory.actions import change_password, initial_password, reset_password
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person
from world import PASSWORD

NEW = "quatre mots bien choisis"
OWN = "/compte/mot-de-passe/"

pytestmark = pytest.mark.django_db


def change(client, **fields):
    return client.post(OWN, {"current": PASSWORD, "new": NEW, "again": NEW, **fields})


def test_alice_changes_her_own_password_and_stays_signed_in(world, signed_in):
    alice = signed_in(world.alice)
    assert change(alice).status_code == 302
    assert Person.objects.get(id=world.alice.id).check_password(NEW)
    assert alice.get("/compte/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"current": "faux"}, "Ce n’est pas votre mot de passe actuel."),
        ({"again": "autre chose de long"}, "Les deux saisies diffèrent"),
        ({"new": "court", "again": "court"}, "trop court"),
        ({"new": "123456789012345", "again": "123456789012345"}, "entièrement numérique"),
        ({"new": "alice.martin", "again": "alice.martin"}, "trop semblable"),
        ({"new": PASSWORD, "again": PASSWORD}, "votre mot de passe actuel"),
    ],
)
def test_a_password_that_does_not_hold_is_refused_with_its_reason(world, signed_in, fields, said):
    page = change(signed_in(world.alice), **fields)
    assert page.status_code == 400
    assert said in page.content.decode()
    assert Person.objects.get(id=world.alice.id).check_password(PASSWORD)


def test_a_refused_password_is_not_sent_back_in_the_page(world, signed_in):
    page = change(signed_in(world.alice), again="tout autre chose")
    assert NEW not in page.content.decode()
    assert PASSWORD not in page.content.decode()


def test_a_visitor_changes_no_password(world):
    assert change(Client())["location"].startswith("/connexion/")


def test_the_administrator_gives_a_new_initial_password(world, signed_in, journalled):
    page = signed_in(world.claire).post(f"/administration/personnes/{world.alice.id}/mot-de-passe/")
    (password,) = re.findall(r'<code class="once">([^<]+)</code>', page.content.decode())
    alice = Person.objects.get(id=world.alice.id)
    assert alice.check_password(password)
    assert alice.must_change_password
    assert journalled()[-1].record == f"password:{alice.id}"
    assert alice.seal_era == world.alice.seal_era + 1


def test_a_password_that_one_changes_oneself_loses_nothing(world):
    change_password(world.alice, password="une autre longue phrase")
    assert Person.objects.get(id=world.alice.id).seal_era == 1


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe", "david"])
def test_nobody_else_resets_a_password(world, signed_in, name):
    person = getattr(world, name)
    address = f"/administration/personnes/{world.alice.id}/mot-de-passe/"
    assert signed_in(person).post(address).status_code == 403
    with pytest.raises(NotAllowed):
        reset_password(person, world.alice.id)


def test_an_administrator_elsewhere_does_not_find_alice(world):
    world.chloe.assignments.create(role=Role.ADMINISTRATOR)
    with pytest.raises(NotFound):
        reset_password(Person.objects.get(id=world.chloe.id), world.alice.id)
    assert Person.objects.get(id=world.alice.id).check_password(PASSWORD)


def test_initial_passwords_differ_and_hold_no_look_alikes():
    made = {initial_password() for _ in range(50)}
    assert len(made) == 50
    assert not set("".join(made)) & set("il1o0")
