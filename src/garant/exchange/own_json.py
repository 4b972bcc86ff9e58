"""Everything that we know of uses, in one JSON file that another installation can read: `garant-use/1`."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from garant.exchange.errors import UseFileWrong, UseShapeWrong
from garant.exchange.jsonfile import json_bytes, read_json
from garant.exchange.record import UseRecord

FORMAT: Final = "garant-use/1"
_LIMIT_MEBIBYTES: Final = 32


@cache
def _adapter() -> TypeAdapter[UseRecord]:
    return TypeAdapter(UseRecord)


def to_json(records: Iterable[UseRecord]) -> dict[str, Any]:
    """The content of the file. Gaps are null, empty text or empty list, and stand there."""
    return {"format": FORMAT, "uses": [_adapter().dump_python(record, mode="json") for record in records]}


def write_json(records: Iterable[UseRecord]) -> bytes:
    return json_bytes(to_json(records))


def read_json_uses(content: bytes) -> tuple[UseRecord, ...]:
    """The uses of a file, or an error that names the place. A key that we don't know is refused: it would be lost."""
    loaded = read_json(content, limit_mebibytes=_LIMIT_MEBIBYTES)
    if (
        not isinstance(loaded, dict)
        or loaded.get("format") != FORMAT
        or not isinstance(loaded.get("uses"), list)
    ):
        raise UseFileWrong(format=FORMAT)
    found = []
    for place, use in enumerate(loaded["uses"]):
        try:
            found.append(_adapter().validate_json(json.dumps(use), strict=True, extra="forbid"))
        except ValidationError as error:
            where = ".".join(str(step) for step in error.errors()[0]["loc"])
            raise UseShapeWrong(place=place + 1, where=where[:120] or "?") from error
    return tuple(found)


def use_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the file, made from the records, so that it can't drift."""
    schema = _adapter().json_schema(mode="serialization", ref_template="#/$defs/{model}")
    made = {**schema.pop("$defs", {}), "UseRecord": schema}
    definitions = {name: _closed(each) for name, each in made.items()}
    return {
        "properties": {
            "format": {"const": FORMAT},
            "uses": {"type": "array", "items": {"$ref": "#/$defs/UseRecord"}},
        },
        "required": ["format", "uses"],
        "$defs": dict(sorted(definitions.items())),
    }


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Without the titles that pydantic draws from the names of fields, and closed, as the reader is."""
    kept = {key: value for key, value in schema.items() if key != "title"}
    if "properties" in kept:
        kept["properties"] = {
            name: {key: value for key, value in each.items() if key != "title"}
            for name, each in kept["properties"].items()
        }
        kept["additionalProperties"] = False
    return kept
