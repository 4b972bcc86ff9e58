"""Flags: each rises on its own answers, not on their near misses, and stops nothing on a doubt."""

import pytest
from tests.qualification.sheet_answers import assessed, opened, question

from garant.qualification import UNKNOWN, Kind, Severity
from garant.qualification.flags import flag_rules

# Those that read facts drawn from several answers have their own tests, beside the law.
PLAIN = [
    pytest.param(rule, id=rule.code)
    for rule in flag_rules()
    if not any(name.startswith("fact.") for name in rule.when.names())
]


def answered(rule) -> dict[str, object]:
    """Answers that raise it, with those that make them visible."""
    answers: dict[str, object] = {}
    for name, values in rule.when.lines:
        answers |= opened(name)
        answers[name] = [values[0]] if question(name).kind is Kind.CHOICES else values[0]
    return answers


def raised(answers: dict[str, object], code: str):
    return next((flag for flag in assessed(answers).flags if flag.code == code), None)


@pytest.mark.parametrize("rule", PLAIN)
def test_it_rises_on_its_answers(rule):
    flag = raised(answered(rule), rule.code)
    assert flag is not None
    assert (flag.french, flag.certain) == (rule.say, True)
    assert flag.stops is (rule.severity is Severity.STOP)
    assert flag.code in {each.code for each in assessed(answered(rule)).axes[rule.axis].flags}


@pytest.mark.parametrize("rule", PLAIN)
def test_another_answer_to_any_of_its_questions_keeps_it_down(rule):
    for name, values in rule.when.lines:
        others = [o.value for o in question(name).options if o.value not in (*values, UNKNOWN)]
        for other in others:
            given = [other] if question(name).kind is Kind.CHOICES else other
            assert raised({**answered(rule), name: given}, rule.code) is None


@pytest.mark.parametrize("rule", PLAIN)
def test_a_doubt_is_said_as_one_and_stops_nothing(rule):
    for name, _ in rule.when.lines:
        flag = raised({**answered(rule), name: UNKNOWN}, rule.code)
        assert flag is not None
        assert (flag.french, flag.certain, flag.stops) == (rule.say_unsure, False, False)
        assert flag.severity is Severity.WATCH


def test_the_gravest_come_first():
    answers = {
        "security.unapproved_service": "yes",
        "use.public_facing": "yes",
        "equity.non_ai_path": "no",
        "human.agents_monitored": "unknown",
    }
    severities = [flag.severity for flag in assessed(answers).flags]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)
