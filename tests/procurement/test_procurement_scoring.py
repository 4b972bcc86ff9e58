"""Scores explain themselves; a person's mark prevails; what waits for a person widens the range."""

import pytest

from garant.procurement.facts import facts_of
from garant.procurement.questions import bank
from garant.procurement.replies import Reply
from garant.procurement.scoring import Mark, score

BY_ID = {question.id: question for question in bank().questions}


def scored(name, reply, mark=None, **changed):
    question = BY_ID[name].model_copy(update=changed)
    return score([question], {name: reply}, {} if mark is None else {name: mark}).answers[0]


def test_a_closed_answer_earns_its_points_and_says_why():
    cell = scored("entrainement", Reply(("no",)))
    assert (cell.points, cell.knocked_out) == (1.0, False)
    assert "Non, jamais" in cell.why


def test_several_choices_add_up_and_never_beyond_one():
    assert scored("certifications", Reply(("secnumcloud", "iso27001"))).points == 0.75
    assert scored("certifications", Reply(("secnumcloud", "hds", "iso27001", "iso42001"))).points == 1.0
    assert scored("certifications", Reply(("none",), text="rien")).points == 0


@pytest.mark.parametrize(("months", "points"), [(24, 1), (12, 1), (6, 0.75), (5.9, 0), (0, 0)])
def test_a_number_earns_the_first_band_that_it_fits(months, points):
    assert scored("journaux", Reply(number=months)).points == points


@pytest.mark.parametrize(("hours", "points"), [(0, 1), (24, 1), (25, 0.75), (72, 0.25), (73, 0)])
def test_a_delay_earns_more_the_shorter_it_is(hours, points):
    assert scored("incidents", Reply(number=hours)).points == points


def test_a_country_outside_the_eea_has_a_transfer_to_justify():
    assert scored("pays", Reply(("NO",))).points == 1
    cell = scored("pays", Reply(("US",)))
    assert cell.points == 0.25
    assert "transfert" in cell.why


def test_words_wait_for_a_person():
    cell = scored("modeles", Reply(text="Mistral"))
    assert cell.points is None
    assert scored("modeles", Reply()).points == 0


def test_a_knock_out_is_shown_with_its_reason():
    cell = scored("entrainement", Reply(("yes",)))
    assert cell.knocked_out
    assert "éliminatoire" in cell.why


def test_no_answer_to_an_eliminating_question_knocks_out_and_to_another_does_not():
    assert scored("entrainement", Reply()).knocked_out
    assert not scored("journaux", Reply()).knocked_out


def test_a_consultation_that_does_not_eliminate_only_scores():
    cell = scored("entrainement", Reply(("yes",)), eliminates=False)
    assert (cell.points, cell.knocked_out) == (0, False)
    assert not scored("entrainement", Reply(), eliminates=False).knocked_out


def test_a_mark_prevails_and_its_reason_is_told():
    cell = scored("journaux", Reply(number=12), Mark(1, "Format fermé", "Denis Faure"))
    assert cell.points == 0.25
    assert cell.why == "1 sur 4, Denis Faure : Format fermé"


def test_a_mark_lifts_a_knock_out_and_a_zero_confirms_it():
    lifted = scored("entrainement", Reply(("unknown",)), Mark(3, "Attestation reçue", "Denis"))
    assert (lifted.knocked_out, lifted.lifted) == (False, True)
    assert scored("entrainement", Reply(("yes",)), Mark(0, "Confirmé", "Denis")).knocked_out


def test_the_whole_is_a_range_until_every_text_is_appraised():
    questions = [
        BY_ID["modeles"].model_copy(update={"weight": 1}),
        BY_ID["journaux"].model_copy(update={"weight": 3}),
    ]
    replies = {"modeles": Reply(text="x"), "journaux": Reply(number=12)}
    open_ended = score(questions, replies, {})
    assert (open_ended.low, open_ended.high) == (75, 100)
    assert open_ended.french == "de 75 à 100 sur 100 (1 réponse à apprécier)"
    settled = score(questions, replies, {"modeles": Mark(2, "Passable", "Denis")})
    assert settled.french == "87,5 sur 100"


def test_a_weight_of_zero_counts_for_nothing_and_waits_for_nobody():
    only = score([BY_ID["cout"]], {"cout": Reply(text="12 €")}, {})
    assert (only.low, only.high, only.pending) == (0, 0, ())


def test_facts_bear_stable_keys_and_plain_values():
    replies = {
        "pays": Reply(("FR",)),
        "certifications": Reply(("hds", "iso27001"), text="n° 3"),
        "journaux": Reply(number=12),
        "hebergeur": Reply(text="Chez nous"),
    }
    facts = {fact.key: fact for fact in facts_of(bank().questions, replies)}
    assert facts["country"].value == "FR"
    assert facts["certifications"].value == ("hds", "iso27001")
    assert facts["certifications"].shown == "HDS (données de santé) ; ISO/IEC 27001"
    assert facts["certification_details"].value == "n° 3"
    assert facts["logs_months"].value == 12
    assert facts["host"].field == "Hébergeur"
    assert "training" not in facts


def test_a_zero_is_a_fact():
    facts = {fact.key: fact.value for fact in facts_of(bank().questions, {"conservation": Reply(number=0)})}
    assert facts == {"retention_days": 0}
