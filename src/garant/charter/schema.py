"""The JSON Schema of the format, for editors: made from the models that read the file, so that it can't drift."""

from typing import Any

from pydantic import BaseModel

from garant.charter.controls import kinds
from garant.charter.fields import (
    AssistantFields,
    BlanksFields,
    ClauseFields,
    DocumentFields,
    Fields,
    LifecycleFields,
    MoveFields,
    OwnQuestionFields,
    SectionFields,
    SheetFields,
    StageFields,
    TopFields,
    ValueFields,
    ZonesFields,
)

Schema = dict[str, Any]


def json_schema() -> Schema:
    """JSON Schema 2020-12. It knows the shape; ids, inheritance and patterns are checked by `garant charter check`."""
    definitions: Schema = {}

    def of(model: type[BaseModel]) -> Schema:
        schema = model.model_json_schema(ref_template="#/$defs/{model}")
        definitions.update({name: _untitled(each) for name, each in schema.pop("$defs", {}).items()})
        return _untitled({key: value for key, value in schema.items() if key != "description"})

    definitions["control"] = {"oneOf": [_control(name, of(kind), kind) for name, kind in kinds().items()]}
    definitions["clause"] = _with(of(ClauseFields), controls=_list("control"))
    definitions["section"] = _with(of(SectionFields), clauses=_list("clause"))
    definitions["value"] = of(ValueFields)
    definitions["document"] = of(DocumentFields)
    definitions["move"] = of(MoveFields)
    definitions["stage"] = _with(of(StageFields), moves=_list("move"))
    definitions["question"] = of(OwnQuestionFields)
    definitions["lifecycle"] = {
        **_with(
            of(LifecycleFields),
            sheet=_with(of(SheetFields), questions=_list("question")),
            stages={"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/stage"}},
        ),
        "required": ["stages"],
    }
    parts: dict[str, type[Fields]] = {
        "blanks": BlanksFields,
        "assistant": AssistantFields,
        "zones": ZonesFields,
    }
    top = _with(
        of(TopFields),
        **{name: of(model) for name, model in parts.items()},
        values=_list("value"),
        documents=_list("document"),
        sections=_list("section"),
        lifecycle={"$ref": "#/$defs/lifecycle"},
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Charte Garant",
        "description": "Une charte d’usage de l’IA : le texte qui est voté et les règles qui sont appliquées.",
        **top,
        "anyOf": [{"required": ["title", "sections"]}, {"required": ["extends"]}],
        "$defs": dict(sorted(definitions.items())),
    }


def _untitled(schema: Schema) -> Schema:
    """Without the English titles that pydantic draws from the names of fields and classes, and null defaults."""
    kept = {
        key: value for key, value in schema.items() if key != "title" and (key, value) != ("default", None)
    }
    if "enum" in kept:
        kept.pop("description", None)  # a docstring for developers
    if "properties" in kept:
        kept["properties"] = {name: _untitled(each) for name, each in kept["properties"].items()}
    return kept


def _with(schema: Schema, **properties: Schema) -> Schema:
    return {**schema, "properties": {**schema.get("properties", {}), **properties}}


def _list(name: str) -> Schema:
    return {"type": ["array", "null"], "items": {"$ref": f"#/$defs/{name}"}}


def _control(name: str, parameters: Schema, kind: Any) -> Schema:
    for alias, field in kind.aliases.items():
        items = parameters["properties"][field].get("items", {})
        parameters["properties"][alias] = {"anyOf": [items, {"type": "array", "items": items}]}
        if field in parameters.get("required", ()):
            parameters["required"] = [key for key in parameters["required"] if key != field]
            parameters["oneOf"] = [{"required": [field]}, {"required": [alias]}]
    return {
        "type": "object",
        "description": kind.french,
        "properties": {name: parameters},
        "required": [name],
        "additionalProperties": False,
    }
