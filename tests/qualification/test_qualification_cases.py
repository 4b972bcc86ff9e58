"""Uses as a jurist describes them: tests/cases/qualification/*.yaml, answers in, what must come out."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.qualification.sheet_answers import SHEET, TODAY

from garant.qualification import OrganisationFacts, assess, read_answers, sheet

FOLDER = Path(__file__).parents[1] / "cases" / "qualification"
FILES = sorted(FOLDER.glob("*.yaml"))
CASES = [
    case for file in FILES for case in YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_a_use_comes_out_as_the_jurist_says(case):
    organisation = OrganisationFacts(**case["organisation"])
    read = read_answers(sheet(TODAY, organisation), case["answers"])
    assert not read.problems
    assert not read.set_aside
    found = assess(read.answers, today=TODAY, organisation=organisation, path=case.get("path", "full"))
    expected = dict(case["expects"])
    stops = {flag.code for flag in found.flags if flag.stops}
    assert stops == set(expected.pop("stops", []))
    rose = {flag.code for flag in found.flags}
    assert set(expected.pop("flags", [])) <= rose
    assert not set(expected.pop("no_flags", [])) & rose
    low, high = expected.pop("risk", (0, 100))
    assert low <= (found.risk or 0) <= high
    assert found.ai_act.risk.value == expected.pop("risk_class")
    assert {name: getattr(found, name) for name in expected} == expected


def test_there_are_cases_of_every_kind():
    assert {case["expects"]["risk_class"] for case in CASES} >= {"prohibited", "high", "transparency"}
    assert any(not case["organisation"]["public"] for case in CASES)
    assert len(CASES) >= 6
    assert SHEET.questions
