"""The cases that a jurist writes: tests/cases/ai_act/collectivites.yaml."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.qualification.ai_act.ai_act_answers import POINTS, TODAY, TREE, with_facts

from garant.qualification.ai_act import Outcome, classify

CASES = Path(__file__).parents[2] / "cases" / "ai_act"
KEYS = {"nom", "faits", "jour", "classe", "roles", "points", "obligations", "sans", "a_verifier", "dates", "drapeaux", "inconnu"}  # fmt: skip
FLAGS = {"fria_due", "registration_due", "explanation_right", "worker_information", "log_retention", "exempt_6_3", "annex_i"}  # fmt: skip


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = YAML(typ="base", pure=True).load((CASES / name).read_text("utf-8"))
    assert loaded
    return loaded


@pytest.mark.parametrize("case", cases("collectivites.yaml"), ids=lambda case: case["nom"])
def test_the_tree_concludes_as_the_jurist_says(case: dict[str, Any]):
    assert set(case) <= KEYS
    assert set(case["faits"]) <= {node.id for node in TREE.nodes}
    today = date.fromisoformat(case["jour"]) if "jour" in case else TODAY
    outcome = classify(with_facts(case["faits"]), today=today)

    assert outcome.risk == case["classe"]
    assert outcome.set_aside == ()
    _check_people(case, outcome)
    _check_duties(case, outcome)


def _check_people(case: dict[str, Any], outcome: Outcome) -> None:
    if "roles" in case:
        assert [role.value for role in outcome.roles] == case["roles"]
    if "points" in case:
        assert list(outcome.annex_iii) == case["points"]
    if "drapeaux" in case:
        assert set(case["drapeaux"]) <= FLAGS
        assert {flag for flag in FLAGS if getattr(outcome, flag)} == set(case["drapeaux"])
    assert [unknown.node for unknown in outcome.unknown] == case.get("inconnu", [])


def _check_duties(case: dict[str, Any], outcome: Outcome) -> None:
    ours = {duty.id: duty for duty in outcome.duties if duty.ours}
    assert set(case.get("obligations", [])) <= set(ours)
    assert not set(case.get("sans", [])) & set(ours)
    if "a_verifier" in case:
        assert [duty.id for duty in outcome.duties if duty.ours is False] == case["a_verifier"]
    for identifier, day in case.get("dates", {}).items():
        starts = ours[identifier].applies_from
        assert (starts.isoformat() if starts else "jamais") == day


def test_the_cases_reach_every_class_and_many_points():
    written = cases("collectivites.yaml")
    assert {case["classe"] for case in written} == {"prohibited", "high", "to_be_examined", "transparency", "minimal", "out_of_scope"}  # fmt: skip
    assert len({case["nom"] for case in written}) == len(written)
    assert len(set(POINTS) & {fact for case in written for fact in case["faits"]}) >= 10
