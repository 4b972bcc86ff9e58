"""The sheet as data: whole, French, sourced, and the same for everybody but for what the law closes."""

import re
from datetime import date

import pytest
from tests.qualification.sheet_answers import CLUB, SHEET, TODAY, TOWN, question

from garant.qualification import UNKNOWN, Kind, Reading, sheet
from garant.qualification.flags import flag_rules
from garant.qualification.law import adequacy, impact, thresholds
from garant.qualification.volume import volumes

QUESTIONS = [pytest.param(asked, id=asked.id) for asked in SHEET.questions]
OURS = [pytest.param(asked, id=asked.id) for asked in SHEET.questions if asked.axis != "ai_act"]
AXES = [
    "use",
    "ai_act",
    "crpa",
    "rgpd",
    "service",
    "equity",
    "reliability",
    "intellectual",
    "human",
    "security",
]


def test_its_axes_are_those_of_the_charter():
    assert [axis.id for axis in SHEET.axes] == [*AXES, "sobriety", "cost", "complexity", "value"]
    assert all(axis.title and axis.help and axis.questions for axis in SHEET.axes)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_every_question_has_its_text_its_help_its_source_and_its_date(asked):
    assert asked.text.strip()
    assert len(asked.help.strip()) > 20
    assert asked.source.strip()
    assert date(2026, 1, 1) <= asked.as_of <= TODAY
    assert asked.asked_of


@pytest.mark.parametrize("asked", OURS)
def test_every_question_is_a_question_in_typographic_french(asked):
    assert asked.text.endswith("?")
    for text in (asked.text, asked.help, *(o.french + o.why + o.asks for o in asked.options)):
        assert "'" not in text
        assert '"' not in text
        assert "..." not in text
        assert not re.search(r"\S[?!;:](\s|$)", text), f"no space before a mark: {text}"
        assert text == text.strip()


@pytest.mark.parametrize("asked", OURS)
def test_sentences_that_explain_and_ask_are_whole_sentences(asked):
    for text in (
        *(o.why for o in asked.options),
        *(o.asks for o in asked.options),
        *(b.why for b in asked.bands),
    ):
        assert not text or (text[0].isupper() and text.endswith("."))


@pytest.mark.parametrize("asked", QUESTIONS)
def test_i_do_not_know_is_offered_once_to_every_closed_question_and_to_no_other(asked):
    offered = [option.value for option in asked.options].count(UNKNOWN)
    assert offered == (1 if asked.kind.closed else 0)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_the_answers_of_a_question_differ(asked):
    assert len({option.value for option in asked.options}) == len(asked.options)
    assert len({option.french for option in asked.options}) == len(asked.options)


@pytest.mark.parametrize("asked", OURS)
def test_a_measure_asks_for_what_is_missing(asked):
    if asked.measure:
        assert any(option.points and option.asks for option in asked.options)


def test_each_duty_of_public_service_is_one_question():
    said = " ".join(asked.source.casefold() for asked in SHEET.questions if asked.axis == "service")
    duties = [
        "dignité",
        "impartialité",
        "intégrité",
        "probité",
        "neutralité",
        "laïcité",
        "conflit d’intérêts",
    ]
    assert all(duty in said for duty in [*duties, "secret professionnel", "discrétion professionnelle"])


def test_only_axes_of_risk_ask_for_measures_of_protection():
    for axis in SHEET.axes:
        if axis.reading is not Reading.RISK:
            assert not any(asked.measure for asked in axis.questions)


def test_the_sheet_of_a_day_is_read_once():
    assert sheet(TODAY) is sheet(TODAY)
    assert sheet(TODAY) is sheet(TODAY, TOWN)


def test_its_version_holds_that_of_the_ai_act_tree():
    assert re.fullmatch(r"\d{4}-\d\d-\d\d\+.+", SHEET.version)


def test_a_public_body_is_not_asked_what_kind_of_deployer_it_is_and_an_association_is():
    assert SHEET.question("ai_act.27.1") is None
    assert question("ai_act.27.1", sheet(TODAY, CLUB)).kind is Kind.CHOICE


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in flag_rules()])
def test_every_flag_reads_answers_that_exist_and_says_why(rule):
    for condition in [rule.when, *rule.when.any, *rule.when.all]:
        for name, values in condition.lines:
            if not name.startswith("fact."):
                known = {option.value for option in question(name).options}
                assert set(values) <= known
    assert rule.source
    assert rule.say.endswith(".")
    assert not rule.say_unsure or rule.say_unsure.endswith(".")
    assert rule.axis in {axis.id for axis in SHEET.axes}


def test_no_flag_has_the_code_of_another():
    assert len({rule.code for rule in flag_rules()}) == len(flag_rules())


def test_every_fact_of_law_bears_its_source_and_a_date_of_review_to_come():
    dated = [value for threshold in thresholds().values() for value in threshold.values]
    lists = [impact().required, impact().exempt, volumes().lengths, volumes().model_sizes, volumes().zones]
    for fact in [*dated, *adequacy(), *impact().criteria, *lists]:
        assert fact.source
        assert fact.as_of <= TODAY < fact.review_by


def test_the_nine_criteria_read_questions_that_exist():
    criteria = impact().criteria
    assert len(criteria) == len({criterion.id for criterion in criteria}) == 9
    for criterion in criteria:
        for name in criterion.met_if.names():
            question(name)


def test_a_country_leaves_the_list_when_its_adequacy_ends():
    before = question("rgpd.transfer_countries", sheet(date(2031, 12, 27)))
    after = question("rgpd.transfer_countries", sheet(date(2031, 12, 28)))
    assert before.option("united_kingdom") is not None
    assert after.option("united_kingdom") is None
