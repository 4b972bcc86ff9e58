"""Answers as people and files give them: read, or a sentence that says what to do; never an error, never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.qualification.sheet_answers import CLUB, SHEET, TODAY, question, some_answers

from garant.qualification import read_answers, sheet

GOOD = [
    ("rgpd.personal_data", "yes", "yes"),
    ("rgpd.personal_data", True, "yes"),
    ("rgpd.personal_data", False, "no"),
    ("rgpd.personal_data", "unknown", "unknown"),
    ("rgpd.personal_data", ["no"], "no"),
    ("use.purpose", "  Résumer des notes.  ", "Résumer des notes."),
    ("use.purpose", "unknown", "unknown"),
    ("rgpd.sensitive_data", "health", ("health",)),
    ("rgpd.sensitive_data", ["union", "health"], ("health", "union")),
    ("rgpd.sensitive_data", ["none"], ("none",)),
    ("rgpd.sensitive_data", ["unknown"], "unknown"),
    ("value.people", "1 200", 1200.0),
    ("value.people", "1\u202f200,5", 1200.5),
    ("value.people", 0, 0.0),
    ("value.people", "unknown", "unknown"),
    ("cost.running", "10 à 20", (10.0, 20.0)),
    ("cost.running", "de 1,5 à 2", (1.5, 2.0)),
    ("cost.running", "10-20", (10.0, 20.0)),
    ("cost.running", "1 000 – 2 000", (1000.0, 2000.0)),
    ("cost.running", "12", (12.0, 12.0)),
    ("cost.running", 12, (12.0, 12.0)),
    ("cost.running", [3, "4,5"], (3.0, 4.5)),
    ("cost.running", {"min": 1, "max": 2}, (1.0, 2.0)),
]

BAD = [
    ("rgpd.personal_data", "peut-être", "n’est plus proposée"),
    ("rgpd.personal_data", 3, "Une seule réponse"),
    ("rgpd.personal_data", ["yes", "no"], "Une seule réponse"),
    ("sobriety.kind", True, "Une seule réponse"),
    ("use.purpose", 12, "Quelques mots"),
    ("use.purpose", "a" * 5001, "trop long"),
    ("rgpd.sensitive_data", [3], "ne peuvent pas être lues"),
    ("rgpd.sensitive_data", ["aura"], "n’est plus proposée"),
    ("rgpd.sensitive_data", ["none", "health"], "« Aucune » ne va pas avec une autre"),
    ("rgpd.sensitive_data", ["unknown", "health"], "« Je ne sais pas » ne va pas avec une autre"),
    ("value.people", "beaucoup", "Un nombre positif"),
    ("value.people", -1, "Un nombre positif"),
    ("value.people", float("nan"), "Un nombre positif"),
    ("value.people", 10**400, "Un nombre positif"),
    ("value.people", True, "Un nombre positif"),
    ("cost.running", "cher", "Un intervalle"),
    ("cost.running", [1, 2, 3], "Un intervalle"),
    ("cost.running", {"min": 1}, "Un intervalle"),
    ("cost.running", [20, 10], "plus grand que le second"),
    ("cost.running", "-5 à 10", "Un intervalle"),
]


@pytest.mark.parametrize(("name", "written", "read"), GOOD)
def test_an_answer_is_read(name: str, written: object, read: object):
    found = read_answers(SHEET, {name: written})
    assert found.answers == {name: read}
    assert not found.problems
    assert not found.set_aside


@pytest.mark.parametrize(("name", "written", "said"), BAD)
def test_a_bad_value_is_a_sentence_that_says_what_to_do(name: str, written: object, said: str):
    found = read_answers(SHEET, {name: written})
    assert found.answers == {}
    sentence = found.problems[name]
    assert said in sentence
    assert sentence.count(".") >= 2
    assert "{" not in sentence


@pytest.mark.parametrize("empty", [None, "", "   ", [], [""], [None, " "]])
def test_an_empty_value_is_no_answer_and_no_problem(empty: object):
    found = read_answers(SHEET, {"rgpd.sensitive_data": empty, "use.purpose": empty})
    assert (found.answers, found.problems, found.set_aside) == ({}, {}, ())


def test_an_answer_to_a_question_of_an_older_version_is_set_aside_and_the_others_stay():
    found = read_answers(SHEET, {"rgpd.cookies": "yes", "rgpd.personal_data": "no", "ai_act.99.z": "yes"})
    assert found.answers == {"rgpd.personal_data": "no"}
    assert found.set_aside == ("rgpd.cookies", "ai_act.99.z")
    assert not found.problems


def test_an_option_of_an_older_version_is_said_to_be_gone():
    found = read_answers(SHEET, {"security.hosting": "privacy_shield"})
    assert "n’est plus proposée dans la version actuelle" in found.problems["security.hosting"]


def test_legitimate_interest_is_not_offered_to_a_public_body():
    assert question("rgpd.legal_basis").option("legitimate_interest") is None
    sentence = read_answers(SHEET, {"rgpd.legal_basis": "legitimate_interest"}).problems["rgpd.legal_basis"]
    assert "n’est pas ouverte à votre organisme" in sentence
    assert "article 6(1), dernier alinéa" in sentence


def test_legitimate_interest_is_offered_to_an_association():
    open_sheet = sheet(TODAY, CLUB)
    assert question("rgpd.legal_basis", open_sheet).option("legitimate_interest") is not None
    read = read_answers(open_sheet, {"rgpd.legal_basis": "legitimate_interest"})
    assert read.answers == {"rgpd.legal_basis": "legitimate_interest"}


@given(some_answers())
def test_reading_what_was_read_changes_nothing(answers):
    once = read_answers(SHEET, answers)
    assert not once.problems
    assert read_answers(SHEET, once.answers) == once


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([q.id for q in SHEET.questions]) | st.text(), ANYTHING, max_size=4))
def test_whatever_is_given_is_an_answer_a_problem_set_aside_or_empty(raw):
    found = read_answers(SHEET, raw)
    assert set(found.answers) | set(found.problems) | set(found.set_aside) <= set(raw)
    assert not set(found.answers) & set(found.problems)
    for sentence in found.problems.values():
        assert sentence.strip()
