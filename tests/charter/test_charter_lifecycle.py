"""`lifecycle:` and the gates of clauses: drawn in the file, compiled, inherited, never milder without a reason."""

import pytest
from tests.charter.charter_texts import BASE

from garant.charter import (
    CharterInvalid,
    Requirement,
    Role,
    Stage,
    compare,
    compile_policy,
    load_shipped,
    load_text,
    resolved_text,
)

SHORT = """
lifecycle:
  sheet:
    path: short
    questions:
      - {id: archives, text: Les archives ont-elles été consultées ?, asked_of: [referent]}
  stages:
    - stage: need
      title: Idée
      moves:
        - {to: pilot, roles: [dgs], requires: [described]}
    - stage: pilot
      moves:
        - {to: abandoned, roles: [dsi], requester: true}
    - {stage: abandoned}
"""


def with_lifecycle(text: str, control: str = "commitment: {promise: Essayer., owner: DSI}") -> str:
    return (
        f"{BASE}      - id: essai\n        title: Essayer\n        text: On essaie.\n        controls:\n"
        f"          - {control}\n{text}"
    )


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(CharterInvalid) as refused:
        load_text(text)
    return [(problem.line, problem.code) for problem in refused.value.problems]


def test_a_charter_that_says_nothing_has_the_six_stages_of_region_sud_and_a_pilot() -> None:
    policy = compile_policy(load_text(with_lifecycle("")))

    assert [each.stage for each in policy.lifecycle.stages][:8] == list(Stage)[:8]
    decided = policy.lifecycle.move(Stage.ARBITRATION, Stage.DEVELOPMENT)
    assert decided is not None
    assert (decided.roles, decided.requires) == ((Role.DGS,), (Requirement.DECIDED,))


def test_every_stage_is_reached_and_every_final_one_is_left_by_nobody() -> None:
    stages = compile_policy(load_text(with_lifecycle(""))).lifecycle.stages

    reached = {move.to for each in stages for move in each.moves}
    assert reached | {Stage.NEED} == set(Stage)
    assert all(not each.moves for each in stages if each.stage.is_final)


def test_nobody_reaches_users_without_a_conclusive_evaluation_in_the_default() -> None:
    policy = compile_policy(load_text(with_lifecycle("")))

    for stage in (Stage.PILOT, Stage.GENERALISED):
        assert Requirement.CONCLUSIVE_EVALUATION in policy.lifecycle.required(stage)


def test_a_charter_draws_its_own_way() -> None:
    lifecycle = load_text(with_lifecycle(SHORT)).lifecycle

    assert [each.title for each in lifecycle.stages] == ["Idée", "Pilote", "Abandonné"]
    assert lifecycle.short_sheet
    assert lifecycle.questions[0].text == "Les archives ont-elles été consultées ?"
    way = lifecycle.move(Stage.PILOT, Stage.ABANDONED)
    assert way is not None
    assert way.who == "la DSI ou la personne qui a déposé le besoin"
    assert lifecycle.move(Stage.NEED, Stage.GENERALISED) is None


def test_a_way_that_is_not_drawn_has_no_gate_to_pass() -> None:
    policy = compile_policy(load_text(with_lifecycle(SHORT)))

    with pytest.raises(KeyError):
        policy.gates_of(Stage.NEED, Stage.GENERALISED)


@pytest.mark.parametrize("text", ["", SHORT])
def test_the_drawing_travels_with_the_charter(text: str) -> None:
    charter = load_text(with_lifecycle(text))

    assert load_text(resolved_text(charter)).lifecycle == charter.lifecycle


def test_a_clause_adds_to_the_gate_and_is_named_by_what_it_asks() -> None:
    controls = "gate: {state: pilot, requires: [conclusive_evaluation, described]}"
    policy = compile_policy(load_text(with_lifecycle(SHORT, controls)))

    asked = dict(policy.gates_of(Stage.NEED, Stage.PILOT))
    assert list(asked) == [Requirement.DESCRIBED, Requirement.CONCLUSIVE_EVALUATION]
    assert [gate.clause for gate in asked[Requirement.CONCLUSIVE_EVALUATION]] == ["essai"]


def test_a_committee_is_a_gate_that_names_its_kind() -> None:
    controls = "committee: {name: le comité, committee: data-ia, before: [pilot]}"
    policy = compile_policy(load_text(with_lifecycle(SHORT, controls)))

    gates = dict(policy.gates_of(Stage.NEED, Stage.PILOT))[Requirement.COMMITTEE_OPINION]
    assert [(gate.committee, gate.clause) for gate in gates] == [("data-ia", "essai")]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("- stage: need\n      title: Idée", "- stage: pilot\n      title: Idée", "charter_stage_first"),
        ("to: pilot", "to: maintenance", "charter_stage_missing"),
        ("to: pilot", "to: pilote", "charter_value_unknown"),
        ("roles: [dgs]", "roles: [maire]", "charter_value_unknown"),
        ("roles: [dgs]", "roles: []", "charter_value_empty"),
        ("requires: [described]", "requires: [décrit]", "charter_value_unknown"),
        ("- {stage: abandoned}", "- {stage: abandoned}\n    - {stage: retired}", "charter_stage_unreached"),
        ("- {stage: abandoned}", "- {stage: abandoned}\n    - {stage: pilot}", "charter_stage_duplicate"),
        (
            "- {stage: abandoned}",
            "- {stage: abandoned, moves: [{to: need, roles: [dsi]}]}",
            "charter_stage_final",
        ),
        ("path: short", "path: courte", "charter_value_unknown"),
        ("  sheet:", "  grace_days: -1\n  sheet:", "charter_number_low"),
        ("  sheet:", "  fiche: {}\n  sheet:", "charter_key_unknown"),
        (
            "asked_of: [referent]}",
            "asked_of: [referent]}\n      - {id: archives, text: Encore ?}",
            "charter_question_duplicate",
        ),
    ],
)
def test_what_does_not_hold_is_told_with_its_line(before: str, after: str, code: str) -> None:
    text = with_lifecycle(SHORT)
    assert before in text
    found = problems(text.replace(before, after, 1))

    assert code in [each for _, each in found]
    assert all(line > 1 for line, _ in found)


CHILD = """\
charter: enfant
version: 2026-11-02
extends: region-sud
"""


def test_a_child_takes_its_parents_way() -> None:
    assert load_text(CHILD).lifecycle == load_shipped("region-sud").lifecycle


def test_a_milder_way_needs_a_reason() -> None:
    found = problems(CHILD + SHORT)

    assert {code for _, code in found} == {"charter_lifecycle_milder"}
    reasoned = SHORT.replace("lifecycle:", "lifecycle:\n  reason: Nous sommes douze.", 1)
    assert load_text(CHILD + reasoned).lifecycle.reason == "Nous sommes douze."


def test_the_comparison_tells_that_the_way_changed() -> None:
    before, after = load_text(with_lifecycle("")), load_text(with_lifecycle(SHORT))

    assert "vie d’un usage de l’IA (étapes et portes)" in [
        each.subject for each in compare(before, after).heading
    ]
    assert compare(before, before).same


def test_taking_a_requirement_from_a_gate_is_a_loosening() -> None:
    before = load_text(with_lifecycle(SHORT, "gate: {state: pilot, requires: [described, help_text]}"))
    after = load_text(with_lifecycle(SHORT, "gate: {state: pilot, requires: [described]}"))

    assert [change.milder for change in compare(before, after).effects] == [True]
    assert [change.milder for change in compare(after, before).effects] == [False]
