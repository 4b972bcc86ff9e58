"""The published JSON Schema says what the reader says."""

import re
from importlib.resources import files
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.charter.charter_texts import BASE, with_lines

from garant.charter import CharterInvalid, json_schema, load_text, shipped_charters

SCHEMA = json_schema()


def errors(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """The part of JSON Schema that ours uses; an unknown keyword fails, so that nothing passes unseen."""
    unknown = set(schema) - {
        "$schema", "$defs", "$ref", "title", "description", "default", "type", "properties", "required",
        "additionalProperties", "items", "anyOf", "oneOf", "enum", "pattern", "format",
        "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum",
    }  # fmt: skip
    assert not unknown
    found: list[str] = []
    if "$ref" in schema:
        found += errors(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], path)
    for name in ("anyOf", "oneOf"):
        if name in schema:
            right = [option for option in schema[name] if not errors(value, option, path)]
            if not right or (name == "oneOf" and len(right) > 1):
                found.append(f"{path}: {name}")
    wanted = schema.get("type")
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "boolean": bool,
        "null": type(None),
    }
    if wanted is not None:
        allowed = tuple(kinds[each] for each in ([wanted] if isinstance(wanted, str) else wanted))
        if not isinstance(value, allowed):
            return [*found, f"{path}: {wanted}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path}: enum")
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{path}: pattern")
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10**9):
            found.append(f"{path}: length")
        if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            found.append(f"{path}: date")
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{path}: range")
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9):
            found.append(f"{path}: items")
        for rank, item in enumerate(value):
            found += errors(item, schema.get("items", {}), f"{path}[{rank}]")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [f"{path}: {key} missing" for key in schema.get("required", ()) if key not in value]
        for key, item in value.items():
            if key in properties:
                found += errors(item, properties[key], f"{path}.{key}")
            elif schema.get("additionalProperties") is False:
                found.append(f"{path}: {key} unknown")
    return found


def document(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    loaded = yaml.load(text)

    def dates_as_text(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: dates_as_text(item) for key, item in value.items()}
        if isinstance(value, list):
            return [dates_as_text(item) for item in value]
        return value.isoformat() if hasattr(value, "isoformat") else value

    return dates_as_text(loaded)


@pytest.mark.parametrize("name", ["base", *shipped_charters()])
def test_a_charter_that_loads_fits_the_schema(name: str) -> None:
    text = (
        BASE
        if name == "base"
        else (files("garant.charter") / "reference" / f"{name}.yaml").read_text("utf-8")
    )

    assert errors(document(text), SCHEMA) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- approve: {zones", "- aprove: {zones"),
        ("data: [health,", "data: [helth,"),
        ("levels: [1, 2]}", "levels: [1, 4]}"),
        ("levels: [1, 2]}", "level: [1]}"),
        ("version: 2026-11-01\n", ""),
        ("version: 2026-11-01\n", "version: demain\n"),
        ("title: Charte d’essai\n", "title: Charte d’essai\nlifecycle: {}\n"),
        ("hours: 72", "hours: 0"),
        ("id: duree\n", "id: Durée\n"),
        ("zone: external, action: reroute", "action: reroute"),
        ("zone: external, action: reroute", "zones: [], action: reroute"),
    ],
)
def test_what_the_reader_refuses_by_its_shape_the_schema_refuses(old: str, new: str) -> None:
    text = with_lines(old, new)
    with pytest.raises(CharterInvalid):
        load_text(text)

    assert errors(document(text), SCHEMA)


def test_every_field_is_described_in_french_for_the_editor() -> None:
    for control in SCHEMA["$defs"]["control"]["oneOf"]:
        ((_, parameters),) = control["properties"].items()
        assert control["description"]
        for name, field in parameters["properties"].items():
            assert "description" in field or name == "zone"
    assert "title" not in SCHEMA["properties"]["version"]
