"""The wall of every address of the registers of rows: someone with every role elsewhere, an agent, a visitor."""

import re
import uuid

import pytest
from django.test import Client

from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf import importing
from garant.registers.shelf.actions import write_new
from garant.registers.shelf.models import PendingImport, Record
from garant.registers.shelf.urls import urlpatterns
from garant.registers.shelves import SHELVES

WORDS = "Zébulonne"
ROUTES = [str(pattern.pattern) for pattern in urlpatterns]
OF_SOMEONE = [route for route in ROUTES if "<uuid:" in route]

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids(world):
    """What Alice's organisation holds: a record of each register, an import that waits."""
    records = {
        slug: write_new(world.departement, shelf, title=WORDS, values={}, by=world.alice).id
        for slug, shelf in SHELVES.items()
    }
    data = f"Nom du traitement;Finalité principale\n{WORDS};Servir\n".encode()
    pending = importing.upload(world.bruno, PROCESSING, name="r.csv", data=data).id
    return records, pending


@pytest.fixture
def powerful(world):
    """Chloé, with every role of her own organisation."""
    for role in Role:
        world.chloe.assignments.create(role=role)
    return Person.objects.get(id=world.chloe.id)


def addresses(route, ids, *, record=None):
    """The route for each register that it serves."""
    records, pending = ids
    named = next((slug for slug in SHELVES if route.startswith(f"registres/{slug}/")), None)
    for slug in [named] if named else SHELVES:
        steps = [move.name for move in SHELVES[slug].moves] if "<slug:name>" in route else [""]
        for step in [*steps, "inconnu"] if steps != [""] else steps:
            given = {
                "shelf": slug,
                "record": record or records[slug],
                "pending": record or pending,
                "name": step,
            }
            yield "/" + re.sub(r"<\w+:(\w+)>", lambda found, given=given: str(given[found[1]]), route)


FORM = {"title": "x", "purposes": "x", "revision": 1, "note": "x", "mark": "x", "system": ""}


@pytest.mark.parametrize("route", OF_SOMEONE)
def test_every_role_of_another_organisation_meets_the_wall(world, ids, powerful, signed_in, route):
    browser = signed_in(powerful)
    for address in addresses(route, ids):
        seen, sent = browser.get(address), browser.post(address, FORM)
        assert {seen.status_code, sent.status_code} <= {403, 404, 405}, address
        assert {seen.status_code, sent.status_code} != {405}, address
        assert WORDS not in seen.content.decode() + sent.content.decode()
    assert set(Record.objects.values_list("revision", flat=True)) == {1}
    assert PendingImport.objects.count() == 1


@pytest.mark.parametrize("route", OF_SOMEONE)
def test_what_is_not_there_looks_the_same_as_what_is_not_hers(world, ids, powerful, signed_in, route):
    browser = signed_in(powerful)
    for hers, nobody_s in zip(addresses(route, ids), addresses(route, ids, record=uuid.uuid4()), strict=True):
        assert browser.get(hers).status_code == browser.get(nobody_s).status_code
        assert browser.post(hers, FORM).status_code == browser.post(nobody_s, FORM).status_code


@pytest.mark.parametrize("route", [route for route in ROUTES if route not in OF_SOMEONE])
def test_nothing_of_alice_stands_on_the_pages_of_another_organisation(world, ids, powerful, signed_in, route):
    for address in addresses(route, ids):
        answer = signed_in(powerful).get(address)
        assert answer.status_code in {200, 405}, address
        assert WORDS.encode() not in answer.content


@pytest.mark.parametrize("route", ROUTES)
def test_a_visitor_signs_in_first(ids, route):
    for address in addresses(route, ids):
        assert Client().get(address)["location"].startswith("/connexion/"), address


def test_an_agent_meets_the_wall_of_what_is_not_theirs(world, ids, signed_in):
    browser = signed_in(world.claire)
    records, pending = ids
    for slug, record in records.items():
        assert browser.get(f"/registres/{slug}/{record}/").status_code == 404
        assert browser.post(f"/registres/{slug}/{record}/modifier/", FORM).status_code == 404
        assert browser.get(f"/registres/{slug}/importer/").status_code == 403
        assert browser.post(f"/registres/{slug}/importer/{pending}/abandonner/").status_code == 403
