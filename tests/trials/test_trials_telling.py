"""Who is told that something waits, and that no mail says what."""

import pytest
from django.core import mail
from tests.trials.conftest import BEFORE, DURING, START

from garant.trials import actions
from garant.trials.errors import ConsentGivenAlready

pytestmark = pytest.mark.django_db


def test_a_colleague_who_is_asked_for_a_consent_is_told(space, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        space.personal()
    [sent] = mail.outbox  # nobody writes to someone from outside
    assert sent.to == [space.world.bruno.email]
    for words in ("crèche", "familles", "Zélie", "Bruno"):
        assert words not in sent.subject + sent.body


def test_participants_are_told_of_the_start_and_managers_of_a_withdrawal(
    space, django_capture_on_commit_callbacks
):
    space.consented()
    with django_capture_on_commit_callbacks(execute=True):
        actions.start_trial(space.denis, space.id, now=START)
    assert [sent.to for sent in mail.outbox] == [[space.alice.email]]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_consent(space.world.bruno, space.own.id, now=DURING)
    assert {address for sent in mail.outbox for address in sent.to} == {space.denis.email, space.rita.email}
    assert "Bruno" not in "".join(sent.body for sent in mail.outbox)


def test_what_is_refused_tells_nobody(space, django_capture_on_commit_callbacks):
    space.consented()
    actions.withdraw_consent(space.world.bruno, space.own.id, now=BEFORE)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ConsentGivenAlready):
        actions.withdraw_consent(space.world.bruno, space.own.id, now=BEFORE)
    assert mail.outbox == []


def test_a_mail_that_fails_loses_nothing(space, django_capture_on_commit_callbacks, monkeypatch):
    def refuse():
        raise ConnectionRefusedError

    monkeypatch.setattr("garant.trials.telling.get_connection", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.start_trial(space.denis, space.id, now=START).state == "running"
