"""Signing in and out with a local account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from garant.directory import throttle
from garant.directory.models import FailedSignIn
from garant.journal import SignedIn
from world import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, email, password, **more):
    return client.post("/connexion/", {"email": email, "password": password, **more})


def test_alice_signs_in_with_her_password(world, journalled):
    answer = sign_in(Client(), world.alice.email, PASSWORD)
    assert (answer.status_code, answer["location"]) == (302, "/")
    assert journalled()[-1] == SignedIn(organisation="departement-essai", person=str(world.alice.id))


def test_the_address_may_be_typed_in_capitals_with_spaces(world):
    assert sign_in(Client(), f" {world.alice.email.upper()} ", PASSWORD).status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(world):
    wrong = sign_in(Client(), world.alice.email, "autre chose")
    unknown = sign_in(Client(), "personne@ailleurs.example", PASSWORD)
    assert wrong.status_code == unknown.status_code == 400
    sentence = "ne vont pas ensemble"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()


def test_a_failure_is_journalled_for_a_known_address_alone(world, journalled):
    sign_in(Client(), world.alice.email, "autre chose")
    sign_in(Client(), "personne@ailleurs.example", "autre chose")
    assert [entry.success for entry in journalled() if isinstance(entry, SignedIn)] == [False]


def test_a_closed_account_does_not_sign_in(world):
    world.alice.is_active = False
    world.alice.save()
    assert sign_in(Client(), world.alice.email, PASSWORD).status_code == 400


def test_closing_an_account_ends_its_open_session(world, signed_in):
    alice = signed_in(world.alice)
    assert alice.get("/").status_code == 200
    world.alice.is_active = False
    world.alice.save()
    assert alice.get("/").status_code == 302


def test_after_eight_failures_even_the_right_password_waits(world):
    for _ in range(throttle.FAILURES_PER_EMAIL):
        sign_in(Client(), world.alice.email, "autre chose")
    answer = sign_in(Client(), world.alice.email, PASSWORD)
    assert answer.status_code == 429
    assert "15 minutes" in answer.content.decode()


def test_seven_failures_do_not_lock_out(world):
    for _ in range(throttle.FAILURES_PER_EMAIL - 1):
        sign_in(Client(), world.alice.email, "autre chose")
    assert sign_in(Client(), world.alice.email, PASSWORD).status_code == 302


def test_the_wait_ends_with_the_window(world):
    now = timezone.now()
    for _ in range(throttle.FAILURES_PER_EMAIL):
        throttle.failed(world.alice.email, "192.0.2.1", now=now)
    throttle.check(world.alice.email, "192.0.2.2", now=now + throttle.WINDOW + timedelta(seconds=1))


def test_one_address_that_tries_many_accounts_is_slowed_down(world):
    for rank in range(throttle.FAILURES_PER_ORIGIN):
        throttle.failed(f"agent{rank}@essai.example", "127.0.0.1", now=timezone.now())
    assert sign_in(Client(), world.alice.email, PASSWORD).status_code == 429


def test_neither_the_address_nor_the_origin_is_kept(world):
    sign_in(Client(), world.alice.email, "autre chose")
    kept = " ".join(FailedSignIn.objects.values_list("subject", flat=True))
    assert world.alice.email not in kept
    assert "127.0.0.1" not in kept


def test_the_page_asked_for_is_shown_after_signing_in(world):
    answer = sign_in(Client(), world.alice.email, PASSWORD, next="/preuves/")
    assert answer["location"] == "/preuves/"


@pytest.mark.parametrize("target", ["https://mechant.example/", "//mechant.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site_after_signing_in(world, target):
    assert sign_in(Client(), world.alice.email, PASSWORD, next=target)["location"] == "/"


def test_signing_out_closes_the_session(world, signed_in):
    alice = signed_in(world.alice)
    assert alice.post("/deconnexion/")["location"] == "/connexion/"
    assert alice.get("/compte/").status_code == 302


def test_a_link_cannot_sign_someone_out(world, signed_in):
    assert signed_in(world.alice).get("/deconnexion/").status_code == 405


def test_a_form_without_its_token_is_refused_with_a_page_that_says_what_to_do(world):
    answer = sign_in(Client(enforce_csrf_checks=True), world.alice.email, PASSWORD)
    assert answer.status_code == 403
    assert "rechargez-la" in answer.content.decode()
