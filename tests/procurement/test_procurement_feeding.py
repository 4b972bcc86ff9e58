"""The retained answer reaches the catalogue: a vendor, and a contract that keeps what was answered."""

import pytest
from procurement_world import AFTER, GOOD

from garant.catalogue.models import Contract, Vendor
from garant.directory.errors import NotAllowed, NotFound
from garant.procurement import actions
from garant.procurement.errors import AlreadyTaken, NothingRetained

pytestmark = pytest.mark.django_db


@pytest.fixture
def retained(market):
    market.submit(market.good_token, GOOD)
    opened = actions.open_answers(market.denis, market.consultation.id, now=AFTER)
    actions.retain_answer(
        market.denis, opened.id, market.good.id, reason="La meilleure.", revision=opened.revision
    )
    return opened


def test_the_vendor_and_its_contract_enter_the_catalogue_with_the_answers(market, retained, signed_in):
    answer = signed_in(market.denis).post(f"/marches/{retained.id}/suites/", {"country": "fr"})

    assert answer.status_code == 302
    contract = Contract.objects.select_related("vendor").get()
    assert (contract.vendor.name, contract.vendor.country) == (market.good.vendor, "FR")
    assert contract.reference == market.consultation.reference
    assert "Fiche du catalogue, Modèle : Mistral Small" in contract.ai_clauses


def test_a_vendor_that_is_known_is_not_made_twice_nor_its_contract(market, retained):
    actions.feed_catalogue(market.denis, retained.id, country="FR")
    with pytest.raises(AlreadyTaken):
        actions.feed_catalogue(market.denis, retained.id, country="FR")
    assert (Vendor.objects.count(), Contract.objects.count()) == (1, 1)


def test_without_a_retained_answer_there_is_nothing_to_take(market):
    with pytest.raises(NothingRetained):
        actions.feed_catalogue(market.denis, market.consultation.id, country="FR")


@pytest.mark.parametrize("country", ["", "France", "F1"])
def test_a_country_is_two_letters(market, retained, signed_in, country):
    answer = signed_in(market.denis).post(f"/marches/{retained.id}/suites/", {"country": country})
    assert answer.status_code == 400
    assert not Vendor.objects.exists()


def test_neither_an_agent_nor_a_neighbour_writes_in_the_catalogue(market, retained, world):
    with pytest.raises(NotAllowed):
        actions.feed_catalogue(world.alice, retained.id, country="FR")
    with pytest.raises((NotAllowed, NotFound)):
        actions.feed_catalogue(world.david, retained.id, country="FR")
    assert not Contract.objects.exists()
