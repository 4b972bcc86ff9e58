"""Legal delays call before they end, once, and only those who answer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from garant.notifications.queries import notices_of
from garant.registers.actions import close_incident, report_incident
from garant.registers.reminding import Reminder, remind_due
from garant.registers.rights.actions import refuse
from garant.registers.rights.importing import upload_requests
from garant.registers.rights.receiving import enter_request
from garant.registers.rights.sealed import Identity
from garant.registers.shelf.models import PendingImport
from garant.registers.shelf.waiting import forget_left_files

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def said(person):
    return [line.sentence for line in notices_of(person) if "signalé" not in line.sentence]


def test_an_incident_calls_a_day_before_the_end_of_its_delays(world):
    report_incident(world.alice, category="personal-data", description="Fuite.", now=NOW)
    assert remind_due(now=NOW + DAY) == 0
    assert remind_due(now=NOW + 2 * DAY) == 2  # the charter's own delay, and the law's
    assert sorted(said(world.bruno)) == [
        "Incident n° 1\u00a0: la charte demande une réponse le 23 novembre 2026 au plus tard.",
        "Incident n° 1\u00a0: un délai légal finit le 23 novembre 2026.",
    ]
    assert remind_due(now=NOW + 2 * DAY + timedelta(hours=1)) == 0


def test_what_is_closed_calls_nobody(world):
    incident = report_incident(world.alice, category="wrong", description="Faux.", now=NOW)
    close_incident(world.bruno, incident.id, resolution="Fait.", now=NOW)
    assert remind_due(now=NOW + 3 * DAY) == 0


def test_a_request_calls_a_week_and_two_days_before_its_end(world):
    request = enter_request(
        world.bruno, kind="access", identity=Identity("Zoé", "ici"), words="Mes données.", now=NOW
    )
    assert remind_due(now=request.due_at - 8 * DAY) == 0
    assert remind_due(now=request.due_at - 6 * DAY) == 1
    assert remind_due(now=request.due_at - 5 * DAY) == 0
    assert remind_due(now=request.due_at - DAY) == 1
    assert any("plus que deux jours" in sentence for sentence in said(world.bruno))
    assert not any("Zoé" in sentence for sentence in said(world.bruno))
    assert said(world.alice) == said(world.david) == []


def test_an_answered_request_calls_nobody(world):
    request = enter_request(
        world.bruno, kind="access", identity=Identity("Zoé", "ici"), words="Mes données.", now=NOW
    )
    refuse(world.bruno, request.id, reason="Sans objet.", revision=0, now=NOW)
    assert remind_due(now=request.due_at) == 0


def test_the_thread_outlives_a_database_that_fails(world, monkeypatch):
    def fails(*, now):
        raise OperationalError

    monkeypatch.setattr("garant.registers.reminding.remind_due", fails)
    monkeypatch.setattr("garant.directory.recurring.connection.close", lambda: None)
    Reminder().turn()


def test_a_file_left_behind_for_a_day_goes_with_the_reminders(world):
    upload_requests(
        world.bruno, name="d.csv", data="Droit exercé;Reçue le\nAccès;02/03/2026\n".encode(), now=NOW
    )
    assert forget_left_files(now=NOW + DAY) == 0
    PendingImport.objects.update(created_at=datetime.now(UTC) - DAY - timedelta(minutes=1))
    Reminder().turn()
    assert PendingImport.objects.count() == 0
