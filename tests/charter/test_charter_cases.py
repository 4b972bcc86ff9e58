"""The cases that a jurist writes: tests/cases/charter/*.yaml."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from garant.charter import compile_policy, forbidden_use, load_charter
from garant.words import Action, DataClass, Zone

CASES = Path(__file__).parent.parent / "cases" / "charter"
POLICY = compile_policy(load_charter(CASES / "charte.yaml"))


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(CASES / name)
    assert loaded
    return loaded


@pytest.mark.parametrize("case", cases("decisions.yaml"), ids=lambda case: case["nom"])
def test_the_charter_decides_as_the_jurist_says(case: dict[str, Any]) -> None:
    assert set(case) <= {"nom", "contient", "zone", "action", "clause", "observe", "fiche"}
    classes = [DataClass(data) for data in case["contient"]]
    allowed = [DataClass(data) for data in case["fiche"]] if "fiche" in case else None
    decision = POLICY.decide(classes, Zone(case["zone"]), allowed=allowed)

    assert decision.action is Action(case["action"])
    assert list(decision.clauses) == ([] if case["clause"] == "aucune" else [case["clause"]])
    if "observe" in case:
        assert {rule.clause: rule.action.value for rule in decision.observed} == case["observe"]


@pytest.mark.parametrize("case", cases("usages.yaml"), ids=lambda case: case["texte"][:60])
def test_the_charter_forbids_as_the_jurist_says(case: dict[str, Any]) -> None:
    assert set(case) == {"texte", "clauses"}

    assert [use.clause for use in forbidden_use(POLICY, case["texte"])] == case["clauses"]
