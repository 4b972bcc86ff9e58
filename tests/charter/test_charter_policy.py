"""The laws of the compiled policy."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.charter.charter_texts import BASE

from garant.charter import (
    Approval,
    Charter,
    CharterInvalid,
    Clause,
    Policy,
    Rule,
    Section,
    compile_policy,
    load_text,
    resolved_text,
)
from garant.charter.controls.approve import Approve
from garant.charter.controls.protect import Protect
from garant.words import Action, DataClass, Mode, Zone, strictest

ACTIONS = st.sampled_from(list(Action))
ZONES = {zone: zone.french for zone in Zone}

protects = st.builds(
    Protect,
    data=st.lists(st.sampled_from(list(DataClass)), min_size=1, max_size=4).map(tuple),
    zones=st.lists(st.sampled_from(list(Zone)), min_size=1, max_size=3).map(tuple),
    action=ACTIONS,
    mode=st.sampled_from(list(Mode)),
)
approvals = st.builds(
    Approve,
    zones=st.lists(st.sampled_from(list(Zone)), min_size=1, max_size=3).map(tuple),
    levels=st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple),
)
controls = st.one_of(protects, approvals)


def charter_of(*each: object) -> Charter:
    clauses = tuple(
        Clause(id=f"c{rank}", title=f"C{rank}", text="", controls=(control,), control_lines=(1,))  # type: ignore[arg-type]
        for rank, control in enumerate(each)
    )
    return Charter(
        id="a",
        version="2026-11-01",
        title="A",
        sections=(Section("S", clauses),),
        zones=ZONES,
        assistant="IA",
    )


@given(ACTIONS, ACTIONS, ACTIONS)
def test_the_join_of_actions_is_a_lattice(a: Action, b: Action, c: Action) -> None:
    assert strictest([a, b]) is strictest([b, a])
    assert strictest([a, strictest([b, c])]) is strictest([strictest([a, b]), c])
    assert strictest([a, a]) is a
    assert strictest([a, Action.ALLOW]) is a
    assert strictest([a, Action.BLOCK]) is Action.BLOCK


def test_the_order_of_actions_is_the_written_one() -> None:
    assert sorted(Action, key=lambda action: action.strictness) == [
        Action.ALLOW,
        Action.WARN,
        Action.PSEUDONYMISE,
        Action.REROUTE,
        Action.BLOCK,
    ]


@settings(deadline=None)
@given(st.lists(controls, max_size=6))
def test_no_rule_means_block(each: list[object]) -> None:
    policy = compile_policy(charter_of(*each))
    ruled = {(rule.data, rule.zone) for rule in policy.rules}
    for data in DataClass:
        for zone in Zone:
            if (data, zone) not in ruled:
                assert policy.cell(data, zone).action is Action.BLOCK
                assert policy.cell(data, zone).clause is None


@settings(deadline=None)
@given(st.lists(protects, max_size=6), protects)
def test_another_clause_never_makes_a_decided_cell_milder(each: list[Protect], more: Protect) -> None:
    before = compile_policy(charter_of(*each))
    after = compile_policy(charter_of(*each, more))
    decided = {(rule.data, rule.zone) for rule in before.rules}
    for data, zone in decided:
        assert after.cell(data, zone).action.strictness >= before.cell(data, zone).action.strictness


@settings(deadline=None)
@given(st.lists(controls, max_size=6), st.randoms())
def test_the_order_of_clauses_changes_no_action(each: list[object], random: object) -> None:
    shuffled = list(each)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = compile_policy(charter_of(*each)), compile_policy(charter_of(*shuffled))
    for zone in Zone:
        assert {approval.levels for approval in [one.approval(zone)] if approval} == {
            approval.levels for approval in [other.approval(zone)] if approval
        }
        for data in DataClass:
            assert one.cell(data, zone).action is other.cell(data, zone).action


@settings(deadline=None)
@given(st.lists(controls, max_size=6), st.sets(st.sampled_from(list(DataClass))), st.sampled_from(list(Zone)))
def test_more_classes_never_make_a_decision_milder(
    each: list[object], classes: set[DataClass], zone: Zone
) -> None:
    policy = compile_policy(charter_of(*each))
    whole = policy.decide(classes, zone)
    if policy.approval(zone) is None:
        assert whole.action is Action.BLOCK
        assert not whole.zone_open
    for data in classes:
        assert whole.action.strictness >= policy.decide([data], zone).action.strictness
        assert policy.decide(classes, zone, allowed=[]).action is Action.BLOCK


@settings(deadline=None)
@given(st.lists(controls, max_size=6))
def test_compiling_is_deterministic_and_survives_the_resolved_text(each: list[object]) -> None:
    charter = charter_of(*each)
    assert compile_policy(charter) == compile_policy(charter)
    again = load_text(resolved_text(charter))
    assert compile_policy(again).rules == compile_policy(charter).rules
    assert compile_policy(again).approvals == compile_policy(charter).approvals


@settings(deadline=None)
@given(st.text(max_size=80), st.text(min_size=1, max_size=40))
@example("a\x85b", "c")
@example("a\u2028b", "c\u2029d")
def test_any_text_survives_the_resolved_text(text: str, title: str) -> None:
    clause = Clause(id="c", title=title, text=text)
    charter = replace(charter_of(), title=title, sections=(Section("S", (clause,)),))
    written = resolved_text(charter)
    refused = refusals(written)
    # Refused for what a charter may never hold, never for how it was written.
    assert refused <= {"charter_character_forbidden", "charter_value_empty"}
    if not refused:
        again = load_text(written)
        assert again.title == title.strip()
        assert next(again.clauses).text == text.strip()


def refusals(text: str) -> set[str]:
    try:
        load_text(text)
    except CharterInvalid as invalid:
        return {problem.code for problem in invalid.problems}
    return set()


def test_the_resolved_text_loads_to_an_equal_charter() -> None:
    charter = load_text(BASE)

    assert load_text(resolved_text(charter)) == charter


def test_a_rule_under_observation_is_counted_and_not_applied() -> None:
    watched = Protect(
        data=(DataClass.HEALTH,), zones=(Zone.EXTERNAL,), action=Action.BLOCK, mode=Mode.OBSERVE
    )
    allowed = Protect(data=(DataClass.HEALTH,), zones=(Zone.EXTERNAL,), action=Action.WARN)
    opened = Approve(zones=(Zone.EXTERNAL,))
    decision = compile_policy(charter_of(opened, allowed, watched)).decide([DataClass.HEALTH], Zone.EXTERNAL)

    assert decision.action is Action.WARN
    assert [(rule.clause, rule.action) for rule in decision.observed] == [("c2", Action.BLOCK)]


def test_a_milder_rule_under_observation_is_not_reported() -> None:
    watched = Protect(data=(DataClass.HEALTH,), zones=(Zone.EXTERNAL,), action=Action.WARN, mode=Mode.OBSERVE)
    blocked = Protect(data=(DataClass.HEALTH,), zones=(Zone.EXTERNAL,), action=Action.BLOCK)
    policy = compile_policy(charter_of(Approve(zones=(Zone.EXTERNAL,)), blocked, watched))

    assert policy.decide([DataClass.HEALTH], Zone.EXTERNAL).observed == ()


def test_two_clauses_open_a_zone_to_the_levels_of_both() -> None:
    policy = compile_policy(
        charter_of(Approve(zones=(Zone.INTERNAL,), levels=(1,)), Approve(zones=(Zone.INTERNAL,), levels=(3,)))
    )

    assert policy.approval(Zone.INTERNAL) == Approval(Zone.INTERNAL, frozenset({1, 3}), "c0")
    assert policy.approves(Zone.INTERNAL, 3) == Approval(Zone.INTERNAL, frozenset({3}), "c1")
    assert policy.approves(Zone.INTERNAL, 2) is None


def test_a_policy_cannot_be_changed() -> None:
    policy = compile_policy(load_text(BASE))
    with pytest.raises(AttributeError):
        policy.rules = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        policy.clauses["x"] = policy.clauses["donnees"]  # type: ignore[index]


def test_everything_that_a_charter_says_reaches_the_policy() -> None:
    policy = compile_policy(load_text(BASE))

    assert policy.organisation == "Commune d’Essai"
    assert policy.assistant == "IRIS"
    assert policy.clauses["information"].number == "2.1"
    assert policy.approval(Zone.SOVEREIGN) is None
    assert Rule(DataClass.HEALTH, Zone.EXTERNAL, Action.REROUTE, "donnees") in policy.rules
    assert policy.forbidden[0].clause == "interdits"
    assert policy.notices[0].zones == {Zone.EXTERNAL}
    assert policy.mentions[0].levels == ("idea", "production")
    assert policy.acknowledgement is not None
    assert policy.retention_days("conversations") == 30
    assert policy.retention_days("journal") is None
    assert policy.reports[0].roles == ("dpo", "rssi")
    assert policy.commitments[0].due == "2027-06-30"
    assert isinstance(policy, Policy)


def test_two_acknowledgements_are_one_reading() -> None:
    text = BASE.replace(
        "        text: Rien n’est gardé longtemps.\n        controls:\n",
        "        text: Rien n’est gardé longtemps.\n        controls:\n          - acknowledge: {statement: Je relis.}\n",
    )
    acknowledgement = compile_policy(load_text(text)).acknowledgement

    assert acknowledgement is not None
    assert acknowledgement.statement == "J’ai lu la charte.\n\nJe relis."
    assert acknowledgement.clause == "responsabilite"
