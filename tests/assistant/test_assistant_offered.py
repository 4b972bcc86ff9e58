"""The assistant offers what the gateway would take: neither the pilot of others nor what is closed."""

from datetime import UTC, datetime, timedelta

import pytest

from garant.assistant.errors import SystemUnavailable
from garant.assistant.offered import system_offered, systems_offered
from garant.catalogue.access import Closure, Perimeter
from garant.catalogue.actions import suspend_system
from garant.lifecycle import published

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
OURS = "departement-essai"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_use(monkeypatch):
    monkeypatch.setattr(published, "perimeters", list)
    monkeypatch.setattr(published, "closures", list)


def offered(person, now=NOW):
    return [each.id for each in systems_offered(person, now=now)]


def test_a_pilot_is_offered_to_its_people_alone(world, monkeypatch):
    pilots = [
        Perimeter(OURS, "service-externe", frozenset({str(world.alice.id)})),
        Perimeter("region-essai", "iris", frozenset()),
    ]
    monkeypatch.setattr(published, "perimeters", lambda: pilots)
    assert offered(world.alice) == ["iris", "service-externe"]
    assert offered(world.bruno) == ["iris"]
    with pytest.raises(SystemUnavailable):
        system_offered(world.bruno, "service-externe")


def test_two_pilots_on_one_system_open_it_to_both(world, monkeypatch):
    pilots = [Perimeter(OURS, "iris", frozenset({str(person.id)})) for person in (world.alice, world.bruno)]
    monkeypatch.setattr(published, "perimeters", lambda: pilots)
    assert "iris" in offered(world.alice)
    assert "iris" in offered(world.bruno)
    assert "iris" not in offered(world.claire)


def test_a_system_to_be_evaluated_again_leaves_the_offer_on_its_day(world, monkeypatch):
    closed = Closure(OURS, "iris", "to_be_re_evaluated", NOW + timedelta(days=1))
    monkeypatch.setattr(published, "closures", lambda: [closed])
    assert "iris" in offered(world.alice)
    assert "iris" not in offered(world.alice, now=closed.since)


def test_a_suspended_system_leaves_the_offer_at_once(world):
    suspend_system(world.bruno, "iris", reason="Essai.", now=NOW)
    assert "iris" in offered(world.alice, now=NOW - timedelta(seconds=1))
    assert offered(world.alice) == ["service-externe"]
