"""Three open tools on the same facts: agreement, or a divergence whose reason is written down."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.qualification.ai_act.ai_act_answers import TODAY, with_facts
from tests.qualification.ai_act.test_ai_act_cases import cases

from garant.qualification.ai_act import RiskClass, Role, classify

DECISION = Path(__file__).parents[3] / "docs" / "decisions" / "0018-ai-act-tree.md"
ROWS = cases("pairs.yaml")
KEYS = {"outil", "cas", "faits", "jour", "conclusion", "role", "nous", "ecart"}

_MINBZK = {
    "0": {RiskClass.PROHIBITED},
    "1": {RiskClass.HIGH},
    "2": {RiskClass.HIGH},
    "3": {RiskClass.TRANSPARENCY},
    "4": {RiskClass.MINIMAL},
}
_MINBZK_ROLES = {
    "12": {Role.PROVIDER},
    "13": {Role.DEPLOYER},
    "14": {Role.PROVIDER, Role.DEPLOYER},
    "15": {Role.IMPORTER},
    "16": {Role.DISTRIBUTOR},
}
_BELOW_HIGH = {RiskClass.TRANSPARENCY, RiskClass.MINIMAL, RiskClass.OUT_OF_SCOPE}
_OTHERS = {
    "algorithm-audit": {
        "forbidden": {RiskClass.PROHIBITED},
        "forbiddenExcept": {RiskClass.PROHIBITED, RiskClass.HIGH},  # depending on the exception
        "high": {RiskClass.HIGH},
        "highExcept": _BELOW_HIGH,
        "low": _BELOW_HIGH,
    },
    "opencomplai": {
        "prohibited": {RiskClass.PROHIBITED},
        "high": {RiskClass.HIGH},
        "other": _BELOW_HIGH,
    },
}


def _theirs(row: dict[str, Any]) -> set[RiskClass]:
    conclusion = row["conclusion"]
    if conclusion == "jamais_demande":
        return set()
    if row["outil"] != "minbzk":
        return _OTHERS[row["outil"]][conclusion]
    return {RiskClass.OUT_OF_SCOPE} if conclusion == "11" else _MINBZK[conclusion.split(".")[2]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['outil']}: {row['cas']}")
def test_we_agree_or_say_why_not(row: dict[str, Any]):
    assert set(row) <= KEYS
    today = date.fromisoformat(row["jour"]) if "jour" in row else TODAY
    outcome = classify(with_facts(row["faits"]), today=today)

    assert outcome.risk == row["nous"]
    if "ecart" not in row:
        assert outcome.risk in _theirs(row)
        assert _roles_agree(row, set(outcome.roles))
    else:
        assert outcome.risk not in _theirs(row), "this is no divergence"
        assert f"**`{row['ecart']}`**" in DECISION.read_text(encoding="utf-8")


def _roles_agree(row: dict[str, Any], ours: set[Role]) -> bool:
    if row["outil"] == "minbzk" and row["conclusion"] != "11":
        return ours == _MINBZK_ROLES[row["conclusion"].split(".")[0]]
    return "role" not in row or (Role.PROVIDER in ours) is (row["role"] == "provider")


def test_where_we_diverge_we_are_never_milder():
    for row in ROWS:
        if "ecart" in row and row["ecart"] != "interdiction-annoncee":
            ours = RiskClass(row["nous"]).strictness
            assert all(ours > theirs.strictness for theirs in _theirs(row)), row["cas"]


def test_each_tool_is_compared_on_many_facts():
    counts = {
        tool: sum(row["outil"] == tool for row in ROWS)
        for tool in ("minbzk", "algorithm-audit", "opencomplai")
    }
    assert counts["minbzk"] >= 25
    assert counts["algorithm-audit"] >= 25
    assert counts["opencomplai"] >= 8
