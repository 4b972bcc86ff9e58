"""Vendors and their contracts: who they are, which law reaches them, what was agreed about AI."""

import dataclasses
from datetime import date

import pytest

from garant.catalogue import queries
from garant.catalogue.actions import (
    add_contract,
    add_vendor,
    amend_contract,
    amend_system,
    amend_vendor,
)
from garant.catalogue.errors import (
    CardChangedMeanwhile,
    ContractDatesCrossed,
    ContractOfAnotherVendor,
    ContractReferenceTaken,
    VendorNameTaken,
)
from garant.catalogue.market import ContractFacts, VendorFacts
from garant.catalogue.models import Contract, Vendor
from garant.catalogue.terms import Exposure, Purchase
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from world import external_card, internal_card, join

VENDOR = VendorFacts(
    name="Ailleurs SA",
    country="fr",
    parent="Elsewhere Inc.",
    parent_country="us",
    contact="Service client",
    foreign_law=Exposure.YES,
    foreign_law_note="CLOUD Act, par la maison mère",
)
CONTRACT = ContractFacts(
    reference="2026-014",
    subject="Assistant",
    starts=date(2026, 1, 1),
    ends=date(2028, 12, 31),
    ai_clauses="Pas d’entraînement sur **nos** données.",
    literacy_attested_on=date(2026, 9, 1),
    literacy_note="Attestation pour les deux sous-traitants",
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def vendor(world):
    return add_vendor(world.claire, facts=VENDOR)


def test_a_vendor_is_added_journalled_and_read_with_its_exposure(world, signed_in, vendor, journalled):
    contract = add_contract(world.claire, vendor.id, facts=CONTRACT)
    assert [entry.record for entry in journalled()[-1:]] == [f"contract:{contract.id}"]
    page = signed_in(world.bruno).get(f"/fournisseurs/{vendor.id}/").content.decode()
    for word in (
        "Elsewhere Inc.",
        "États-Unis",
        "CLOUD Act",
        "2026-014",
        "<strong>nos</strong>",
        "Attestée le",
    ):
        assert word in page
    assert "Ailleurs SA" in signed_in(world.bruno).get("/fournisseurs/").content.decode()


def test_a_contract_without_clauses_or_attestation_says_so(world, signed_in, vendor):
    add_contract(world.claire, vendor.id, facts=ContractFacts(reference="2026-015"))
    page = signed_in(world.bruno).get(f"/fournisseurs/{vendor.id}/").content.decode()
    assert "Pas d’attestation" in page
    assert "Aucune clause sur l’IA" in page


def test_an_amendment_keeps_the_former_words(world, vendor):
    moved = dataclasses.replace(VENDOR, parent="", parent_country="", foreign_law=Exposure.NO)
    amend_vendor(world.claire, vendor.id, facts=moved, reason="Rachat.")
    last, first = versions_of(world.bruno, f"vendor:{vendor.id}")
    assert (first.values["Maison mère"], last.values["Maison mère"]) == ("Elsewhere Inc.", "")
    assert last.reason == "Rachat."


def test_two_people_amend_one_vendor_and_the_second_is_told(world, vendor):
    amend_vendor(world.claire, vendor.id, facts=VENDOR, revision=1)
    with pytest.raises(CardChangedMeanwhile):
        amend_vendor(world.claire, vendor.id, facts=VENDOR, revision=1)
    contract = add_contract(world.claire, vendor.id, facts=CONTRACT)
    amend_contract(world.claire, contract.id, facts=CONTRACT, revision=1)
    with pytest.raises(CardChangedMeanwhile):
        amend_contract(world.claire, contract.id, facts=CONTRACT, revision=1)


def test_a_name_or_a_reference_stands_once_in_an_organisation(world, vendor):
    with pytest.raises(VendorNameTaken):
        add_vendor(world.claire, facts=dataclasses.replace(VENDOR, name="AILLEURS SA"))
    add_contract(world.claire, vendor.id, facts=CONTRACT)
    with pytest.raises(ContractReferenceTaken):
        add_contract(world.claire, vendor.id, facts=CONTRACT)
    ada = join(world.region, "ada", "Ada Roy", Role.ADMINISTRATOR)
    assert add_vendor(ada, facts=VENDOR).organisation == world.region


def test_a_contract_does_not_end_before_it_starts(world, vendor):
    crossed = dataclasses.replace(CONTRACT, ends=date(2025, 1, 1))
    with pytest.raises(ContractDatesCrossed):
        add_contract(world.claire, vendor.id, facts=crossed)
    assert Contract.objects.count() == 0


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe", "david", "rssi", "legal", "auditor"])
def test_nobody_else_writes_vendors_or_contracts(world, signed_in, vendor, name):
    contract = add_contract(world.claire, vendor.id, facts=CONTRACT)
    person = getattr(world, name, None) or join(world.departement, name, "Une Personne", Role(name))
    for attempt in (
        lambda: add_vendor(person, facts=VENDOR),
        lambda: amend_vendor(person, vendor.id, facts=VENDOR),
        lambda: add_contract(person, vendor.id, facts=CONTRACT),
        lambda: amend_contract(person, contract.id, facts=CONTRACT),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    client = signed_in(person)
    for address in (
        "/fournisseurs/nouveau/",
        f"/fournisseurs/{vendor.id}/modifier/",
        f"/fournisseurs/{vendor.id}/contrats/nouveau/",
        f"/fournisseurs/{vendor.id}/preuves/nouvelle/",
        f"/contrats/{contract.id}/modifier/",
    ):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("name", ["alice", "referent", "committee"])
def test_agents_read_no_vendor_page(world, signed_in, vendor, name):
    person = getattr(world, name, None) or join(world.departement, name, "Une Personne", Role(name))
    client = signed_in(person)
    assert client.get("/fournisseurs/").status_code == 403
    assert client.get(f"/fournisseurs/{vendor.id}/").status_code == 403
    assert queries.vendors_visible_to(person) == []
    assert queries.contracts_visible_to(person) == []
    with pytest.raises(NotFound):
        queries.vendor_visible_to(person, vendor.id)


def test_nothing_of_it_is_found_from_elsewhere(world, signed_in, vendor):
    contract = add_contract(world.claire, vendor.id, facts=CONTRACT)
    ada = join(world.region, "ada", "Ada Roy", Role.ADMINISTRATOR)
    client = signed_in(ada)
    assert "Ailleurs SA" not in client.get("/fournisseurs/").content.decode()
    for address in (
        f"/fournisseurs/{vendor.id}/",
        f"/fournisseurs/{vendor.id}/modifier/",
        f"/fournisseurs/{vendor.id}/preuves/nouvelle/",
        f"/contrats/{contract.id}/modifier/",
    ):
        assert client.get(address).status_code == 404
    with pytest.raises(NotFound):
        amend_contract(ada, contract.id, facts=CONTRACT)
    card = dataclasses.replace(internal_card(model="chat"), vendor=vendor)
    with pytest.raises(NotFound):
        amend_system(ada, "chat", card=card)


def test_a_card_names_its_vendor_and_a_contract_of_that_vendor(world, signed_in, vendor):
    contract = add_contract(world.claire, vendor.id, facts=CONTRACT)
    other = add_vendor(world.claire, facts=VendorFacts(name="Autre", country="FR"))
    card = dataclasses.replace(external_card(), contract=contract, purchase=Purchase.CONTRACT)
    with pytest.raises(ContractOfAnotherVendor):
        amend_system(world.claire, "service-externe", card=dataclasses.replace(card, vendor=other))
    amend_system(world.claire, "service-externe", card=dataclasses.replace(card, vendor=vendor))
    page = signed_in(world.alice).get("/systemes/service-externe/").content.decode()
    assert "Elsewhere Inc." in page
    assert "CLOUD Act" in page
    assert "2026-014" not in page  # a contract is for those who keep the file
    assert "2026-014" in signed_in(world.bruno).get("/systemes/service-externe/").content.decode()


def test_the_pages_add_and_amend(world, signed_in):
    denis = signed_in(join(world.departement, "denis", "Denis Faure", Role.DSI))
    assert denis.post("/fournisseurs/nouveau/", {"name": "X", "country": "France"}).status_code == 400
    fields = {"name": "Hébergeur", "country": "fr", "foreign_law": "no"}
    made = denis.post("/fournisseurs/nouveau/", fields)
    vendor = Vendor.objects.get()
    assert made["location"] == f"/fournisseurs/{vendor.id}/"
    again = denis.post("/fournisseurs/nouveau/", fields)
    assert again.status_code == 400
    assert "existe déjà" in again.content.decode()
    address = f"/fournisseurs/{vendor.id}/modifier/"
    assert 'value="Hébergeur"' in denis.get(address).content.decode()
    assert denis.post(address, {**fields, "contact": "Support", "revision": "1"}).status_code == 302
    late = denis.post(address, {**fields, "contact": "Autre", "revision": "1"})
    assert "pendant que vous" in late.content.decode()
    assert Vendor.objects.get().contact == "Support"
    new = f"/fournisseurs/{vendor.id}/contrats/nouveau/"
    assert (
        denis.post(new, {"reference": "C1", "starts": "2026-01-01", "ends": "2025-01-01"}).status_code == 400
    )
    assert denis.post(new, {"reference": "C1", "starts": "2026-01-01"}).status_code == 302
    contract = Contract.objects.get()
    change = f"/contrats/{contract.id}/modifier/"
    assert 'value="2026-01-01"' in denis.get(change).content.decode()
    assert denis.post(change, {"reference": "C1", "ai_clauses": "Réversibilité."}).status_code == 302
    assert "Réversibilité." in denis.get(f"/fournisseurs/{vendor.id}/").content.decode()
