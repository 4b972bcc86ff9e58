"""Preparing and publishing: by the right people, once, and then the same for every vendor."""

from datetime import timedelta

import pytest
from procurement_world import AFTER, DEADLINE, NOW, outline

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordChanged, RecordMoved
from garant.procurement import actions, queries
from garant.procurement.errors import (
    ConsultationChanged,
    ConsultationDecided,
    ConsultationNotDraft,
    ConsultationNotOpen,
    DeadlinePast,
    NoQuestions,
    QuestionUnknown,
    ReasonMissing,
    ReferenceTaken,
)
from garant.procurement.models import Consultation
from garant.procurement.questions import bank
from world import join

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DSI, Role.LEGAL, Role.DPO, Role.RSSI])
def test_who_answers_for_a_purchase_prepares_it(world, role):
    person = join(world.departement, "eva", "Éva Blanc", role)
    assert actions.prepare_consultation(person, outline(), now=NOW).state == "draft"


@pytest.mark.parametrize(
    "role", [None, Role.AUDITOR, Role.DGS, Role.REFERENT, Role.COMMITTEE, Role.COMMUNICATION]
)
def test_nobody_else_does(world, role):
    person = join(world.departement, "eva", "Éva Blanc", *([role] if role else []))
    with pytest.raises(NotAllowed):
        actions.prepare_consultation(person, outline(), now=NOW)
    assert not Consultation.objects.exists()


def test_a_new_consultation_asks_the_whole_bank(world, journalled):
    found = actions.prepare_consultation(world.bruno, outline(), now=NOW)
    assert found.asked == bank().questions
    assert journalled()[-1] == RecordChanged(
        organisation="departement-essai", person=str(world.bruno.id), record=found.record, change="created"
    )


def test_another_organisation_finds_nothing(market):
    assert queries.consultations_of(market.world.david) == []
    for read in (queries.consultation_of, queries.invitations_of, queries.comparison_of, queries.feeding):
        with pytest.raises(NotFound):
            read(market.world.david, market.consultation.id)
    with pytest.raises(NotFound):
        actions.abandon_consultation(market.world.david, market.consultation.id, reason="x", revision=3)
    with pytest.raises(NotFound):
        actions.invite_vendor(market.world.david, market.consultation.id, vendor="x", now=NOW)


def test_an_auditor_reads_and_an_agent_does_not(market):
    assert [each.id for each in queries.consultations_of(market.agathe)] == [market.consultation.id]
    with pytest.raises(NotAllowed):
        queries.consultations_of(market.world.alice)
    with pytest.raises(NotAllowed):
        queries.retained_facts(market.world.alice, market.consultation.id)


def test_an_auditor_changes_nothing(market):
    key, vendor = market.consultation.id, market.good.id
    moves = [
        lambda: actions.prepare_consultation(market.agathe, outline(reference="2"), now=NOW),
        lambda: actions.amend_consultation(market.agathe, key, outline(), revision=3, now=NOW),
        lambda: actions.choose_questions(market.agathe, key, weights={}, eliminating=(), revision=3),
        lambda: actions.publish_consultation(market.agathe, key, revision=3, now=NOW),
        lambda: actions.extend_deadline(market.agathe, key, deadline=AFTER, now=NOW),
        lambda: actions.invite_vendor(market.agathe, key, vendor="x", now=NOW),
        lambda: actions.renew_link(market.agathe, key, vendor, now=NOW),
        lambda: actions.revoke_link(market.agathe, key, vendor),
        lambda: actions.import_answer(market.agathe, key, vendor, b"{}", received_at=NOW, now=NOW),
        lambda: actions.open_answers(market.agathe, key, now=AFTER),
        lambda: actions.appraise_reply(
            market.agathe, key, vendor, question="pays", mark=1, reason="x", revision=0
        ),
        lambda: actions.retain_answer(market.agathe, key, vendor, reason="x", revision=3),
        lambda: actions.abandon_consultation(market.agathe, key, reason="x", revision=3),
        lambda: actions.send_link(market.agathe, market.good, "https://x"),
        lambda: queries.preview_import(market.agathe, key, vendor, b"{}"),
    ]
    for move in moves:
        with pytest.raises(NotAllowed):
            move()


def test_a_reference_is_given_once_in_an_organisation_and_again_elsewhere(world):
    actions.prepare_consultation(world.bruno, outline(), now=NOW)
    with pytest.raises(ReferenceTaken):
        actions.prepare_consultation(world.bruno, outline(), now=NOW)
    assert actions.prepare_consultation(world.david, outline(), now=NOW)


def test_a_deadline_lies_ahead(world):
    with pytest.raises(DeadlinePast):
        actions.prepare_consultation(world.bruno, outline(deadline=NOW), now=NOW)


def test_an_amendment_keeps_what_was_said_before(world):
    found = actions.prepare_consultation(world.bruno, outline(), now=NOW)
    actions.amend_consultation(
        world.bruno, found.id, outline(title="Crèches"), revision=found.revision, now=NOW
    )
    last, first = versions_of(world.bruno, found.record)
    assert [(each.field, each.before, each.after) for each in last.changes] == [
        ("Titre", "Logiciel des places en crèche", "Crèches")
    ]
    assert first.number == 1


def test_the_second_of_two_people_is_told_and_nothing_is_lost(world):
    found = actions.prepare_consultation(world.bruno, outline(), now=NOW)
    read = found.revision
    actions.amend_consultation(world.bruno, found.id, outline(title="Le premier"), revision=read, now=NOW)
    with pytest.raises(ConsultationChanged):
        actions.amend_consultation(
            world.claire, found.id, outline(title="La seconde"), revision=read, now=NOW
        )
    with pytest.raises(ConsultationChanged):
        actions.choose_questions(world.claire, found.id, weights={}, eliminating=(), revision=read)
    with pytest.raises(ConsultationChanged):
        actions.publish_consultation(world.claire, found.id, revision=read, now=NOW)
    assert Consultation.objects.get().title == "Le premier"


def test_the_chosen_questions_bear_their_weights_and_their_knock_outs(market):
    asked = {
        question.id: question
        for question in queries.consultation_of(market.denis, market.consultation.id).asked
    }
    assert asked["entrainement"].weight == 5
    assert asked["entrainement"].knock_outs
    assert "article-28" not in asked


@pytest.mark.parametrize("weights", [{"inconnue": 1}, {"pays": 11}, {"pays": -1}])
def test_a_question_or_a_weight_out_of_the_bank_is_refused(world, weights):
    found = actions.prepare_consultation(world.bruno, outline(), now=NOW)
    with pytest.raises(QuestionUnknown):
        actions.choose_questions(
            world.bruno, found.id, weights=weights, eliminating=(), revision=found.revision
        )


def test_what_is_published_changes_no_more(market):
    revision = market.consultation.revision
    with pytest.raises(ConsultationNotDraft):
        actions.amend_consultation(
            market.denis, market.consultation.id, outline(), revision=revision, now=NOW
        )
    with pytest.raises(ConsultationNotDraft):
        actions.choose_questions(
            market.denis, market.consultation.id, weights={}, eliminating=(), revision=revision
        )
    with pytest.raises(ConsultationNotDraft):
        actions.publish_consultation(market.denis, market.consultation.id, revision=revision, now=NOW)


def test_publication_is_journalled(world, journalled):
    found = actions.prepare_consultation(world.bruno, outline(), now=NOW)
    actions.publish_consultation(world.bruno, found.id, revision=found.revision, now=NOW)
    assert journalled()[-1] == RecordMoved(
        organisation="departement-essai",
        person=str(world.bruno.id),
        record=found.record,
        before="draft",
        after="open",
    )


def test_an_empty_or_late_questionnaire_is_not_published(world):
    found = actions.prepare_consultation(world.bruno, outline(), now=NOW)
    with pytest.raises(DeadlinePast):
        actions.publish_consultation(world.bruno, found.id, revision=found.revision, now=AFTER)
    found = actions.choose_questions(
        world.bruno, found.id, weights={}, eliminating=(), revision=found.revision
    )
    with pytest.raises(NoQuestions):
        actions.publish_consultation(world.bruno, found.id, revision=found.revision, now=NOW)


@pytest.mark.parametrize("days", [0, -1])
def test_a_deadline_is_only_put_off(market, days):
    with pytest.raises(DeadlinePast):
        actions.extend_deadline(
            market.denis, market.consultation.id, deadline=DEADLINE + timedelta(days=days), now=NOW
        )


def test_a_draft_has_no_deadline_to_put_off(world):
    found = actions.prepare_consultation(world.bruno, outline(), now=NOW)
    with pytest.raises(ConsultationNotOpen):
        actions.extend_deadline(world.bruno, found.id, deadline=AFTER, now=NOW)


def test_sans_suite_has_a_reason_and_comes_once(market):
    with pytest.raises(ReasonMissing):
        actions.abandon_consultation(
            market.denis, market.consultation.id, reason=" ", revision=market.consultation.revision
        )
    found = actions.abandon_consultation(
        market.denis, market.consultation.id, reason="Besoin disparu", revision=market.consultation.revision
    )
    assert found.state == "abandoned"
    with pytest.raises(ConsultationDecided):
        actions.abandon_consultation(market.denis, found.id, reason="Encore", revision=found.revision)
