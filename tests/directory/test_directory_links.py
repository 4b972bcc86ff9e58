"""A link by e-mail: one opening, a quarter of an hour, and the same answer whoever is named."""

import logging
import re
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from garant.directory.actions import change_password, create_person, reset_password
from garant.directory.kinds import Kind
from garant.directory.links import mailing
from garant.directory.links.actions import link_opens, open_link, send_link
from garant.directory.links.errors import LinkOpensNothing
from garant.directory.links.limits import limits
from garant.directory.links.logs import WithoutToken
from garant.directory.models import Person, SignInLink
from garant.journal import SignedIn

pytestmark = pytest.mark.django_db

ASK = "/connexion/lien/"
IN_A_THREAD = mailing.beside
BASE = "https://ia.exemple.fr/connexion/lien/"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """What is done beside the request is done before the test looks."""
    monkeypatch.setattr(mailing, "beside", mailing.attempt)


def sent_token():
    (token,) = re.findall(r"/connexion/lien/([\w-]+)/", str(mail.outbox[-1].body))
    return token


def ask(email):
    return Client().post(ASK, {"email": email})


def test_alice_asks_opens_and_presses(world, journalled):
    assert ask(f" {world.alice.email.upper()} ")["location"] == "/connexion/lien/envoye/"
    assert mail.outbox[-1].to == [world.alice.email]
    client, path = Client(), f"/connexion/lien/{sent_token()}/"
    for _ in range(3):  # what scans mails follows addresses, and presses nothing
        assert Client().get(path).status_code == 200
    assert client.post(path)["location"] == "/"
    assert client.session["_auth_user_id"] == str(world.alice.id)
    assert journalled()[-1] == SignedIn(
        organisation="departement-essai", person=str(world.alice.id), means="link"
    )


def test_a_link_opens_once(world):
    ask(world.alice.email)
    path = f"/connexion/lien/{sent_token()}/"
    assert Client().post(path).status_code == 302
    for again in (Client().post(path), Client().get(path)):
        assert again.status_code == 410
        assert "Recevoir un autre lien" in again.content.decode()


def test_an_unknown_address_and_a_closed_account_get_the_same_answer_and_no_mail(world):
    world.bruno.is_active = False
    world.bruno.save()
    answers = [ask(each) for each in (world.alice.email, "personne@ailleurs.example", world.bruno.email)]
    assert len({(each.status_code, each["location"], each.content) for each in answers}) == 1
    assert [each.to for each in mail.outbox] == [[world.alice.email]]


def test_nothing_of_the_link_is_kept_as_it_was_sent(world):
    ask(world.alice.email)
    kept = SignInLink.objects.get()
    assert sent_token() not in str(vars(kept))


def test_a_link_closes_with_its_quarter_of_an_hour(world):
    now = timezone.now()
    send_link(world.alice.email, base=BASE, now=now)
    opens_for = limits(now.date()).opens_for
    assert opens_for == timedelta(minutes=15)
    assert link_opens(sent_token(), now=now + opens_for - timedelta(seconds=1))
    with pytest.raises(LinkOpensNothing):
        open_link(sent_token(), now=now + opens_for)


@pytest.mark.parametrize("change", ["own password", "given password", "closed"])
def test_a_link_closes_when_its_person_changes(world, change):
    now = timezone.now()
    send_link(world.alice.email, base=BASE, now=now)
    match change:
        case "own password":
            change_password(world.alice, password="une autre longue phrase")
        case "given password":
            reset_password(world.claire, world.alice.id)
        case "closed":
            Person.objects.filter(id=world.alice.id).update(is_active=False)
    assert not link_opens(sent_token(), now=now)


def test_a_link_that_was_opened_closes_the_others(world):
    now = timezone.now()
    send_link(world.alice.email, base=BASE, now=now)
    first = sent_token()
    send_link(world.alice.email, base=BASE, now=now)
    open_link(sent_token(), now=now)
    assert not link_opens(first, now=now)


def test_a_fourth_link_within_the_window_is_not_sent_and_nobody_is_told(world):
    assert {ask(world.alice.email).status_code for _ in range(4)} == {302}
    assert len(mail.outbox) == 3


def test_one_origin_that_asks_for_many_is_slowed_down(world):
    answers = [ask(f"agent{rank}@essai.example").status_code for rank in range(21)]
    assert answers == [302] * 20 + [429]


def test_one_origin_that_tries_many_links_is_slowed_down(world):
    answers = [Client().get(f"/connexion/lien/essai-{rank}/").status_code for rank in range(21)]
    assert answers == [410] * 20 + [429]


def test_a_password_that_was_handed_over_closes_and_another_is_chosen_without_it(world):
    eve, handed = create_person(
        world.claire, email="eve@essai.example", full_name="Ève", kind=Kind.VOLUNTEER, roles=[]
    )
    ask(eve.email)
    client = Client()
    client.post(f"/connexion/lien/{sent_token()}/")
    assert client.get("/").status_code == 200
    assert not Person.objects.get(id=eve.id).check_password(handed)
    page = client.get("/compte/mot-de-passe/").content.decode()
    assert "Mot de passe actuel" not in page
    new = {"new": "quatre mots bien choisis", "again": "quatre mots bien choisis"}
    assert client.post("/compte/mot-de-passe/", new).status_code == 302
    assert Person.objects.get(id=eve.id).check_password("quatre mots bien choisis")


def test_whoever_has_a_password_keeps_it_and_still_needs_it_to_change_it(world):
    ask(world.alice.email)
    client = Client()
    client.post(f"/connexion/lien/{sent_token()}/")
    new = {"new": "quatre mots bien choisis", "again": "quatre mots bien choisis"}
    assert client.post("/compte/mot-de-passe/", new).status_code == 400


def test_without_mail_there_is_neither_page_nor_link_to_it(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert Client().get(ASK).status_code == 404
    assert Client().get("/connexion/lien/x/").status_code == 404
    assert ASK not in Client().get("/connexion/").content.decode()


def test_a_mail_server_that_is_down_loses_nothing_and_names_nobody(world, monkeypatch, caplog):
    def down(messages):
        raise OSError(world.alice.email)

    monkeypatch.setattr("garant.directory.links.actions.send", down)
    assert ask(world.alice.email).status_code == 302
    assert "OSError" in caplog.text
    assert world.alice.email not in caplog.text


def test_the_address_in_the_mail_is_the_public_one(world, settings):
    settings.GARANT_PUBLIC_URL = "https://ia.exemple.fr"
    ask(world.alice.email)
    assert "https://ia.exemple.fr/connexion/lien/" in mail.outbox[-1].body


def test_work_beside_a_request_is_done_and_its_failure_is_said_by_its_type(caplog):
    done = threading.Event()

    def fail():
        done.set()
        raise OSError("alice@essai.example")

    IN_A_THREAD(fail)
    assert done.wait(10)
    for thread in threading.enumerate():
        if thread.name == "directory-mail":
            thread.join(10)
    assert "OSError" in caplog.text
    assert "alice" not in caplog.text


def test_the_log_drops_what_opens():
    record = logging.LogRecord("x", 40, "", 1, "%s: %s", ("Gone", "/connexion/lien/secret/"), None)
    WithoutToken().filter(record)
    assert record.getMessage() == "Gone: /connexion/lien/…/"


def test_the_limits_have_a_source_and_a_day_of_review():
    held = limits(date(2026, 12, 1))
    assert held.source
    assert held.review_by > date(2026, 12, 1)
    assert limits(datetime(2020, 1, 1, tzinfo=UTC).date()) == held
