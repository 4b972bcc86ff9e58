"""Reporting an incident: for the DPO and the RSSI, within the hours of the charter."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from garant.directory.errors import PersonInactive
from garant.directory.kinds import Role
from garant.journal import IncidentOpened
from garant.registers import queries
from garant.registers.actions import report_incident
from garant.registers.errors import CategoryUnknown, DescriptionMissing
from garant.registers.models import Incident

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WORDS = "La réponse cite Mme Zébulonne et son allocation."
NEW = "/incidents/nouveau/"

pytestmark = pytest.mark.django_db


def report(person, **more):
    return report_incident(person, **{"category": "wrong", "description": WORDS, "now": NOW, **more})


def test_an_agent_reports_and_the_charter_sets_the_deadline(world, journalled):
    incident = report(world.alice, conversation="conv-1", answer_system="iris")
    assert incident.due_at == NOW + timedelta(hours=72)
    assert incident.roles == ["dpo", "rssi"]
    assert (incident.clause, incident.state, incident.number) == ("signaler", "new", 1)
    assert journalled()[-1] == IncidentOpened(
        organisation="departement-essai",
        incident=str(incident.id),
        person=str(world.alice.id),
        clause="signaler",
        category="wrong",
    )


def test_the_words_are_sealed_in_the_database(world):
    incident = report(world.alice)
    kept = bytes(Incident.objects.values_list("description", flat=True).get())
    assert "Zébulonne".encode() not in kept
    assert queries.words_of(world.alice, incident).description == WORDS


def test_the_mail_goes_to_those_who_answer_and_says_nothing_of_it(world):
    world.alice.assignments.create(role=Role.RSSI)
    report(world.chloe)  # elsewhere: David is told, nobody of the Département
    assert [message.to for message in mail.outbox] == [[world.david.email]]
    mail.outbox.clear()
    report(world.claire)
    assert {message.to[0] for message in mail.outbox} == {world.bruno.email, world.alice.email}
    for message in mail.outbox:
        assert "Zébulonne" not in message.subject + message.body
        assert "Claire" not in message.subject + message.body
        assert "23/11/2026 à 11 h 00" in message.body


def test_a_mail_server_that_is_down_loses_no_incident(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert report(world.alice).number == 1


@pytest.mark.parametrize("name", ["bruno", "claire", "chloe", "david"])
def test_everyone_may_report(world, signed_in, name):
    person = getattr(world, name)
    answer = signed_in(person).post(NEW, {"category": "other", "description": WORDS})
    assert answer.status_code == 302
    assert [incident.reporter for incident in Incident.objects.all()] == [person]


def test_a_visitor_reports_nothing(world):
    assert Client().post(NEW, {"category": "other", "description": WORDS}).status_code == 302
    assert not Incident.objects.exists()


def test_without_a_clause_there_is_no_deadline_and_the_dpo_still_reads_it(world):
    incident = report(world.chloe)
    assert (incident.due_at, incident.clause) == (None, "")
    assert queries.incidents_visible_to(world.david) == [incident]


def test_the_numbers_of_two_organisations_do_not_mix(world):
    assert [report(world.alice).number, report(world.chloe).number, report(world.alice).number] == [1, 1, 2]


@pytest.mark.parametrize(
    ("more", "error"),
    [({"description": "  \n"}, DescriptionMissing), ({"category": "inconnue"}, CategoryUnknown)],
)
def test_an_empty_or_unknown_report_is_refused(world, more, error):
    with pytest.raises(error):
        report(world.alice, **more)
    assert not Incident.objects.exists()


def test_a_closed_account_reports_nothing(world):
    world.alice.is_active = False
    with pytest.raises(PersonInactive):
        report(world.alice)


def test_an_empty_form_keeps_what_was_chosen_and_says_what_is_missing(world, signed_in):
    page = signed_in(world.alice).post(NEW, {"category": "unfair", "description": ""})
    assert page.status_code == 400
    assert 'value="unfair"' in page.content.decode()
    assert 'class="error"' in page.content.decode()
