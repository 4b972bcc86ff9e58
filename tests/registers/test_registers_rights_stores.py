"""What the platform stores about someone of the house: counted for a request, deleted with a receipt that is proved."""

from datetime import UTC, datetime

import pytest

from garant.directory.actions import create_key
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.journal import DataErased
from garant.notifications.actions import notify
from garant.notifications.queries import notices_count
from garant.registers.actions import report_incident
from garant.registers.desk.actions import ask
from garant.registers.desk.queries import asked_count
from garant.registers.rights import actions, queries, stores
from garant.registers.rights.erasing import erase_stores, own_stored, receipt_lines, search_stores
from garant.registers.rights.errors import (
    ErasureNotAsked,
    NobodyToSearch,
    NothingToErase,
    RequestClosed,
    StoreUnknown,
)
from garant.registers.rights.models import Erasure
from garant.registers.rights.receiving import enter_request, file_request
from garant.registers.rights.sealed import Identity
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(world):
    """Alice has left traces everywhere; Claire too, so that nothing of hers may go."""
    for person in (world.alice, world.claire):
        create_key(person, label="Éditeur")
        report_incident(person, category="wrong", description="Faux.", now=NOW)
        ask(person, words="Est-ce permis ?", now=NOW)
        notify(
            world.departement,
            people=[person],
            code="desk-answered",
            record="desk-question:1",
            address="/guichet/",
            facts={"number": 1},
        )


@pytest.fixture
def asked(world, life):
    return file_request(world.alice, kind="erasure", words="Effacez tout.", now=NOW)


class Conversations:
    """What a room above adds: it stands for the assistant's own store."""

    key = "conversations"
    title = "Conversations"
    kept_because = ""

    def __init__(self, leaves=0):
        self.held, self.leaves = 3, leaves

    def count(self, person):
        return self.held

    def erase(self, person):
        erased, self.held = self.held - self.leaves, self.leaves
        return erased


def counts(found):
    return {each.key: each.count for each in found}


def test_each_store_counts_what_is_the_person_s_own(world, asked):
    assert counts(search_stores(world.bruno, asked.id)) == {
        "acknowledgements": 1,
        "api-keys": 1,
        "incidents": 1,
        "rights-requests": 1,
        "notices": 1,
        "desk-questions": 1,
        "conversations": 0,
        "charter-contributions": 0,
    }


def test_a_room_above_adds_its_store(world, asked):
    found = search_stores(world.bruno, asked.id, stores=(*stores.all_stores(), Conversations()))
    assert counts(found)["conversations"] == 3


def test_stores_are_added_once(monkeypatch):
    monkeypatch.setattr(stores, "_added", [])
    before = len(stores.all_stores())
    stores.add_stores(Conversations())
    stores.add_stores(Conversations())
    assert len(stores.all_stores()) == before + 1


def test_erasure_deletes_searches_again_and_keeps_the_receipt(world, asked, journalled):
    receipt = erase_stores(world.bruno, asked.id, keys=["notices", "desk-questions"], now=NOW)
    assert receipt_lines(receipt) == [
        ("Notifications", 1, 0),
        ("Questions posées au guichet juridique", 1, 0),
    ]
    assert journalled()[-1] == DataErased(
        organisation="departement-essai",
        person=str(world.bruno.id),
        record=f"rights-request:{asked.id}",
        erased={"notices": 1, "desk-questions": 1},
        left=0,
    )
    assert counts(search_stores(world.bruno, asked.id))["notices"] == 0
    assert (asked_count(world.claire), notices_count(world.claire)) == (1, 1)


def test_what_could_not_be_deleted_is_said(world, asked, journalled):
    receipt = erase_stores(world.bruno, asked.id, keys=["conversations"], stores=[Conversations(leaves=1)])
    assert (receipt.erased, receipt.left) == ({"conversations": 2}, {"conversations": 1})
    assert journalled()[-1].left == 1


@pytest.mark.parametrize(
    ("keys", "error"),
    [([], NothingToErase), (["incidents"], StoreUnknown), (["notices", "inconnu"], StoreUnknown)],
)
def test_what_is_kept_by_law_is_not_deleted(world, asked, keys, error):
    with pytest.raises(error):
        erase_stores(world.bruno, asked.id, keys=keys)
    assert not Erasure.objects.exists()
    assert notices_count(world.alice) == 1


def test_only_a_request_for_it_erases(world, life):
    request = file_request(world.alice, kind="access", words="Que gardez-vous ?", now=NOW)
    with pytest.raises(ErasureNotAsked):
        erase_stores(world.bruno, request.id, keys=["notices"])


def test_nothing_is_erased_after_the_answer(world, asked):
    actions.answer(world.bruno, asked.id, text="C’est fait.", revision=0)
    with pytest.raises(RequestClosed):
        erase_stores(world.bruno, asked.id, keys=["notices"])


def test_of_someone_without_an_account_nothing_is_held(world, signed_in):
    request = enter_request(
        world.bruno, kind="erasure", identity=Identity("Zoé", "ici"), words="Tout.", now=NOW
    )
    with pytest.raises(NobodyToSearch):
        search_stores(world.bruno, request.id)
    bruno = signed_in(world.bruno)
    assert "n’a pas de compte" in bruno.get(request.get_absolute_url()).content.decode()
    assert bruno.get(f"{request.get_absolute_url()}donnees/").status_code == 409


def test_only_the_dpo_looks_and_only_in_their_organisation(world, asked):
    legal = join(world.departement, "lina", "Lina Roy", Role.LEGAL)
    auditor = join(world.departement, "aude", "Aude Blanc", Role.AUDITOR)
    for person in (world.alice, world.claire, world.chloe, legal, auditor):
        with pytest.raises(NotAllowed):
            search_stores(person, asked.id)
        with pytest.raises(NotAllowed):
            erase_stores(person, asked.id, keys=["notices"])
    with pytest.raises(NotFound):
        search_stores(world.david, asked.id)
    with pytest.raises(NotFound):
        erase_stores(world.david, asked.id, keys=["notices"])


def test_the_page_shows_numbers_erases_and_gives_the_receipt(world, asked, signed_in):
    bruno, address = signed_in(world.bruno), f"{asked.get_absolute_url()}donnees/"
    page = bruno.get(address).content.decode()
    assert "Notifications (1)" in page
    assert "registre des violations" in page
    assert "Est-ce permis" not in page
    assert bruno.post(address, {}).status_code == 400
    assert bruno.post(address, {"keys": ["incidents"]}).status_code == 400
    assert bruno.post(address, {"keys": ["notices"]}).status_code == 302
    assert "Reçu d’effacement" in bruno.get(asked.get_absolute_url()).content.decode()
    assert queries.erasures_of(world.alice, asked)


def test_each_person_reads_their_own_numbers(world, asked, signed_in):
    assert "Ce que Garant garde" in signed_in(world.claire).get("/droits/").content.decode()
    assert {each.key: each.count for each in own_stored(world.claire)} == {
        "acknowledgements": 1,
        "api-keys": 1,
        "incidents": 1,
        "rights-requests": 0,
        "notices": 1,
        "desk-questions": 1,
        "conversations": 0,
        "charter-contributions": 0,
    }
    assert sum(each.count for each in own_stored(world.chloe)) == 1
