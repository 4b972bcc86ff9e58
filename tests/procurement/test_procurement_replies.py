"""What a vendor answers is checked: it comes from outside, and may be anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.procurement.questions import bank
from garant.procurement.replies import LONGEST, Reply, check, replies_from

QUESTIONS = tuple(
    each for each in bank().questions if each.id in {"modeles", "entrainement", "certifications", "pays", "journaux", "accessibilite", "code-pratique"}
)  # fmt: skip


def problems(name, reply):
    return [each.what for each in check(QUESTIONS, {name: reply}).problems]


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("modeles", {"text": "Mistral"}),
        ("entrainement", {"choices": ["no"], "text": "précision"}),
        ("certifications", {"choices": ["hds", "iso27001"]}),
        ("pays", {"choices": ["fr"]}),
        ("journaux", {"number": 6}),
        ("journaux", {"number": 6.5}),
        ("journaux", {}),
    ],
)
def test_what_fits_its_question_stands(name, reply):
    assert problems(name, reply) == []


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("inconnue", {"text": "x"}),
        ("modeles", "Mistral"),
        ("modeles", {"text": 3}),
        ("modeles", {"text": "x" * (LONGEST + 1)}),
        ("modeles", {"choices": ["no"]}),
        ("modeles", {"number": 3}),
        ("modeles", {"autre": "x"}),
        ("entrainement", {"choices": ["peut-être"]}),
        ("entrainement", {"choices": ["no", "yes"]}),
        ("entrainement", {"choices": "no"}),
        ("entrainement", {"choices": [{}]}),
        ("certifications", {"choices": ["none", "hds"]}),
        ("code-pratique", {"choices": ["signed"], "text": "une précision que rien n’attend"}),
        ("pays", {"choices": ["FRA"]}),
        ("pays", {"choices": ["FR", "DE"]}),
        ("pays", {"choices": ["²³"]}),
        ("journaux", {"number": -1}),
        ("journaux", {"number": True}),
        ("journaux", {"number": "6"}),
        ("journaux", {"number": float("nan")}),
        ("journaux", {"number": 1e12}),
        ("accessibilite", {"number": 101}),
    ],
)
def test_what_does_not_fit_is_named(name, reply):
    assert len(problems(name, reply)) == 1


def test_what_is_wrong_is_not_also_missing():
    checked = check(QUESTIONS, {"journaux": {"number": -1}})
    assert "journaux" not in {question.id for question in checked.missing}
    assert "pays" in {question.id for question in checked.missing}


def test_a_required_detail_makes_an_answer_whole():
    assert "certifications" in {
        each.id for each in check(QUESTIONS, {"certifications": {"choices": ["hds"]}}).missing
    }
    whole = check(QUESTIONS, {"certifications": {"choices": ["hds"], "text": "n° 3"}})
    assert "certifications" not in {each.id for each in whole.missing}


def test_a_zero_is_an_answer():
    checked = check(QUESTIONS, {"journaux": {"number": 0}})
    assert checked.replies["journaux"] == Reply(number=0.0)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from([each.id for each in QUESTIONS]) | st.text(max_size=5),
        JSON | st.fixed_dictionaries({}, optional={"choices": JSON, "number": JSON, "text": JSON}),
    )
)
def test_anything_at_all_is_read_without_a_fall_and_what_stands_comes_back(given):
    checked = check(QUESTIONS, given)
    kept = {name: reply.to_mapping() for name, reply in checked.replies.items()}
    assert check(QUESTIONS, kept).problems == ()
    assert replies_from(kept) == checked.replies
