"""Every address of the room, tried from another organisation by someone with every role there."""

import re

import pytest

from garant.committees.urls import urlpatterns
from garant.directory.kinds import Role
from world import join

pytestmark = pytest.mark.django_db

ADDRESSES = [(each.name, str(each.pattern)) for each in urlpatterns]


@pytest.mark.parametrize(("name", "route"), [pair for pair in ADDRESSES if "<uuid:" in pair[1]])
def test_nothing_of_the_departement_is_found_from_the_region(sitting, signed_in, name, route):
    elise = join(sitting.world.region, "elise", "Élise Roy", *Role)
    sitting.open()
    opinion = sitting.opine()
    ids = {
        "committee": sitting.committee.id,
        "sitting": sitting.session.id,
        "item": sitting.item.id,
        "member": sitting.alice.id,
        "opinion": opinion.id,
        "form": "odt",
    }
    address = "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(ids[found[1]]), route)
    client = signed_in(elise)
    statuses = {client.get(address).status_code, client.post(address, {"x": "1"}).status_code}
    assert statuses <= {404, 405}, name
    assert 404 in statuses


@pytest.mark.parametrize(("name", "route"), [pair for pair in ADDRESSES if "<uuid:" not in pair[1]])
def test_nothing_of_the_departement_stands_on_the_region_s_own_pages(sitting, signed_in, name, route):
    elise = join(sitting.world.region, "elise", "Élise Roy", *Role)
    answer = signed_in(elise).get(f"/{route}")
    assert answer.status_code == 200
    assert "DATA-IA</a>" not in answer.content.decode()
    assert "crèche" not in answer.content.decode()
