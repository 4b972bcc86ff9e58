"""The switch of a clause: what it opens is closed at once, the voted text stays."""

from datetime import UTC, datetime

import pytest

from garant.catalogue import queries
from garant.catalogue.actions import suspend_clause, suspend_system
from garant.catalogue.errors import NothingToSuspend, SuspensionReasonMissing
from garant.directory.errors import NotAllowed
from garant.directory.kinds import Role
from garant.directory.queries import policy_in_force
from world import join

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
WHY = "Une fuite de données est en cours d’examen."

pytestmark = pytest.mark.django_db


@pytest.fixture
def rssi(world):
    return join(world.departement, "sonia", "Sonia Peyre", Role.RSSI)


def test_everything_that_the_clause_opens_stops_for_its_reason(world, rssi):
    stopped = suspend_clause(rssi, "systemes", reason=WHY, now=NOW)

    assert sorted(each.system.slug for each in stopped) == ["iris", "service-externe"]
    closed = queries.closures()
    assert {(each.system, each.code, each.clause) for each in closed} == {
        ("iris", "suspended", "systemes"),
        ("service-externe", "suspended", "systemes"),
    }
    assert "systemes" in policy_in_force(world.departement).clauses


def test_the_neighbours_go_on(world, rssi):
    suspend_clause(rssi, "systemes", reason=WHY, now=NOW)
    assert {each.organisation for each in queries.closures()} == {"departement-essai"}


def test_what_is_stopped_already_keeps_its_own_reason(world, rssi):
    suspend_system(rssi, "iris", reason="Autre motif.", now=NOW)
    stopped = suspend_clause(rssi, "systemes", reason=WHY, now=NOW)
    assert [each.system.slug for each in stopped] == ["service-externe"]
    with pytest.raises(NothingToSuspend):
        suspend_clause(rssi, "systemes", reason=WHY, now=NOW)


@pytest.mark.parametrize("clause", ["relecture", "inconnue", ""])
def test_a_clause_that_opens_nothing_stops_nothing(world, rssi, clause):
    with pytest.raises(NothingToSuspend):
        suspend_clause(rssi, clause, reason=WHY, now=NOW)
    assert queries.closures() == []


def test_a_reason_is_asked(world, rssi):
    with pytest.raises(SuspensionReasonMissing):
        suspend_clause(rssi, "systemes", reason="  ")


@pytest.mark.parametrize("name", ["alice", "chloe"])
def test_an_agent_stops_nothing(world, signed_in, name):
    person = getattr(world, name)
    with pytest.raises(NotAllowed):
        suspend_clause(person, "systemes", reason=WHY)
    assert signed_in(person).get("/suspendre-une-clause/").status_code == 403


def test_the_page_names_the_systems_and_stops_them(world, rssi, signed_in):
    client = signed_in(rssi)
    page = client.get("/suspendre-une-clause/").content.decode()
    assert "Service externe" in page
    assert client.post("/suspendre-une-clause/", {"clause": "systemes", "reason": ""}).status_code == 400
    assert client.post("/suspendre-une-clause/", {"clause": "systemes", "reason": WHY}).status_code == 302
    assert len(queries.closures()) == 2
