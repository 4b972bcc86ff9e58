"""Conditions in three values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.qualification.condition import Condition, both, either

VALUES = st.lists(st.sampled_from([True, False, None]))


def condition(written: object) -> Condition:
    return Condition.model_validate(written)


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ({"a": "yes", "b": "x"}, True),
        ({"a": "yes", "b": ("z", "x")}, True),
        ({"a": "yes", "b": "z"}, False),
        ({"a": "yes"}, False),
        ({"a": "unknown", "b": "x"}, None),
        ({"a": "unknown", "b": "z"}, False),
        ({"a": "unknown", "b": "unknown"}, None),
    ],
)
def test_all_lines_hold_together(answers, holds):
    assert condition({"a": ["yes"], "b": ["x", "y"]}).holds(answers) is holds


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ({"a": "yes"}, True),
        ({"b": "yes", "a": "unknown"}, True),
        ({"a": "unknown"}, None),
        ({"a": "no"}, False),
    ],
)
def test_one_of_any_is_enough(answers, holds):
    assert condition({"any": [{"a": ["yes"]}, {"b": ["yes"]}]}).holds(answers) is holds


def test_a_condition_can_ask_for_a_doubt():
    assert condition({"a": ["unknown"]}).holds({"a": "unknown"}) is True


@pytest.mark.parametrize("empty", [{}, {"any": []}])
def test_a_condition_says_something(empty):
    with pytest.raises(ValueError, match="says nothing"):
        condition(empty)


def test_it_names_what_it_reads():
    written = {"a": ["yes"], "any": [{"b": ["yes"]}, {"all": [{"c": ["no"]}, {"d": ["no"]}]}]}
    assert condition(written).names() == {"a", "b", "c", "d"}


@given(VALUES)
def test_and_and_or_mirror_each_other(values):
    opposite = [None if value is None else not value for value in values]
    found = both(values)
    assert either(opposite) is (None if found is None else not found)
