"""docs/charter-format.md tells the truth."""

import re
from datetime import date
from pathlib import Path

from garant.charter import check, json_schema, kinds, load_text, recogniser, shipped_recognisers
from garant.words import Action, DataClass, Zone

PAGE = (Path(__file__).parents[2] / "docs" / "charter-format.md").read_text(encoding="utf-8")


def example() -> str:
    found = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_example_loads_without_a_warning_and_uses_every_kind_and_key() -> None:
    charter = load_text(example())

    assert check(charter, today=date(2026, 11, 22)) == ()
    assert {control.kind for clause in charter.clauses for control in clause.controls} == set(kinds())
    missing = {key for key in json_schema()["properties"] if f"\n{key}:" not in f"\n{example()}"}
    assert missing == {"extends"}


def test_every_kind_parameter_and_word_is_documented() -> None:
    for name, kind in kinds().items():
        row = next(line for line in PAGE.split("\n") if line.startswith(f"| `{name}` |"))
        for parameter in kind.model_fields:
            assert f"`{parameter}`" in row
    for word in (*DataClass, *Zone, *Action):
        assert f"`{word}`" in PAGE


def test_every_recogniser_is_listed_with_the_use_that_it_recognises() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \| (.*\.) \|$", PAGE, re.MULTILINE)
    assert listed == [(name, recogniser(name).use) for name in shipped_recognisers()]
