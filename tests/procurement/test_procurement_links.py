"""A vendor's link, its whole life: wrong, opened, expired, revoked, replaced, used again after the hand-in."""

import hashlib
import logging
from datetime import timedelta

import pytest
from django.core import mail
from procurement_world import AFTER, BEFORE, DEADLINE, GOOD, NOW, ORIGIN

from garant.directory.errors import AsksThrottled
from garant.directory.journal import journal_directory
from garant.journal import RecordMoved
from garant.procurement import actions
from garant.procurement.errors import (
    AnswerChanged,
    AnswerIncomplete,
    AnswerInvalid,
    AnswerSubmitted,
    ConsultationNotOpen,
    LinkExpired,
    LinkRevoked,
    LinkUnknown,
    TooManyVendors,
    VendorTaken,
)
from garant.procurement.links import WithoutToken
from garant.procurement.models import Answer, Invitation

pytestmark = pytest.mark.django_db


def open_link(token, now=BEFORE, origin=ORIGIN):
    return actions.open_link(token, origin=origin, now=now)


def test_only_the_digest_of_a_link_is_kept(market):
    kept = Invitation.objects.get(id=market.good.id)
    assert len(market.good_token) == 43
    assert kept.token_hash == hashlib.sha256(market.good_token.encode()).hexdigest()
    row = Invitation.objects.filter(id=market.good.id).values().get()
    assert not [value for value in row.values() if market.good_token in str(value)]


def test_a_link_opens_its_own_consultation_and_vendor(market):
    desk = open_link(market.good_token)
    assert (desk.consultation, desk.invitation) == (market.consultation, market.good)
    assert (desk.revision, desk.submitted_at) == (0, None)


def test_opening_is_noted_once(market):
    open_link(market.good_token, BEFORE)
    open_link(market.good_token, BEFORE + timedelta(minutes=5))
    assert Invitation.objects.get(id=market.good.id).first_opened_at == BEFORE


@pytest.mark.parametrize("wrong", ["", "x", "a" * 43, "é" * 10, "x" * 5000])
def test_a_wrong_link_opens_nothing(market, wrong):
    with pytest.raises(LinkUnknown):
        open_link(wrong)


def test_who_tries_links_is_slowed_down_and_others_are_not(market):
    for _ in range(20):
        with pytest.raises(LinkUnknown):
            open_link("faux")
    with pytest.raises(AsksThrottled):
        open_link(market.good_token)
    assert open_link(market.good_token, origin="198.51.100.1")
    assert open_link(market.good_token, BEFORE + timedelta(minutes=16))


def test_a_link_that_saves_without_end_is_slowed_down(market):
    for revision in range(60):
        actions.save_answer(market.good_token, GOOD, revision=revision, origin=ORIGIN, now=BEFORE)
    with pytest.raises(AsksThrottled):
        actions.save_answer(market.good_token, GOOD, revision=60, origin=ORIGIN, now=BEFORE)
    later = BEFORE + timedelta(minutes=16)
    assert actions.save_answer(market.good_token, GOOD, revision=60, origin=ORIGIN, now=later).revision == 61


@pytest.mark.parametrize(("when", "open_still"), [(DEADLINE - timedelta(seconds=1), True), (DEADLINE, False)])
def test_a_link_closes_at_the_second_of_the_deadline(market, when, open_still):
    if open_still:
        assert open_link(market.good_token, when)
        return
    with pytest.raises(LinkExpired):
        open_link(market.good_token, when)
    with pytest.raises(LinkExpired):
        actions.submit_answer(market.good_token, GOOD, revision=0, origin=ORIGIN, now=when)
    assert not Answer.objects.exists()


def test_a_link_follows_a_deadline_that_was_put_off(market):
    actions.extend_deadline(
        market.denis, market.consultation.id, deadline=DEADLINE + timedelta(days=7), now=NOW
    )
    assert open_link(market.good_token, AFTER)


def test_a_revoked_link_says_so_and_a_new_one_opens(market):
    actions.revoke_link(market.denis, market.consultation.id, market.good.id, now=NOW)
    with pytest.raises(LinkRevoked):
        open_link(market.good_token)
    _, token = actions.renew_link(market.denis, market.consultation.id, market.good.id, now=NOW)
    assert open_link(token)
    with pytest.raises(LinkUnknown):
        open_link(market.good_token)


def test_a_new_link_keeps_the_draft(market):
    actions.save_answer(market.good_token, GOOD, revision=0, origin=ORIGIN, now=BEFORE)
    _, token = actions.renew_link(market.denis, market.consultation.id, market.good.id, now=BEFORE)
    assert open_link(token).replies["pays"].choices == ("FR",)


def test_an_abandoned_consultation_closes_its_links(market):
    actions.abandon_consultation(
        market.denis, market.consultation.id, reason="Besoin disparu", revision=market.consultation.revision
    )
    with pytest.raises(LinkRevoked):
        open_link(market.good_token)


def test_an_answer_is_handed_in_once_and_its_receipt_stays(market, journalled):
    desk = market.submit(market.good_token, GOOD)
    assert desk.submitted_at == BEFORE
    assert len(desk.digest) == 64
    assert journalled()[-1] == RecordMoved(
        organisation="departement-essai",
        person="vendor",
        record=f"vendor-answer:{Answer.objects.get().id}",
        before="draft",
        after="submitted",
        in_time=True,
    )
    for write in (actions.save_answer, actions.submit_answer):
        with pytest.raises(AnswerSubmitted):
            write(market.good_token, GOOD, revision=1, origin=ORIGIN, now=BEFORE)
    assert open_link(market.good_token, AFTER).digest == desk.digest


def test_an_answer_that_was_handed_in_stays_when_its_link_is_revoked(market):
    market.submit(market.good_token, GOOD)
    actions.revoke_link(market.denis, market.consultation.id, market.good.id)
    assert Answer.objects.get().submitted_at == BEFORE
    with pytest.raises(LinkRevoked):
        open_link(market.good_token)
    with pytest.raises(AnswerSubmitted):
        actions.renew_link(market.denis, market.consultation.id, market.good.id, now=NOW)


def test_an_answer_is_sealed_in_the_database(market):
    market.submit(market.good_token, GOOD)
    assert b"Mistral" not in bytes(Answer.objects.values_list("values", flat=True).get())


def test_two_pages_of_one_link_do_not_overwrite_each_other(market):
    actions.save_answer(market.good_token, GOOD, revision=0, origin=ORIGIN, now=BEFORE)
    for write in (actions.save_answer, actions.submit_answer):
        with pytest.raises(AnswerChanged):
            write(
                market.good_token,
                {**GOOD, "pays": {"choices": ["US"]}},
                revision=0,
                origin=ORIGIN,
                now=BEFORE,
            )
    assert open_link(market.good_token).replies["pays"].choices == ("FR",)


def test_a_draft_may_be_partial_and_an_answer_may_not(market):
    partial = {"pays": {"choices": ["FR"]}}
    assert (
        actions.save_answer(market.good_token, partial, revision=0, origin=ORIGIN, now=BEFORE).revision == 1
    )
    with pytest.raises(AnswerIncomplete) as refusal:
        market.submit(market.good_token, partial, revision=1)
    assert "entrainement" in str(refusal.value.facts["missing"])
    assert "pays" not in str(refusal.value.facts["missing"])


def test_a_reply_that_does_not_fit_saves_nothing(market):
    with pytest.raises(AnswerInvalid):
        actions.save_answer(
            market.good_token, {**GOOD, "journaux": {"number": -1}}, revision=0, origin=ORIGIN, now=BEFORE
        )
    assert not Answer.objects.exists()


def test_the_journal_names_neither_the_link_nor_the_words(market, journalled):
    market.submit(market.good_token, GOOD)
    assert journalled()
    text = b"".join(path.read_bytes() for path in journal_directory().rglob("*") if path.is_file())
    assert market.good_token.encode() not in text
    assert b"Mistral" not in text
    assert b"Bonne IA" not in text


@pytest.mark.parametrize("logger", ["django.request", "django.security.csrf", "django.server"])
def test_a_log_of_a_failed_request_does_not_hold_the_link(logger, caplog):
    with caplog.at_level(logging.WARNING, logger=logger):
        logging.getLogger(logger).warning(
            "Internal Server Error: %s", "/reponse/secret-jeton/questionnaire.odt"
        )
        logging.getLogger(logger).warning("Not Found: /reponse/secret-jeton/")
        logging.getLogger(logger).warning("Not Found: %s", "/marches/")
    assert "secret-jeton" not in caplog.text
    assert "/reponse/…/questionnaire.odt" in caplog.text
    assert "/marches/" in caplog.text


def test_the_filter_leaves_other_records_alone():
    record = logging.LogRecord("x", logging.ERROR, "f", 1, {"a": 1}, ({"b": 2},), None)
    assert WithoutToken().filter(record)
    assert record.msg == {"a": 1}


def test_a_vendor_is_invited_once(market):
    with pytest.raises(VendorTaken):
        actions.invite_vendor(market.denis, market.consultation.id, vendor=" bonne ia ", now=NOW)


def test_a_consultation_has_its_fill_of_vendors(market):
    for rank in range(48):
        actions.invite_vendor(market.denis, market.consultation.id, vendor=f"Société {rank}", now=NOW)
    with pytest.raises(TooManyVendors):
        actions.invite_vendor(market.denis, market.consultation.id, vendor="Une de trop", now=NOW)


def test_nobody_is_invited_after_the_deadline_nor_before_publication(market):
    with pytest.raises(LinkExpired):
        actions.invite_vendor(market.denis, market.consultation.id, vendor="Tardive", now=AFTER)
    market.opened()
    with pytest.raises(ConsultationNotOpen):
        actions.invite_vendor(market.denis, market.consultation.id, vendor="Tardive", now=AFTER)


def test_a_link_is_mailed_to_its_vendor_alone(market):
    assert actions.send_link(market.denis, market.good, "https://exemple.fr/reponse/x/")
    (message,) = mail.outbox
    assert message.to == ["bonne@exemple.fr"]
    assert "https://exemple.fr/reponse/x/" in message.body
    assert "18/12/2026 à 12 h 00" in message.body


def test_a_mail_that_does_not_leave_is_told(market, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert not actions.send_link(market.denis, market.good, "https://exemple.fr/x/")
