"""The bank of questions and the model clauses: whole, sourced, dated."""

from datetime import date

import pytest
from pydantic import ValidationError

from garant.procurement.clauses import Tier, clauses_for, model_clauses
from garant.procurement.questions import Kind, Question, bank, questions_from

SUBJECTS = {
    "modeles", "versions", "documents-gpai", "code-pratique", "role", "classe", "notice", "marquage", "pays",
    "sous-traitants", "droit-extra-ue", "certifications", "entrainement", "article-28", "conservation", "journaux",
    "incidents", "biais", "changement", "reversibilite", "audit", "accessibilite", "environnement", "explication",
    "propriete", "cout",
}  # fmt: skip


def test_every_subject_of_a_tender_is_asked():
    assert {question.id for question in bank().questions} >= SUBJECTS


def test_every_question_says_its_source_and_what_a_good_answer_is():
    for question in bank().questions:
        assert question.sources, question.id
        assert len(question.good) > 20, question.id


def test_the_bank_and_the_clauses_say_when_to_read_them_again():
    for found in (bank(), model_clauses()):
        assert found.as_of < found.review_by
        assert found.as_of >= date(2026, 11, 22)


def test_the_keys_that_answers_feed_are_stable_and_each_fed_once():
    keys = [feed.key for question in bank().questions for feed in question.feeds]
    assert len(keys) == len(set(keys))
    assert {"host", "country", "training", "certifications", "model", "version", "sub_processors"} <= set(
        keys
    )


def test_every_closed_question_can_be_answered_well_and_badly():
    for question in bank().questions:
        points = [each.points for each in (*question.options, *question.bands)]
        assert all(0 <= each <= 1 for each in points), question.id
        if question.kind is Kind.CHOICE:
            assert max(points) == 1, question.id
            assert min(points) < 1, question.id
        if question.kind is Kind.MANY:
            assert sum(points) == pytest.approx(1), question.id


def test_training_on_our_data_knocks_out():
    question = next(each for each in bank().questions if each.id == "entrainement")
    assert {option.value for option in question.knock_outs} == {"yes", "unknown"}


def test_a_consultation_keeps_its_questions_whole():
    assert questions_from([each.to_mapping() for each in bank().questions]) == bank().questions


@pytest.mark.parametrize("more", [{"kind": "number"}, {"weight": 11}, {"unknown": 1}, {"confidence": "sure"}])
def test_a_crooked_question_is_refused(more):
    given = {
        "id": "x", "theme": "t", "text": "?", "kind": "text", "weight": 1, "good": "g", "sources": ["s"], "confidence": "V",
    }  # fmt: skip
    assert Question.model_validate(given).id == "x"
    with pytest.raises(ValidationError):
        Question.model_validate({**given, **more})


def test_high_risk_has_every_light_clause_and_more():
    light = {clause.id for part in clauses_for(Tier.LIGHT) for clause in part.clauses}
    high = {clause.id for part in clauses_for(Tier.HIGH) for clause in part.clauses}
    assert light < high
    assert {"risques", "donnees", "droits-fondamentaux"} <= high - light


def test_a_high_risk_duty_says_the_date_of_the_omnibus():
    found = {clause.id: clause for part in clauses_for(Tier.HIGH) for clause in part.clauses}
    assert found["risques"].applies_from == date(2027, 12, 2)
    assert found["definitions"].applies_from is None
    assert "4 bis" in found["donnees"].text
