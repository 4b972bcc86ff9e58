"""The daily mail: at most one a day, counts alone, nothing lost when the server is down."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from garant.notifications.actions import choose_digest, notify, read_all
from garant.notifications.digesting import Digester, send_digests

FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(world):
    def wait(*people, code="incident-reported"):
        notify(
            world.departement,
            people=people,
            code=code,
            record="incident:1",
            address="/incidents/",
            facts={"number": 7771},
            now=FRIDAY,
        )

    wait(world.bruno)
    return wait


def test_the_mail_counts_and_says_nothing_else(world, waiting):
    waiting(world.bruno)
    waiting(world.bruno, code="desk-asked")
    assert send_digests(now=FRIDAY) == 1
    (sent,) = mail.outbox
    assert sent.to == [world.bruno.email]
    assert "- 2 incidents signalés\n- 1 question posée au guichet\n" in sent.body
    assert "7771" not in sent.subject + sent.body


def test_there_is_one_a_day_and_nothing_is_told_twice(world, waiting):
    assert send_digests(now=FRIDAY) == 1
    waiting(world.bruno)
    assert send_digests(now=FRIDAY + timedelta(hours=3)) == 0
    monday = FRIDAY + timedelta(days=3)
    assert send_digests(now=monday) == 1
    assert "1 incident signalé" in mail.outbox[-1].body
    assert send_digests(now=monday + timedelta(days=1)) == 0


@pytest.mark.parametrize(
    "moment",
    [
        FRIDAY + timedelta(days=1),  # Saturday
        datetime(2026, 11, 11, 10, 0, tzinfo=UTC),  # a holiday
        datetime(2026, 11, 20, 6, 59, tzinfo=UTC),  # 7 h 59 in Paris
    ],
)
def test_nobody_is_written_to_outside_working_hours(world, waiting, moment):
    assert send_digests(now=moment) == 0
    assert mail.outbox == []


def test_only_those_who_want_it(world, waiting):
    choose_digest(world.bruno, wanted=False)
    waiting(world.alice)  # holds no role: the page is enough unless she asks
    assert send_digests(now=FRIDAY) == 0
    choose_digest(world.alice, wanted=True)
    assert send_digests(now=FRIDAY) == 1
    assert mail.outbox[0].to == [world.alice.email]


def test_what_was_read_meanwhile_is_not_told(world, waiting):
    read_all(world.bruno)
    assert send_digests(now=FRIDAY) == 0


def test_a_mail_server_that_is_down_loses_nothing(world, waiting, settings):
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert send_digests(now=FRIDAY) == 0
    settings.EMAIL_BACKEND = kept
    assert send_digests(now=FRIDAY + timedelta(minutes=15)) == 1


def test_a_closed_account_gets_nothing(world, waiting):
    world.bruno.is_active = False
    world.bruno.save()
    assert send_digests(now=FRIDAY) == 0


def test_the_thread_outlives_a_database_that_fails(world, monkeypatch):
    from django.db import OperationalError

    def fails(*, now):
        raise OperationalError

    monkeypatch.setattr("garant.notifications.digesting.send_digests", fails)
    monkeypatch.setattr("garant.directory.recurring.connection.close", lambda: None)
    Digester().turn()


def test_the_link_is_there_where_the_address_is_known(world, waiting, settings):
    settings.GARANT_PUBLIC_URL = "https://garant.example"
    send_digests(now=FRIDAY)
    assert "https://garant.example/notifications/" in mail.outbox[0].body


def test_each_organisation_is_written_to_by_its_own_clock_and_holidays(world, waiting):
    eve = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # Monday, 6 in the morning in Martinique
    world.departement.place = "972"
    world.departement.save()
    assert send_digests(now=eve) == 0
    assert send_digests(now=eve + timedelta(hours=3)) == 1
