"""The kill switch of an incident: the system stops for everyone, by DPO or RSSI alone."""

from datetime import UTC, datetime

import pytest

from garant.catalogue.errors import SystemAlreadySuspended
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.journal import RecordMoved
from garant.notifications.queries import notices_of
from garant.registers.actions import close_incident, report_incident
from garant.registers.errors import IncidentClosed, SuspensionReasonMissing, SystemMissing
from garant.registers.models import Incident
from garant.registers.suspending import suspend_for
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WHY = "Des noms sortent en clair."

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world):
    return report_incident(world.alice, category="leak", description="Fuite.", answer_system="iris", now=NOW)


def test_the_system_stops_and_everyone_who_answers_is_told(world, incident, journalled):
    rssi = join(world.departement, "rose", "Rose Dupont", Role.RSSI)
    suspend_for(rssi, incident.id, reason=WHY, now=NOW)
    moved = [entry for entry in journalled() if isinstance(entry, RecordMoved)]
    assert [(entry.record, entry.after) for entry in moved] == [
        ("system:iris", "suspended"),
        (f"incident:{incident.id}", "system-suspended"),
    ]
    assert moved[1].clause == "signaler"
    assert Incident.objects.get().suspended_at == NOW
    for person in (world.bruno, world.claire, rssi):
        assert any("a été suspendu" in line.sentence for line in notices_of(person))
    assert not any("suspendu" in line.sentence for line in notices_of(world.alice))


def test_the_page_stops_it_and_shows_it(world, incident, signed_in):
    bruno, base = signed_in(world.bruno), incident.get_absolute_url()
    assert "Suspendre le système" in bruno.get(base).content.decode()
    assert bruno.get(f"{base}suspendre/").status_code == 200
    assert bruno.post(f"{base}suspendre/", {"reason": " "}).status_code == 400
    assert bruno.post(f"{base}suspendre/", {"reason": WHY}).status_code == 302
    assert "Système suspendu" in bruno.get(base).content.decode()
    assert WHY in signed_in(world.alice).get("/systemes/iris/").content.decode()


def test_it_is_stopped_once(world, incident):
    suspend_for(world.bruno, incident.id, reason=WHY)
    with pytest.raises(SystemAlreadySuspended):
        suspend_for(world.bruno, incident.id, reason="Encore.")


def test_a_reason_a_system_and_an_open_incident_are_needed(world, incident):
    with pytest.raises(SuspensionReasonMissing):
        suspend_for(world.bruno, incident.id, reason="  ")
    nameless = report_incident(world.alice, category="other", description="Rien.", now=NOW)
    with pytest.raises(SystemMissing):
        suspend_for(world.bruno, nameless.id, reason=WHY)
    close_incident(world.bruno, nameless.id, resolution="Fait.")
    with pytest.raises(IncidentClosed):
        suspend_for(world.bruno, nameless.id, reason=WHY)
    assert not Incident.objects.exclude(suspended_at=None).exists()


@pytest.mark.parametrize("name", ["alice", "claire", "chloe"])
def test_nobody_else_stops_it_from_an_incident(world, incident, signed_in, name):
    person = getattr(world, name)
    with pytest.raises(NotAllowed):
        suspend_for(person, incident.id, reason=WHY)
    page = signed_in(person).post(f"{incident.get_absolute_url()}suspendre/", {"reason": WHY})
    assert page.status_code == 403


def test_the_dpo_of_another_organisation_finds_nothing(world, incident, signed_in):
    with pytest.raises(NotFound):
        suspend_for(world.david, incident.id, reason=WHY)
    page = signed_in(world.david).post(f"{incident.get_absolute_url()}suspendre/", {"reason": WHY})
    assert page.status_code == 404
    assert Incident.objects.get().suspended_at is None
