"""Revoking a key: one's own, for good."""

import uuid

import pytest
from django.test import Client

from garant.directory import queries
from garant.directory.actions import amend_person, create_key, revoke_key
from garant.directory.errors import NotFound
from garant.directory.kinds import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(world):
    return create_key(world.alice, label="Tableur")[0]


def test_alice_revokes_her_key(world, key, signed_in, journalled):
    answer = signed_in(world.alice).post(f"/compte/cles/{key.id}/revoquer/")
    assert answer.status_code == 302
    assert queries.key_of(world.alice, key.id).revoked_at is not None
    assert journalled()[-1].change == "closed"
    assert queries.published_keys() == []


def test_a_key_that_is_not_revoked_is_published(world, key):
    assert queries.published_keys() == [key]


@pytest.mark.parametrize("name", ["bruno", "claire", "chloe", "david"])
def test_nobody_revokes_the_key_of_another(world, key, signed_in, name):
    person = getattr(world, name)
    with pytest.raises(NotFound):
        revoke_key(person, key.id)
    assert signed_in(person).post(f"/compte/cles/{key.id}/revoquer/").status_code == 404
    assert queries.key_of(world.alice, key.id).revoked_at is None


def test_a_visitor_revokes_nothing(world, key):
    assert Client().post(f"/compte/cles/{key.id}/revoquer/").status_code == 302
    assert queries.key_of(world.alice, key.id).revoked_at is None


def test_a_key_that_does_not_exist_is_not_found(world):
    with pytest.raises(NotFound):
        revoke_key(world.alice, uuid.uuid4())


def test_the_keys_of_a_closed_account_open_nothing(world, key):
    amend_person(
        world.claire, world.alice.id, full_name="Alice Martin", kind=Kind.AGENT, roles=[], active=False
    )
    assert queries.published_keys() == []
