"""What the law draws from the answers: automated decisions, impact assessments, legal bases, transfers, thresholds."""

from dataclasses import replace
from datetime import date

import pytest
from tests.qualification.sheet_answers import CLUB, TODAY, TOWN, assessed, codes

from garant.qualification import OrganisationFacts
from garant.qualification.law import impact

AUTOMATED = {"crpa.individual_decision": "yes", "crpa.contribution": "decides"}
PERSONAL = {"rgpd.personal_data": "yes", "rgpd.cnil_required": ["none"], "rgpd.cnil_exempt": ["none"]}
CRITERIA = {
    "evaluationOrRating": {"rgpd.evaluation": "yes"},
    "automatedDecisionsWithLegalEffect": AUTOMATED,
    "systematicMonitoring": {"rgpd.monitoring": "yes"},
    "sensitiveData": {"rgpd.sensitive_data": ["health"]},
    "largeScaleCollection": {"rgpd.large_scale": "yes"},
    "dataCrossing": {"rgpd.crossing": "yes"},
    "vulnerablePeople": {"rgpd.person_categories": ["minors"]},
    "innovativeUse": {"rgpd.innovative": "yes"},
    "automaticExclusionService": {"rgpd.exclusion": "yes"},
}


def test_legitimate_interest_stops_a_public_body():
    answers = {**PERSONAL, "rgpd.legal_basis": "legitimate_interest"}
    assert codes(answers)["legitimate_interest_closed"]
    found = assessed(answers)
    assert "rgpd.legal_basis" in found.missing
    assert found.legal_basis == "legitimate_interest"


def test_legitimate_interest_is_open_to_an_association():
    answers = {**PERSONAL, "rgpd.legal_basis": "legitimate_interest"}
    assert "legitimate_interest_closed" not in codes(answers, CLUB)
    found = assessed(answers, CLUB)
    assert "rgpd.legal_basis" not in found.missing
    assert found.legal_basis == "legitimate_interest"


def test_a_public_task_stops_nobody():
    assert "legitimate_interest_closed" not in codes({**PERSONAL, "rgpd.legal_basis": "public_task"})


@pytest.mark.parametrize("criterion", [criterion.id for criterion in impact().criteria])
def test_each_criterion_is_met_by_its_own_answers_alone(criterion: str):
    found = assessed({**PERSONAL, **CRITERIA[criterion]})
    assert found.dpia_criteria == (criterion,)
    assert found.dpia_due is False


@pytest.mark.parametrize("second", [name for name in CRITERIA if name != "innovativeUse"])
def test_two_criteria_make_an_impact_assessment_due(second: str):
    found = assessed({**PERSONAL, **CRITERIA["innovativeUse"], **CRITERIA[second]})
    assert found.dpia_due is True
    assert any(reason.startswith("2 critères sur neuf : ") for reason in found.dpia_reasons)
    assert "dpia_due" in {flag.code for flag in found.flags}


def test_one_criterion_and_one_doubt_are_for_the_dpo():
    found = assessed({**PERSONAL, "rgpd.innovative": "yes", "rgpd.crossing": "unknown"})
    assert found.dpia_due is None
    assert not any(flag.stops for flag in found.flags)


def test_one_criterion_without_a_doubt_is_not_enough():
    found = assessed({**PERSONAL, "rgpd.innovative": "yes", "rgpd.crossing": "no"})
    assert found.dpia_due is False
    assert "Moins de deux critères" in found.dpia_reasons[-1]


def test_the_list_of_cnil_makes_it_due_without_any_criterion():
    found = assessed({**PERSONAL, "rgpd.cnil_required": ["social_housing"]})
    assert found.dpia_due is True
    assert "logement social" in found.dpia_reasons[0]


def test_the_list_of_cnil_that_has_not_been_read_leaves_it_open():
    found = assessed({"rgpd.personal_data": "yes", "rgpd.innovative": "yes"})
    assert found.dpia_due is None
    assert "n’a pas encore été consultée" in found.dpia_reasons[-1]


def test_an_exempt_processing_needs_none_but_two_criteria_ask_the_dpo():
    exempt = {**PERSONAL, "rgpd.cnil_exempt": ["school_services"]}
    assert assessed(exempt).dpia_due is False
    found = assessed({**exempt, "rgpd.innovative": "yes", "rgpd.evaluation": "yes"})
    assert found.dpia_due is None
    assert "au DPO de trancher" in found.dpia_reasons[-1]


def test_without_personal_data_none_is_due_whatever_else_was_answered_before():
    found = assessed({"rgpd.personal_data": "no", "rgpd.innovative": "yes", "rgpd.monitoring": "yes"})
    assert (found.dpia_due, found.dpia_criteria) == (False, ())


def test_personal_data_that_nobody_knows_of_never_mean_none():
    found = assessed({**PERSONAL, "rgpd.personal_data": "unknown"})
    assert (found.personal_data, found.dpia_due) == (None, None)


@pytest.mark.parametrize("contribution", ["decides", "rubber_stamp"])
def test_a_formal_validation_is_an_automated_decision(contribution: str):
    found = assessed({**AUTOMATED, "crpa.contribution": contribution})
    assert found.fully_automated is True
    assert found.nullity_alert is True
    assert "nullity" in {flag.code for flag in found.flags}


@pytest.mark.parametrize("contribution", ["informs", "proposes"])
def test_an_agent_who_examines_decides(contribution: str):
    found = assessed({**AUTOMATED, "crpa.contribution": contribution})
    assert (found.fully_automated, found.nullity_alert) == (False, False)
    assert found.individual_decision is True


def test_a_doubt_on_the_part_of_the_machine_is_an_open_alert():
    found = assessed({**AUTOMATED, "crpa.contribution": "unknown"})
    assert found.fully_automated is None
    flag = next(flag for flag in found.flags if flag.code == "nullity")
    assert (flag.certain, flag.stops) == (False, False)
    assert "On ne sait pas" in flag.french


def test_an_automated_decision_on_health_data_stops():
    assert codes({**AUTOMATED, **PERSONAL, "rgpd.sensitive_data": ["health"]})[
        "automated_with_sensitive_data"
    ]


def test_the_same_decision_without_sensitive_data_does_not_stop_for_it():
    found = codes({**AUTOMATED, **PERSONAL, "rgpd.sensitive_data": ["none"], "crpa.mention": "yes"})
    assert "automated_with_sensitive_data" not in found
    assert "nullity" in found


def test_an_aid_to_decision_on_health_data_does_not_stop():
    answers = {**AUTOMATED, **PERSONAL, "crpa.contribution": "proposes", "rgpd.sensitive_data": ["health"]}
    assert "automated_with_sensitive_data" not in codes(answers)


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("nullity_without_mention", {"crpa.mention": "no"}),
        ("automated_appeal", {"crpa.appeal": "yes"}),
        ("self_learning", {"crpa.self_learning": "yes"}),
        ("not_mastered", {"crpa.mastered": "no"}),
    ],
)
def test_an_automated_decision_stops_on_each_condition_of_article_47(code: str, answer: dict[str, str]):
    assert codes({**AUTOMATED, **answer})[code]
    opposite = {name: "no" if value == "yes" else "yes" for name, value in answer.items()}
    assert code not in codes({**AUTOMATED, **opposite})
    doubt = codes({**AUTOMATED, **dict.fromkeys(answer, "unknown")})
    assert doubt[code] is False


def test_self_learning_in_an_aid_to_decision_does_not_stop():
    assert "self_learning" not in codes(
        {**AUTOMATED, "crpa.contribution": "proposes", "crpa.self_learning": "yes"}
    )


@pytest.mark.parametrize(
    ("agents", "inhabitants", "due"),
    [
        (50, 3_501, True),
        (49, 3_501, False),
        (50, 3_500, False),
        (50, None, True),
        (49, None, False),
        (None, 9_000, None),
        (None, 2_000, False),
    ],
)
def test_rules_are_published_from_fifty_agents_and_above_3500_inhabitants(agents, inhabitants, due):
    organisation = OrganisationFacts(public=True, agents=agents, inhabitants=inhabitants)
    assert organisation.publication_due(TODAY) is due
    rose = "publication_due" in codes(
        {"crpa.individual_decision": "yes", "crpa.rules_published": "no"}, organisation
    )
    assert rose is (due is not False)


def test_nothing_was_to_be_published_before_the_law():
    assert TOWN.publication_due(date(2015, 1, 1)) is False


def test_rules_that_are_published_raise_nothing():
    assert "publication_due" not in codes({"crpa.individual_decision": "yes", "crpa.rules_published": "yes"})


TRANSFER = {**PERSONAL, "rgpd.transfer": "yes"}


def test_a_transfer_without_a_basis_stops():
    assert codes({**TRANSFER, "rgpd.transfer_basis": "none"})["transfer_without_basis"]
    assert "transfer_without_basis" not in codes({**TRANSFER, "rgpd.transfer_basis": "scc"})


def test_adequacy_does_not_cover_another_country():
    answers = {**TRANSFER, "rgpd.transfer_basis": "adequacy", "rgpd.transfer_countries": ["other", "japan"]}
    assert codes(answers)["adequacy_does_not_cover"]
    assert "adequacy_does_not_cover" not in codes({**answers, "rgpd.transfer_countries": ["japan"]})


def test_a_transfer_says_when_its_adequacy_ends_and_whether_it_is_contested():
    answers = {
        **TRANSFER,
        "rgpd.transfer_basis": "adequacy",
        "rgpd.transfer_countries": ["united_states", "united_kingdom"],
    }
    kingdom, states = assessed(answers).transfers
    assert (kingdom.french, kingdom.until, kingdom.contested) == ("Royaume-Uni", date(2031, 12, 27), "")
    assert "C-703/25 P" in states.contested
    assert codes(answers)["contested_adequacy"] is False


def test_no_way_without_ai_stops_what_the_public_uses():
    assert codes({"use.public_facing": "yes", "equity.non_ai_path": "no"})["no_human_path"]
    assert "no_human_path" not in codes({"use.public_facing": "yes", "equity.non_ai_path": "yes"})
    assert "no_human_path" not in codes({"use.public_facing": "no", "equity.non_ai_path": "no"})


def test_training_on_our_data_by_the_provider_stops():
    assert codes({**PERSONAL, "rgpd.training": "provider"})["training_by_provider"]
    assert "training_by_provider" not in codes({**PERSONAL, "rgpd.training": "excluded"})


def test_secrets_do_not_go_to_a_host_under_foreign_law():
    assert codes({"service.secrecy": "yes", "security.hosting": "outside"})["secrecy_outside"]
    assert "secrecy_outside" not in codes({"service.secrecy": "yes", "security.hosting": "internal"})
    assert codes({"service.secrecy": "unknown", "security.hosting": "outside"})["secrecy_outside"] is False


def test_a_prohibited_practice_stops_and_is_the_greatest_risk():
    answers = {"ai_act.3.1": "yes", "ai_act.5.1.c": "yes"}
    found = assessed(answers)
    assert (found.prohibited, found.high_risk, found.risk) == (True, False, 100)
    assert codes(answers)["prohibited_practice"]


def test_a_practice_that_will_be_prohibited_is_announced():
    answers = {"ai_act.3.1": "yes", "ai_act.5.1.ba": "yes"}
    assert "prohibition_announced" in codes(answers)
    assert "prohibited_practice" not in codes(answers)


def test_a_high_risk_of_a_public_body_asks_for_the_fria():
    found = assessed(
        {"ai_act.3.1": "yes", "ai_act.III.5": "yes", "ai_act.III.5.a": "yes", "ai_act.6.3.profiling": "yes"}
    )
    assert found.high_risk is True
    assert found.fria_due
    assert found.axes["ai_act"].score == 80
    assert found.risk == 80


def test_a_class_that_is_not_settled_is_never_minimal():
    found = assessed({"ai_act.3.1": "yes"})
    assert (found.prohibited, found.high_risk) == (None, None)
    assert found.axes["ai_act"].score == 50
    assert found.axes["ai_act"].at_most == 100


def test_facts_of_the_organisation_are_kept_with_the_assessment():
    other = replace(TOWN, agents=10)
    assert assessed({}, other).organisation == other
