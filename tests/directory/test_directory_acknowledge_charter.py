"""Acknowledging the charter in force: the whole text, a statement, a version."""

import pytest
from django.test import Client

from garant.directory import queries
from garant.directory.actions import acknowledge_charter, put_charter_in_force
from garant.directory.errors import PersonInactive
from garant.journal import CharterAcknowledged
from world import CHARTER_DEPARTEMENT, build_world

PAGE = "/charte/prendre-connaissance/"
NEXT_VERSION = CHARTER_DEPARTEMENT.replace("version: 2026-11-01", "version: 2026-12-01")

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh(db):
    """The world before anyone has acknowledged anything."""
    return build_world(acknowledged=False)


def test_an_agent_acknowledges_the_version_in_force(fresh, signed_in, journalled):
    answer = signed_in(fresh.alice).post(PAGE, {"version": "2026-11-01"})
    assert answer.status_code == 302
    assert queries.has_acknowledged(fresh.alice)
    assert journalled()[-1] == CharterAcknowledged(
        organisation="departement-essai",
        person=str(fresh.alice.id),
        charter="departement-essai",
        version="2026-11-01",
        clause="lecture",
    )


def test_the_page_holds_every_clause_and_the_statement(fresh, signed_in):
    page = signed_in(fresh.alice).get(PAGE).content.decode()
    for clause in queries.policy_in_force(fresh.departement).clauses:
        assert f'id="clause-{clause}"' in page
    assert "J’ai lu la charte et je l’appliquerai." in page


def test_the_dpo_and_the_administrator_acknowledge_like_everyone(fresh):
    for person in (fresh.bruno, fresh.claire):
        assert not queries.has_acknowledged(person)
        acknowledge_charter(person)
        assert queries.has_acknowledged(person)


def test_chloe_acknowledges_the_charter_of_her_own_organisation(fresh, signed_in):
    signed_in(fresh.chloe).post(PAGE, {"version": "2026-11-02"})
    assert queries.has_acknowledged(fresh.chloe)
    assert queries.acknowledged_count(fresh.region, queries.policy_in_force(fresh.region)) == 1
    assert queries.acknowledged_count(fresh.departement, queries.policy_in_force(fresh.departement)) == 0


def test_a_visitor_is_sent_to_sign_in(fresh):
    assert Client().post(PAGE, {"version": "2026-11-01"})["location"].startswith("/connexion/")


def test_saying_it_twice_is_journalled_once(fresh, journalled):
    acknowledge_charter(fresh.alice)
    acknowledge_charter(fresh.alice)
    assert sum(isinstance(entry, CharterAcknowledged) for entry in journalled()) == 1


def test_a_closed_account_acknowledges_nothing(fresh):
    fresh.alice.is_active = False
    with pytest.raises(PersonInactive):
        acknowledge_charter(fresh.alice)


def test_a_new_version_is_acknowledged_anew(fresh):
    acknowledge_charter(fresh.alice)
    put_charter_in_force(fresh.claire, text=NEXT_VERSION)
    assert not queries.has_acknowledged(fresh.alice)


def test_a_page_left_open_over_a_new_version_acknowledges_nothing(fresh, signed_in):
    alice = signed_in(fresh.alice)
    alice.get(PAGE)
    put_charter_in_force(fresh.claire, text=NEXT_VERSION)
    answer = alice.post(PAGE, {"version": "2026-11-01"})
    assert answer["location"] == PAGE
    assert not queries.has_acknowledged(fresh.alice)


def test_the_assistant_sends_who_has_not_read_to_the_charter_and_back(fresh, signed_in):
    alice = signed_in(fresh.alice)
    assert alice.get("/assistant/")["location"] == PAGE
    assert alice.post(PAGE, {"version": "2026-11-01"})["location"] == "/assistant/"


def test_without_a_journal_nothing_is_acknowledged(fresh, monkeypatch):
    from garant.directory import actions
    from garant.journal import JournalUnavailable

    def full(entry):
        raise JournalUnavailable(writer="web", reason="essai")

    monkeypatch.setattr(actions, "record", full)
    with pytest.raises(JournalUnavailable):
        acknowledge_charter(fresh.alice)
    assert not queries.has_acknowledged(fresh.alice)
