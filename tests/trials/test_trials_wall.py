"""Every address of the room, tried from another organisation by someone with every role there."""

import re

import pytest
from tests.trials.conftest import AFTER, DURING

from garant.directory.kinds import Role
from garant.trials import actions
from garant.trials.models import Case
from garant.trials.urls import urlpatterns
from world import join

pytestmark = pytest.mark.django_db

ADDRESSES = [(each.name, str(each.pattern)) for each in urlpatterns]


@pytest.mark.parametrize(("name", "route"), [pair for pair in ADDRESSES if "<uuid:" in pair[1]])
def test_nothing_of_the_departement_is_found_from_the_region(space, signed_in, name, route):
    elise = join(space.world.region, "elise", "Élise Roy", *Role)
    space.consented()
    space.start()
    kept = actions.attach(space.denis, space.criterion.id, name="a.csv", content=b"a", now=DURING)
    ids = {
        "trial": space.id,
        "person": space.alice.id,
        "criterion": space.criterion.id,
        "case": Case.objects.get().id,
        "data": space.data.id,
        "consent": space.own.id,
        "attachment": kept.id,
        "form": "odt",
    }
    address = "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(ids[found[1]]), route)
    client = signed_in(elise)
    statuses = {client.get(address).status_code, client.post(address, {"x": "1"}).status_code}
    assert statuses <= {404, 405}, name
    assert 404 in statuses


@pytest.mark.parametrize(("name", "route"), [pair for pair in ADDRESSES if "<uuid:" not in pair[1]])
def test_nothing_of_the_departement_stands_on_the_region_s_own_pages(space, signed_in, name, route):
    elise = join(space.world.region, "elise", "Élise Roy", *Role)
    space.erased()
    assert space.trial.closes_at == AFTER
    answer = signed_in(elise).get(f"/{route}")
    assert answer.status_code == 200
    assert "crèche" not in answer.content.decode()
