"""Taking an incident in charge and closing it, and who sees it meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import IncidentMoved
from garant.registers import queries
from garant.registers.actions import close_incident, report_incident, take_incident
from garant.registers.errors import IncidentClosed, ResolutionMissing
from garant.registers.models import Incident

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WORDS, DONE = "Réponse inventée.", "Vérifié, agent informé."

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world):
    return report_incident(world.alice, category="wrong", description=WORDS, now=NOW)


def test_the_dpo_takes_then_closes(world, incident, signed_in, journalled):
    bruno = signed_in(world.bruno)
    assert bruno.post(f"/incidents/{incident.id}/prendre/").status_code == 302
    assert Incident.objects.get().state == "ongoing"
    assert bruno.post(f"/incidents/{incident.id}/clore/", {"resolution": DONE}).status_code == 302
    closed = Incident.objects.get()
    assert (closed.state, closed.handled_by) == ("closed", world.bruno)
    assert queries.words_of(world.alice, closed).resolution == DONE
    assert [entry.state for entry in journalled() if isinstance(entry, IncidentMoved)] == [
        "ongoing",
        "closed",
    ]


@pytest.mark.parametrize(("hours", "in_time"), [(72, True), (73, False)])
def test_the_journal_says_whether_it_was_in_time(world, incident, journalled, hours, in_time):
    close_incident(world.bruno, incident.id, resolution=DONE, now=NOW + timedelta(hours=hours))
    assert journalled()[-1].in_time is in_time


def test_the_rssi_closes_too(world, incident):
    world.claire.assignments.create(role=Role.RSSI)
    close_incident(Person.objects.get(id=world.claire.id), incident.id, resolution=DONE)
    assert Incident.objects.get().state == "closed"


@pytest.mark.parametrize("words", ["", "   \n"])
def test_nothing_is_closed_without_saying_what_was_done(world, incident, signed_in, words):
    with pytest.raises(ResolutionMissing):
        close_incident(world.bruno, incident.id, resolution=words)
    answer = signed_in(world.bruno).post(f"/incidents/{incident.id}/clore/", {"resolution": words})
    assert answer.status_code == 400
    assert "ne se clôt pas sans" in answer.content.decode()
    assert Incident.objects.get().state == "new"


def test_what_is_closed_stays_closed(world, incident):
    close_incident(world.bruno, incident.id, resolution=DONE)
    with pytest.raises(IncidentClosed):
        take_incident(world.bruno, incident.id)
    with pytest.raises(IncidentClosed):
        close_incident(world.bruno, incident.id, resolution="Autre suite.")


@pytest.mark.parametrize("name", ["alice", "claire", "chloe"])
def test_neither_agent_nor_administrator_moves_it(world, incident, signed_in, name):
    person = getattr(world, name)
    for action in (take_incident, lambda who, which: close_incident(who, which, resolution=DONE)):
        with pytest.raises(NotAllowed):
            action(person, incident.id)
    assert signed_in(person).post(f"/incidents/{incident.id}/prendre/").status_code == 403
    assert Incident.objects.get().state == "new"


def test_the_dpo_of_another_organisation_does_not_find_it(world, incident, signed_in):
    with pytest.raises(NotFound):
        take_incident(world.david, incident.id)
    david = signed_in(world.david)
    assert david.get(f"/incidents/{incident.id}/").status_code == 404
    assert david.post(f"/incidents/{incident.id}/clore/", {"resolution": DONE}).status_code == 404


def test_a_visitor_signs_in_first(world, incident):
    for address in ("/incidents/", f"/incidents/{incident.id}/"):
        assert Client().get(address)["location"].startswith("/connexion/")


def test_the_reporter_and_the_dpo_read_it_the_administrator_and_colleagues_do_not(world, incident, signed_in):
    for reader in (world.alice, world.bruno):
        assert WORDS in signed_in(reader).get(f"/incidents/{incident.id}/").content.decode()
    for other in (world.claire, world.chloe, world.david):
        answer = signed_in(other).get(f"/incidents/{incident.id}/")
        assert answer.status_code == 404
        assert WORDS not in answer.content.decode()
        assert queries.incidents_visible_to(other) == []
        with pytest.raises(NotFound):
            queries.words_of(other, incident)


def test_the_header_counts_what_waits_for_the_dpo_alone(world, incident, signed_in):
    assert "1 incident ouvert" in signed_in(world.bruno).get("/").content.decode()
    assert "1 incident ouvert" not in signed_in(world.alice).get("/").content.decode()
    assert queries.open_incidents_count(world.david) == 0
    report_incident(world.alice, category="other", description=WORDS, now=NOW)
    assert "2 incidents ouverts" in signed_in(world.bruno).get("/").content.decode()


def test_an_overdue_incident_shows_it(world, incident, signed_in):
    Incident.objects.update(due_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert "Dépassé" in signed_in(world.bruno).get("/incidents/").content.decode()
    assert "1 délai dépassé" in signed_in(world.bruno).get("/").content.decode()
    close_incident(world.bruno, incident.id, resolution=DONE)
    assert "Dépassé" not in signed_in(world.bruno).get("/incidents/").content.decode()


def test_the_pressing_ones_come_first(world, incident):
    late = report_incident(world.alice, category="other", description=WORDS, now=NOW - timedelta(days=9))
    done = report_incident(world.alice, category="other", description=WORDS, now=NOW - timedelta(days=30))
    close_incident(world.bruno, done.id, resolution=DONE)
    assert [each.number for each in queries.incidents_visible_to(world.bruno)] == [
        late.number,
        incident.number,
        done.number,
    ]


def test_the_counts_of_a_period_tell_in_time_from_late(world, incident):
    late = report_incident(world.alice, category="other", description=WORDS, now=NOW)
    close_incident(world.bruno, incident.id, resolution=DONE, now=NOW + timedelta(hours=1))
    close_incident(world.bruno, late.id, resolution=DONE, now=NOW + timedelta(hours=100))
    open_late = report_incident(world.alice, category="other", description=WORDS, now=NOW)
    counts = queries.counts_between(
        world.departement,
        NOW - timedelta(days=1),
        NOW + timedelta(days=1),
        now=open_late.due_at + timedelta(1),
    )
    assert (counts.opened, counts.in_time, counts.late) == (3, 1, 2)
    elsewhere = queries.counts_between(
        world.region, NOW - timedelta(days=1), NOW + timedelta(days=1), now=NOW
    )
    assert elsewhere.opened == 0
