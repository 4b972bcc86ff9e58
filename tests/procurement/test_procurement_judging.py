"""After the deadline: opening, marks with reasons, the outcome, and the facts that it gives."""

import hashlib

import pytest
from procurement_world import AFTER, BEFORE, GOOD, KNOCKED_OUT, NOW, ORIGIN, outline

from garant.directory.errors import NotFound
from garant.history.queries import versions_of
from garant.journal import RecordMoved
from garant.procurement import actions, queries
from garant.procurement.errors import (
    AnswerKnockedOut,
    AnswersSealed,
    ConsultationChanged,
    ConsultationDecided,
    ConsultationNotOpen,
    MarkOutOfRange,
    NothingRetained,
    QuestionUnknown,
    ReasonMissing,
    TooEarly,
)

pytestmark = pytest.mark.django_db


def mark(market, invitation, **more):
    given = {"question": "modeles", "mark": 3, "reason": "Modèle connu", "revision": 0, "now": AFTER, **more}
    return actions.appraise_reply(market.denis, market.consultation.id, invitation.id, **given)


def test_nobody_reads_an_answer_before_the_opening(market):
    market.submit(market.good_token, GOOD)
    key = market.consultation.id
    for read in (
        lambda: queries.comparison_of(market.denis, key),
        lambda: queries.offer_of(market.denis, key, market.good.id),
        lambda: queries.answer_file_of(market.denis, key, market.good.id),
    ):
        with pytest.raises(AnswersSealed):
            read()


def test_answers_open_after_the_deadline_and_once(market, journalled):
    with pytest.raises(TooEarly):
        actions.open_answers(market.denis, market.consultation.id, now=BEFORE)
    assert queries.waiting_to_open(market.denis, now=BEFORE) == 0
    assert queries.waiting_to_open(market.denis, now=AFTER) == 1
    assert queries.waiting_to_open(market.agathe, now=AFTER) == 0
    actions.open_answers(market.denis, market.consultation.id, now=AFTER)
    assert queries.waiting_to_open(market.denis, now=AFTER) == 0
    assert journalled()[-1] == RecordMoved(
        organisation="departement-essai",
        person=str(market.denis.id),
        record=market.consultation.record,
        before="open",
        after="closed",
    )
    with pytest.raises(ConsultationNotOpen):
        actions.open_answers(market.denis, market.consultation.id, now=AFTER)


def test_a_draft_that_was_not_handed_in_is_never_read(market):
    actions.save_answer(market.good_token, GOOD, revision=0, origin=ORIGIN, now=BEFORE)
    actions.open_answers(market.denis, market.consultation.id, now=AFTER)
    assert queries.comparison_of(market.denis, market.consultation.id).offers == ()
    with pytest.raises(NotFound):
        queries.offer_of(market.denis, market.consultation.id, market.good.id)


def test_the_answers_stand_side_by_side_the_knocked_out_last(market):
    market.opened()
    compared = queries.comparison_of(market.agathe, market.consultation.id)
    assert [offer.invitation.vendor for offer in compared.offers] == ["Bonne IA", "Autre SA"]
    assert [each.question.id for each in compared.offers[1].score.knock_outs] == ["entrainement"]
    training = next(row for row in compared.rows if row.question.id == "entrainement")
    assert [cell.points for cell in training.cells] == [1, 0]
    assert compared.offers[0].score.low < compared.offers[0].score.high


def test_the_receipt_is_the_digest_of_the_very_file(market):
    receipt = market.submit(market.good_token, GOOD).digest
    actions.open_answers(market.denis, market.consultation.id, now=AFTER)
    file = queries.answer_file_of(market.denis, market.consultation.id, market.good.id)
    assert hashlib.sha256(file).hexdigest() == receipt


def test_a_mark_changes_the_score_and_its_history_is_kept(market):
    market.opened()
    before = queries.offer_of(market.denis, market.consultation.id, market.good.id)
    mark(market, market.good)
    mark(market, market.good, mark=1, reason="Modèle ancien", revision=1)
    offer = queries.offer_of(market.denis, market.consultation.id, market.good.id)
    assert offer.score.pending == ()
    assert before.score.low < offer.score.low < before.score.high
    cell = next(each for each in offer.score.answers if each.question.id == "modeles")
    assert cell.why == "1 sur 4, Denis Faure : Modèle ancien"
    last, _ = versions_of(market.denis, offer.answer.record)
    (change,) = last.changes
    assert (change.before, change.after) == ("3 sur 4 : Modèle connu", "1 sur 4 : Modèle ancien")


def test_two_people_who_mark_at_once_do_not_overwrite_each_other(market):
    market.opened()
    mark(market, market.good)
    with pytest.raises(ConsultationChanged):
        mark(market, market.good, mark=0)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"reason": " "}, ReasonMissing),
        ({"mark": 5}, MarkOutOfRange),
        ({"mark": -1}, MarkOutOfRange),
        ({"question": "inconnue"}, QuestionUnknown),
    ],
)
def test_a_crooked_mark_is_refused(market, more, error):
    market.opened()
    with pytest.raises(error):
        mark(market, market.good, **more)


def test_no_mark_before_the_opening_nor_after_the_outcome(market):
    market.submit(market.good_token, GOOD)
    with pytest.raises(ConsultationNotOpen):
        mark(market, market.good)
    opened = actions.open_answers(market.denis, market.consultation.id, now=AFTER)
    actions.retain_answer(
        market.denis, opened.id, market.good.id, reason="La meilleure", revision=opened.revision
    )
    with pytest.raises(ConsultationDecided):
        mark(market, market.good)


def test_an_answer_is_retained_with_its_reason_and_gives_its_facts(market):
    opened = market.opened()
    with pytest.raises(NothingRetained):
        queries.retained_facts(market.denis, opened.id)
    with pytest.raises(ReasonMissing):
        actions.retain_answer(market.denis, opened.id, market.good.id, reason="", revision=opened.revision)
    actions.retain_answer(
        market.denis, opened.id, market.good.id, reason="La meilleure", revision=opened.revision
    )
    assert dict(queries.retained_facts(market.agathe, opened.id)) == {
        "model": "Mistral Small, pour les résumés.",
        "training": "no",
        "country": "FR",
        "transfer_country": "FR",
        "certifications": ("secnumcloud", "iso27001"),
        "certification_details": "SNC n° 12, jusqu’en 2028.",
        "logs_months": 12.0,
        "ria_class": "high",
        "ria_class_reason": "Annexe III, 5 a.",
    }


def test_a_knocked_out_answer_is_retained_only_once_a_person_lifted_it(market):
    opened = market.opened()
    retain = {"reason": "Seule utile", "revision": opened.revision}
    with pytest.raises(AnswerKnockedOut):
        actions.retain_answer(market.denis, opened.id, market.bad.id, **retain)
    mark(market, market.bad, question="entrainement", mark=2, reason="Avenant signé depuis")
    assert actions.retain_answer(market.denis, opened.id, market.bad.id, **retain).retained == market.bad


def test_two_people_who_decide_at_once_decide_once(market):
    opened = market.opened()
    read = opened.revision
    actions.retain_answer(market.denis, opened.id, market.good.id, reason="La meilleure", revision=read)
    with pytest.raises(ConsultationDecided):
        actions.abandon_consultation(market.world.bruno, opened.id, reason="Non", revision=read)


def test_a_vendor_without_answer_is_not_retained(market):
    market.submit(market.bad_token, KNOCKED_OUT)
    opened = actions.open_answers(market.denis, market.consultation.id, now=AFTER)
    with pytest.raises(NotFound):
        actions.retain_answer(market.denis, opened.id, market.good.id, reason="x", revision=opened.revision)


def test_an_invitation_of_another_consultation_is_not_found(market):
    market.opened()
    other = actions.prepare_consultation(market.denis, outline(reference="autre"), now=NOW)
    with pytest.raises(NotFound):
        queries.invitation_of(market.denis, other.id, market.good.id)
