"""A citizen asks and follows, without an account; a robot does not; nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.portal.portal_world import HERE, filled, open_portal, token, use_in_service

from garant.directory import throttle
from garant.directory.kinds import Role
from garant.directory.models import FailedSignIn, Person
from garant.directory.visitors import Pace, pace
from garant.notifications.models import Notice
from garant.portal import guarding
from garant.portal.actions import save_settings
from garant.portal.settings import PortalSettings
from garant.portal.terms import Part
from garant.registers import queries as incidents
from garant.registers.actions import close_incident
from garant.registers.models import Incident, RightsRequest
from garant.registers.rights.queries import words_of

pytestmark = pytest.mark.django_db

EXPLAIN = f"{HERE}demandes/explication/"
WORDS = "Pourquoi ma demande a-t-elle été classée en second ?"
KINDS = ("explication", "reexamen", "acces", "rectification", "effacement", "opposition")


@pytest.fixture
def portal(world):
    use = use_in_service(world)
    open_portal(world, uses=frozenset({str(use.id)}))
    return use


@pytest.mark.parametrize("asked", KINDS)
def test_each_form_gives_a_receipt_that_is_followed(world, portal, asked):
    answer = Client().post(f"{HERE}demandes/{asked}/", filled(asked))
    request = RightsRequest.objects.get()
    assert answer.status_code == 302
    assert answer["location"] == f"{HERE}suivi/{request.receipt}/"
    shown = Client().get(answer["location"])
    page = shown.content.decode()
    assert request.receipt in page
    assert "Reçue" in page
    assert shown["X-Robots-Tag"].startswith("noindex")
    assert shown["Cache-Control"] == "no-store"
    for word in (WORDS, "Garrigue", "exemple.example"):
        assert word not in page


def test_the_words_are_sealed_and_the_dpo_is_told(world, portal, journalled):
    sent = filled(use=str(portal.id), decision="Courrier du 3 novembre")
    Client().post(EXPLAIN, sent)
    request = RightsRequest.objects.get()
    assert (request.kind, request.channel, request.person) == ("explanation", "public", None)
    assert request.subject == f"use:{portal.id}"
    for column in (request.words, request.identity):
        assert b"Garrigue" not in bytes(column)
        assert b"second" not in bytes(column)
    read = words_of(world.bruno, request)
    assert read.identity.name == "Lucie Garrigue"
    assert read.request == f"Décision concernée : Courrier du 3 novembre\n\n{WORDS}"
    told = Notice.objects.filter(person=world.bruno, record=request.record)
    assert [notice.code for notice in told] == ["rights-received"]
    assert journalled()[-1].person == "public"


def test_no_cookie_is_set_and_none_is_needed(world, portal):
    client = Client(enforce_csrf_checks=True)
    assert not client.get(EXPLAIN).cookies
    answer = client.post(EXPLAIN, filled())
    assert answer.status_code == 302
    assert not client.cookies


@pytest.mark.parametrize("missing", ["words", "name", "contact"])
def test_what_is_missing_is_said_and_the_rest_stays(world, portal, missing):
    answer = Client().post(EXPLAIN, filled(**{missing: " "}))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "aria-invalid" in page
    kept = {"words": "classée en second", "name": "Lucie Garrigue", "contact": "lucie.garrigue@"}
    assert all(text in page for name, text in kept.items() if name != missing)
    assert not RightsRequest.objects.exists()


def test_too_long_a_text_is_refused_with_its_text(world, portal):
    answer = Client().post(EXPLAIN, filled(words="à" * 10_001))
    assert answer.status_code == 400
    assert "à" * 10_001 in answer.content.decode()


def test_a_flood_is_not_read(world, portal):
    assert Client().post(EXPLAIN, filled(words="a" * 300_000)).status_code == 413


def test_a_form_that_comes_back_too_fast_waits_with_its_text(world, portal):
    fast = token(age=timedelta(seconds=1))
    answer = Client().post(EXPLAIN, filled(jeton=fast))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "très vite" in page
    assert "classée en second" in page
    assert f'value="{fast}"' in page  # the wait is not begun anew
    assert Client().post(EXPLAIN, filled(jeton=token(age=timedelta(seconds=5)))).status_code == 302


@pytest.mark.parametrize("jeton", ["", "1.2.3", "x", "é"])
def test_a_token_that_is_not_ours_is_replaced_and_the_text_stays(world, portal, jeton):
    _shown_again(Client().post(EXPLAIN, filled(jeton=jeton)))


def test_a_form_of_yesterday_or_of_another_form_is_shown_again(world, portal):
    for jeton in (token(age=timedelta(hours=25)), token("acces")):
        _shown_again(Client().post(EXPLAIN, filled(jeton=jeton)))
    assert Client().post(EXPLAIN, filled(jeton=token(age=timedelta(hours=23)))).status_code == 302


def test_the_field_that_people_do_not_see_stops_a_robot(world, portal):
    answer = Client().post(EXPLAIN, filled(site="https://annonces.example"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "classée en second" in page
    assert "annonces.example" not in page
    assert not RightsRequest.objects.exists()


def test_one_address_sends_so_many_forms_and_no_more(world, portal):
    codes = [Client().post(EXPLAIN, filled()).status_code for _ in range(guarding.SENDINGS)]
    assert set(codes) == {302}
    refused = Client().post(EXPLAIN, filled())
    assert refused.status_code == 429
    assert "classée en second" in refused.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.7").post(EXPLAIN, filled()).status_code == 302
    assert not any("127.0.0.1" in attempt.subject for attempt in FailedSignIn.objects.all())
    throttle.forget_old(now=timezone.now() + guarding.WINDOW)
    assert not FailedSignIn.objects.exists()


def test_an_unknown_form_and_an_unknown_use_are_refused(world, portal):
    assert Client().get(f"{HERE}demandes/rien/").status_code == 404
    answer = Client().post(EXPLAIN, filled(use="3f1c0000-0000-4000-8000-000000000000"))
    assert answer.status_code == 400
    assert not RightsRequest.objects.exists()


def test_a_bias_is_reported_without_a_name_and_becomes_an_incident(world, portal, signed_in):
    sent = filled("biais", name="", contact="", use=str(portal.id), words="Il a mal classé les femmes.")
    answer = Client().post(f"{HERE}demandes/biais/", sent)
    incident = Incident.objects.get()
    assert (incident.reporter, incident.contact, incident.category) == (None, None, "unfair")
    assert b"femmes" not in bytes(incident.description)
    followed = Client().get(answer["location"]).content.decode()
    assert incident.receipt in followed
    assert "Nouveau" in followed
    assert "femmes" not in followed
    page = signed_in(world.bruno).get(incident.get_absolute_url()).content.decode()
    assert "Il a mal classé les femmes." in page
    assert "le portail public" in page
    assert "Le portail public" in signed_in(world.bruno).get("/incidents/").content.decode()
    assert Notice.objects.filter(person=world.bruno, code="incident-reported").exists()
    close_incident(world.bruno, incident.id, resolution="Corrigé.")
    assert "Clos" in Client().get(answer["location"]).content.decode()


def test_who_reports_a_bias_may_say_where_to_answer(world, portal):
    Client().post(f"{HERE}demandes/biais/", filled("biais"))
    incident = Incident.objects.get()
    assert b"Garrigue" not in bytes(incident.contact)
    read = incidents.words_of(world.bruno, incident)
    assert read.contact == "Lucie Garrigue\nlucie.garrigue@exemple.example"


def test_a_receipt_is_found_however_it_was_copied(world, portal):
    Client().post(EXPLAIN, filled())
    receipt = RightsRequest.objects.get().receipt
    for written in (receipt, receipt.upper(), f" {receipt.lower()} ", receipt.replace("-", " - ")):
        answer = Client().post(f"{HERE}suivi/", {"receipt": written})
        assert answer["location"] == f"{HERE}suivi/{receipt}/"


def test_a_wrong_receipt_is_said_and_stays_in_its_field(world, portal):
    answer = Client().post(f"{HERE}suivi/", {"receipt": "DR-2026-0001-aaaaaa"})
    assert answer.status_code == 404
    assert "DR-2026-0001-aaaaaa" in answer.content.decode()
    assert Client().post(f"{HERE}suivi/", {"receipt": ""}).status_code == 400
    # An incident of the house has no receipt: nothing leads to it.
    assert Client().get(f"{HERE}suivi/SI-/").status_code == 404


def test_a_receipt_of_another_organisation_leads_nowhere(world, portal):
    Client().post(EXPLAIN, filled())
    receipt = RightsRequest.objects.get().receipt
    _open_region(world)
    assert Client().get(f"/o/region-essai/suivi/{receipt}/").status_code == 404
    assert Client().get(f"{HERE}suivi/{receipt}/").status_code == 200


def test_guessing_receipts_is_slowed_down(world, portal):
    for _ in range(guarding.LOOK_UPS):
        throttle.count("portal-follow", "127.0.0.1", now=_now())
    answer = Client().post(f"{HERE}suivi/", {"receipt": "DR-2026-0001-aaaaaa"})
    assert answer.status_code == 429


def _shown_again(answer):
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "classée en second" in page
    fresh = re.search(r'name="jeton" value="([^"]+)"', page)[1]
    assert pace(fresh, "departement-essai:explication", now=_now()) is Pace.TOO_FAST
    assert not RightsRequest.objects.exists()


def _now():
    return timezone.now()


def _open_region(world):
    world.chloe.assignments.create(role=Role.ADMINISTRATOR)
    settings = PortalSettings(
        is_open=True, parts=frozenset({Part.REQUESTS}), contact="contact@region-essai.example"
    )
    save_settings(Person.objects.get(id=world.chloe.id), settings, revision=0)
