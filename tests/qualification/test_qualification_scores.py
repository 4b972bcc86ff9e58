"""Scores: a sum of reasons, blind to what is hidden, honest about what nobody knows."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.qualification.sheet_answers import SHEET, answer_to, assessed, opened, question, some_answers

from garant.qualification import UNKNOWN, Kind, Reading, visible

RISK = [
    axis.id for axis in SHEET.axes if axis.reading is Reading.RISK and axis.scored and axis.id != "ai_act"
]
RISKY = [asked for asked in SHEET.questions if asked.axis in RISK and asked.kind.closed and asked.scored]
CLOSED = [asked for asked in RISKY if asked.kind is not Kind.CHOICES]


def scores(answers) -> dict[str, int | None]:
    return {name: result.score for name, result in assessed(answers).axes.items()}


@given(some_answers(), st.data())
def test_a_hidden_answer_never_counts(answers, data):
    shown = {asked.id for asked in visible(SHEET, answers)}
    hidden = {asked.id: answer_to(asked) for asked in SHEET.questions if asked.id not in shown}
    more = data.draw(st.fixed_dictionaries({}, optional=hidden))
    kept = {name: value for name, value in answers.items() if name in shown}
    assert assessed({**kept, **more}).to_mapping() == assessed(kept).to_mapping()


@given(some_answers(), st.sampled_from(CLOSED), st.data())
def test_a_riskier_answer_never_lowers_the_score(answers, asked, data):
    known = [option for option in asked.options if option.value != UNKNOWN]
    lighter, heavier = sorted(data.draw(st.permutations(known))[:2], key=lambda option: option.points)
    before = assessed({**answers, asked.id: lighter.value})
    after = assessed({**answers, asked.id: heavier.value})
    assume(asked.id in {line.question for line in before.axes[asked.axis].lines})
    assert after.axes[asked.axis].score >= before.axes[asked.axis].score
    assert after.risk >= before.risk


@given(some_answers(), st.sampled_from([q for q in RISKY if q.kind is Kind.CHOICES]), st.data())
def test_one_more_fact_of_risk_never_lowers_the_score(answers, asked, data):
    together = [option.value for option in asked.options if not option.alone]
    some = data.draw(st.lists(st.sampled_from(together), min_size=1, unique=True))
    one_more = data.draw(st.sampled_from(together))
    before = assessed({**answers, asked.id: some})
    after = assessed({**answers, asked.id: sorted({*some, one_more})})
    assert (after.axes[asked.axis].score or 0) >= (before.axes[asked.axis].score or 0)


@pytest.mark.parametrize("asked", [pytest.param(asked, id=asked.id) for asked in CLOSED])
def test_what_nobody_knows_never_counts_as_the_lightest_answer(asked):
    lightest = min(
        (option for option in asked.options if option.value != UNKNOWN), key=lambda option: option.points
    )
    opening = opened(asked.id)
    doubt = assessed({**opening, asked.id: UNKNOWN})
    sure = assessed({**opening, asked.id: lightest.value})
    line = next(line for line in doubt.axes[asked.axis].lines if line.question == asked.id)
    assert line.points > lightest.points
    assert "À examiner" in line.why
    assert asked.id in [item.question for item in doubt.to_examine]
    assert asked.id not in [item.question for item in sure.to_examine]
    assert (doubt.axes[asked.axis].certainty or 0) < (sure.axes[asked.axis].certainty or 0)


@given(some_answers())
def test_a_score_is_the_capped_sum_of_its_lines(answers):
    for name, result in assessed(answers).axes.items():
        if result.score is not None and name != "ai_act":
            assert result.score == min(100, sum(line.points for line in result.lines))
            assert result.score <= result.at_most <= 100
        for line in result.lines:
            assert line.text
            assert line.answer
            assert line.why or not line.points


@given(some_answers())
def test_measures_only_bring_the_risk_down(answers):
    found = assessed(answers)
    for result in found.axes.values():
        assert result.score is None or result.score <= result.inherent
    for family in found.families:
        assert family.residual is None or family.residual <= family.level


@given(some_answers())
def test_an_assessment_is_plain_json(answers):
    found = assessed(answers).to_mapping()
    assert json.loads(json.dumps(found)) == found


def test_nothing_answered_gives_no_score_and_no_zero():
    found = assessed({})
    assert {result.score for result in found.axes.values()} == {None}
    assert (found.risk, found.value, found.complexity, found.cost_year, found.footprint_year) == (None,) * 5
    assert not found.complete


def test_only_doubts_give_no_score_either():
    found = assessed({"human.skills": UNKNOWN, "human.jobs": UNKNOWN})
    assert found.axes["human"].score is None
    assert found.axes["human"].unknown == ("human.skills", "human.jobs")


def test_a_doubt_says_what_the_score_may_become():
    human = assessed({"human.skills": "no", "human.agents_monitored": UNKNOWN}).axes["human"]
    assert (human.score, human.at_most) == (15, 30)


def test_a_doubt_opens_the_questions_behind_it():
    shown = {asked.id for asked in visible(SHEET, {"rgpd.personal_data": UNKNOWN})}
    assert "rgpd.legal_basis" in shown
    assert "rgpd.transfer_countries" not in shown


def test_a_chain_of_questions_closes_from_its_first_link():
    answers = {"crpa.individual_decision": "no", "crpa.contribution": "decides"}
    assert "crpa.appeal" not in {asked.id for asked in visible(SHEET, answers)}
    answers["crpa.individual_decision"] = "yes"
    assert "crpa.appeal" in {asked.id for asked in visible(SHEET, answers)}


def test_the_risk_is_that_of_the_worst_axis():
    found = assessed({"reliability.error_effect": "irreversible", "human.skills": "no"})
    assert found.risk == found.axes["reliability"].score == 55


def test_a_family_lists_the_measures_asked_and_what_remains():
    found = assessed({"security.hosting": "internal", "security.access": "no", "security.encryption": "yes"})
    data = next(family for family in found.families if family.id == "data")
    assert data.measures == ("Ouvrir des comptes nominatifs reliés à l’annuaire.",)
    assert (data.level, data.residual) == (24, 12)
    assert (data.level_french, data.residual_french) == ("faible", "faible")


def test_costs_add_up_and_say_what_they_leave_out():
    found = assessed({"cost.purchase": [10, 20], "cost.training": "1", "cost.running": UNKNOWN})
    assert (found.cost_once.min, found.cost_once.max) == (11, 21)
    assert found.cost_year is None
    assert found.cost_missing == ("cost.integration", "cost.running")


def test_a_sheet_is_complete_when_every_visible_question_has_an_answer_even_a_doubt():
    answers: dict[str, object] = {}
    while missing := assessed(answers).missing:
        for name in missing:
            asked = question(name)
            answers[name] = "Un texte." if asked.kind is Kind.TEXT else UNKNOWN
    found = assessed(answers)
    assert found.complete
    assert len(found.to_examine) > 60
    assert found.ai_act.risk.value == "to_be_examined"
    assert not found.stops
