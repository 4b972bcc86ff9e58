"""Making a key of the gateway: shown once, kept as a hash."""

import re

import pytest
from django.test import Client

from garant.directory import queries
from garant.directory.actions import KEYS_AT_ONCE, create_key
from garant.directory.errors import KeyLabelMissing, PersonInactive, TooManyKeys
from garant.directory.keys import assistant_key, hash_of
from garant.directory.models import ApiKey
from garant.journal import RecordChanged

pytestmark = pytest.mark.django_db


def test_an_agent_makes_a_key_that_is_shown_once(world, signed_in, journalled):
    alice = signed_in(world.alice)
    page = alice.post("/compte/cles/", {"label": "Tableur"}).content.decode()
    (text,) = set(re.findall(r"sk-garant-[\w-]{43}", page))
    (key,) = queries.keys_of(world.alice)
    assert key.hash == hash_of(text)
    assert text not in alice.get("/compte/").content.decode()
    assert journalled()[-1] == RecordChanged(
        organisation="departement-essai", person=str(world.alice.id), record=f"key:{key.id}", change="created"
    )


def test_the_key_itself_is_nowhere_in_the_database(world):
    key, text = create_key(world.alice, label="Tableur")
    assert text not in repr(ApiKey.objects.values().get())
    assert text.startswith(key.prefix)
    assert len(key.prefix) < 20


@pytest.mark.parametrize("name", ["bruno", "claire", "chloe"])
def test_everyone_makes_keys_for_themselves(world, name):
    person = getattr(world, name)
    key, _ = create_key(person, label="Outil")
    assert queries.keys_of(person) == [key]
    assert queries.keys_of(world.alice) == []


def test_a_visitor_makes_no_key(world):
    assert Client().post("/compte/cles/", {"label": "Outil"})["location"].startswith("/connexion/")
    assert not ApiKey.objects.exists()


def test_a_key_without_a_use_is_refused(world, signed_in):
    assert signed_in(world.alice).post("/compte/cles/", {"label": " "}).status_code == 400
    with pytest.raises(KeyLabelMissing):
        create_key(world.alice, label="  ")


def test_a_closed_account_makes_no_key(world):
    world.alice.is_active = False
    with pytest.raises(PersonInactive):
        create_key(world.alice, label="Outil")


def test_nobody_heaps_up_keys(world, signed_in):
    for rank in range(KEYS_AT_ONCE):
        create_key(world.alice, label=f"Outil {rank}")
    with pytest.raises(TooManyKeys):
        create_key(world.alice, label="Un de trop")
    page = signed_in(world.alice).post("/compte/cles/", {"label": "Un de trop"})
    assert page.status_code == 409
    assert "20 clés ouvertes" in page.content.decode()


def test_each_organisation_has_its_own_assistant_key(world):
    assert assistant_key("departement-essai") == assistant_key("departement-essai")
    assert assistant_key("departement-essai") != assistant_key("region-essai")
