"""What must hold of any answers at all: adding a fact never lowers, hiding never counts, doubt never reassures.

`at_least` is what is established: it never goes down when a fact is added. `risk` doesn't either, but for one move that
is the purpose of an examination: « à examiner » may become less once the answer has come and nothing is unknown.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.qualification.ai_act.ai_act_answers import FACTS, INNOCENT, LATER, POINTS, TODAY, TREE, strong

from garant.qualification.ai_act import Node, Outcome, RiskClass, Strength, classify, visible

Said = dict[str, str | list[str]]

DAYS = [TODAY, LATER, date(2027, 12, 2), date(2030, 8, 2)]


def _answer(node: Node) -> st.SearchStrategy[str | list[str]]:
    values = [option.value for option in node.options]
    if not node.several:
        return st.sampled_from([*values, ""])
    together = [option.value for option in node.options if not option.alone]
    return st.one_of(st.sampled_from(values), st.lists(st.sampled_from(together), max_size=3, unique=True))


WHOLE = st.fixed_dictionaries({node.id: _answer(node) for node in TREE.nodes})
# Random answers are nearly all prohibited: most facts are refused here, so that what lies behind is reached.
QUIET = st.builds(
    lambda said, kept: INNOCENT | {key: said[key] for key in kept},
    WHOLE,
    st.lists(st.sampled_from([node.id for node in TREE.nodes]), max_size=14, unique=True),
)
ANSWERS = st.one_of(WHOLE, QUIET)


def _not_lower(before: Outcome, after: Outcome) -> None:
    assert after.at_least.strictness >= before.at_least.strictness
    resolved = before.risk is RiskClass.TO_BE_EXAMINED and after.unknown == () and not after.announced
    assert after.risk.strictness >= before.risk.strictness or resolved


def _strength(node: Node, value: str | list[str]) -> Strength:
    values = [value] if isinstance(value, str) else value
    counts = [option.counts for each in values if (option := node.option(each)) is not None]
    return max(counts, default=Strength.UNKNOWN)


@given(ANSWERS, st.sampled_from(FACTS), st.data(), st.sampled_from(DAYS))
def test_adding_a_fact_never_lowers_the_class(said: Said, fact: str, data: st.DataObject, today: date):
    node = TREE.node(fact)
    assert node is not None
    added = said | {fact: data.draw(st.sampled_from(strong(node)))}
    if _strength(node, said[fact]) is not Strength.YES:
        _not_lower(classify(said, today=today), classify(added, today=today))


@given(ANSWERS, st.sampled_from(FACTS), st.sampled_from(DAYS))
def test_doubting_a_fact_never_lowers_the_class(said: Said, fact: str, today: date):
    node = TREE.node(fact)
    assert node is not None
    if _strength(node, said[fact]) is Strength.NO:
        _not_lower(classify(said, today=today), classify(said | {fact: "unknown"}, today=today))


@given(ANSWERS, st.sampled_from([node for node in TREE.nodes if node.lowers]), st.sampled_from(DAYS))
def test_giving_up_an_exception_never_lowers_the_class(said: Said, node: Node, today: date):
    given_up = said | {node.id: "unknown"}
    if _strength(node, said[node.id]) is Strength.YES:
        _not_lower(classify(said, today=today), classify(given_up, today=today))


@pytest.mark.parametrize("fact", FACTS)
def test_every_single_fact_beside_every_other(fact: str):
    node = TREE.node(fact)
    assert node is not None
    for other in ("", *FACTS):
        beside = TREE.node(other)
        start = INNOCENT if beside is None else INNOCENT | {other: strong(beside)[0]}
        no, unknown = (classify(start | {fact: said}, today=LATER) for said in (INNOCENT[fact], "unknown"))
        _not_lower(no, unknown)
        for value in strong(node):
            yes = classify(start | {fact: value}, today=LATER)
            _not_lower(no, yes)
            _not_lower(unknown, yes)


@given(ANSWERS, st.sampled_from(DAYS))
def test_hidden_answers_never_count(said: Said, today: date):
    outcome = classify(said, today=today)
    asked = {step.node for step in outcome.path} | {unknown.node for unknown in outcome.unknown}
    kept = {key: value for key, value in said.items() if key in asked}
    assert classify(kept, today=today) == outcome


@given(WHOLE, WHOLE)
def test_changing_hidden_answers_changes_nothing(said: Said, others: Said):
    shown = {node.id for node in visible(TREE, said)}
    changed = {key: said[key] if key in shown else others[key] for key in said}
    assert classify(changed, today=TODAY) == classify(said, today=TODAY)


@given(ANSWERS, st.sampled_from(DAYS))
def test_what_is_unknown_is_never_minimal(said: Said, today: date):
    outcome = classify(said, today=today)
    if outcome.unknown:
        assert outcome.risk is not RiskClass.MINIMAL
    if outcome.risk is RiskClass.TO_BE_EXAMINED:
        assert outcome.unknown or outcome.announced
    assert outcome.at_least.strictness <= outcome.could_be.strictness


@given(ANSWERS, st.sampled_from(POINTS), st.sampled_from(DAYS))
def test_profiling_is_never_exempt_whatever_else_is_said(said: Said, point: str, today: date):
    area = {} if point == "III.2" else {point.rpartition(".")[0]: "yes"}
    outcome = classify(said | area | {"3.1": "yes", point: "yes", "6.3.profiling": "yes"}, today=today)
    assert not outcome.exempt_6_3
    if outcome.risk is not RiskClass.OUT_OF_SCOPE:
        assert outcome.at_least.strictness >= RiskClass.HIGH.strictness


@given(ANSWERS, st.sampled_from(DAYS))
def test_an_outcome_can_be_written_down(said: Said, today: date):
    written = classify(said, today=today).to_mapping()
    assert written["risk"] in set(RiskClass)
    assert written["french"].endswith(".")
    assert {step["node"] for step in written["path"]} <= set(said)


@given(ANSWERS)
def test_time_only_adds_prohibitions(said: Said):
    before, after = classify(said, today=TODAY), classify(said, today=LATER)
    assert set(before.prohibited) <= set(after.prohibited)
    assert set(before.announced) <= set(after.prohibited)
    assert after.at_least.strictness >= before.at_least.strictness


@given(st.dictionaries(st.text(max_size=8), st.one_of(st.text(max_size=8), st.lists(st.text(max_size=4)))))
def test_answers_of_another_world_are_all_set_aside(said: Said):
    strange = {key: value for key, value in said.items() if TREE.node(key) is None}
    outcome = classify(strange, today=TODAY)
    assert set(outcome.set_aside) == set(strange)
    assert outcome.risk is RiskClass.TO_BE_EXAMINED
