"""The schema of each file: JSON Schema 2020-12, or Table Schema for CSV. Made from the same facts as the file.

The package ships them under `schemas/`; a test keeps those files equal to what these functions make.
"""

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from garant.exchange import annex_viii, own_json
from garant.exchange.csvfile import table_schema
from garant.exchange.facts import facts
from garant.exchange.pia_questions import questions

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_GAP: Schema = {"type": ["string", "null"]}
_BOOLEAN_OR_NULL: Schema = {"type": ["boolean", "null"]}
_MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"}
_MOMENT_OR_NULL: Schema = {"anyOf": [_MOMENT, {"type": "null"}]}
_DATES: Mapping[str, Schema] = {"created_at": _MOMENT, "updated_at": _MOMENT_OR_NULL}


def schema_file(name: str) -> str:
    """The name of the shipped file of a format."""
    return f"{name}.tableschema.json" if "columns" in _facts_of(name) else f"{name}.schema.json"


def shipped_schema(name: str) -> Schema:
    """The schema of a format, as the package ships it."""
    path = files("garant.exchange").joinpath(f"schemas/{schema_file(name)}")
    content: Schema = json.loads(path.read_text(encoding="utf-8"))
    return content


def made_schema(name: str) -> Schema:
    """The schema of a format, made from the facts. KeyError for a format that we don't have."""
    if "columns" in _facts_of(name):
        return table_schema(name)
    title, make = _SCHEMAS[name]
    schema = make()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        **schema,
        "additionalProperties": False,
    }


def _facts_of(name: str) -> Mapping[str, Any]:
    return {} if name == "json" else facts(name)


def _object(properties: Mapping[str, Schema], *, required: list[str] | None = None) -> Schema:
    """Closed: a key that is not named is an error. All keys are required unless said otherwise."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def _array(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


def _pia() -> Schema:
    values = facts("pia")["values"]
    limit = facts("pia")["limits"]["text_characters"]
    markup = {"type": "string", "maxLength": limit}
    flag: Schema = {"enum": [0, 1, None]}
    texts = [
        "category", "author_name", "evaluator_name", "validator_name", "dpos_names", "dpo_opinion",
        "concerned_people_searched_content", "people_names", "concerned_people_opinion", "rejected_reason",
        "rejection_reason", "applied_adjustements", "applied_adjustments",
    ]  # fmt: skip
    head: dict[str, Schema] = {
        "name": {"type": "string", "minLength": 1},
        "status": {"enum": list(range(len(values["statuses"])))},
        **dict.fromkeys(texts, _TEXT),
        "dpo_status": flag,
        "concerned_people_searched_opinion": _BOOLEAN_OR_NULL,
        "concerned_people_status": flag,
        **_DATES,
    }
    answer: dict[str, Schema] = {
        "reference_to": {"type": "integer", "enum": list(questions())},
        "data": _object(
            {
                "text": {"anyOf": [markup, {"type": "null"}]},
                "gauge": {"enum": [1, 2, 3, 4, None]},
                "list": _array(_TEXT),
            }
        ),
        **_DATES,
    }
    measure: dict[str, Schema] = {
        "id": {"type": "integer", "minimum": 1},
        "title": _TEXT,
        "content": markup,
        "placeholder": {"const": values["measure_placeholder"]},
        **_DATES,
    }
    axis = {"type": "integer", "minimum": 0, "maximum": 4}
    evaluation: dict[str, Schema] = {
        "reference_to": {
            "type": "string",
            "pattern": r"^(1\.[12]|2\.[12]\.2[12][1-7]|3\.1\.[1-9]\d*|3\.[234])$",
        },
        "status": {"enum": list(range(len(values["evaluation_statuses"])))},
        "global_status": {"enum": values["global_statuses"]},
        "action_plan_comment": markup,
        "evaluation_comment": markup,
        "gauges": _object({"x": axis, "y": axis}),
        "estimated_implementation_date": _MOMENT_OR_NULL,
        "person_in_charge": _TEXT,
        "evaluation_date": _MOMENT_OR_NULL,
        **_DATES,
    }
    comment: dict[str, Schema] = {
        "description": _TEXT,
        "reference_to": {"type": ["integer", "string"]},
        "for_measure": {"type": "boolean"},
        **_DATES,
    }
    return _object(
        {
            "pia": _object(head),
            "answers": _array(_object(answer), minItems=36, maxItems=36),
            "measures": _array(_object(measure)),
            "evaluations": _array(_object(evaluation)),
            "comments": _array(_object(comment)),
        }
    )


def _annex_viii_c() -> Schema:
    rows = facts("annex-viii-c")["fields"]
    field: dict[str, Schema] = {
        "number": {"enum": [row["number"] for row in rows]},
        "id": {"enum": [row["id"] for row in rows]},
        "field": {"enum": [row["label"] for row in rows]},
        "value": _GAP,
        "missing": {"type": "boolean"},
    }
    return _object(
        {
            "format": {"const": annex_viii.FORMAT},
            "as_of": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
            "use": _object({"id": _TEXT, "number": _GAP, "title": _TEXT}),
            "fields": _array(_object(field), minItems=len(rows), maxItems=len(rows)),
            "registration_due": _BOOLEAN_OR_NULL,
            "use_forbidden": _BOOLEAN_OR_NULL,
            "reading": {"type": "string", "minLength": 1},
            "dates": {"type": "string", "minLength": 1},
            "eu_database_url": _GAP,
        }
    )


def _atrs() -> Schema:
    values, keys = facts("atrs")["values"], facts("atrs")["facets"]
    facets: dict[str, Schema] = {
        "organisation": {"type": "string", "minLength": 1},
        "organisation_type": _array({"const": values["organisation_type"]}),
        "phase": {"enum": values["phases"]},
        "version": {"const": values["version"]},
    }
    properties: dict[str, Schema] = {
        "standard": {"const": "ATRS"},
        "version": {"const": values["version"]},
        "facets": _object({key: facets.get(name, _GAP) for name, key in keys.items()}),
    }
    for section in facts("atrs")["sections"]:
        attributes = _object(dict.fromkeys(section["attributes"], _GAP))
        properties[section["id"]] = _array(attributes) if section.get("repeated") else attributes
    return _object(properties)


def _nl_register() -> Schema:
    rows = facts("nl-register")["fields"]
    required = [row["id"] for row in rows if row.get("required")]
    return _object({row["id"]: _nl_field(row) for row in rows}, required=required)


def _nl_field(row: Mapping[str, Any]) -> Schema:
    match row["kind"]:
        case "enum":
            schema: Schema = {"enum": row["values"]}
        case "month":
            schema = {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
        case "categories":
            closed = {"enum": list(facts("nl-register")["categories"])}
            schema = _array(closed, maxItems=row["max_items"])
        case "links":
            link: dict[str, Schema] = {
                "title": {"type": "string", "minLength": 1, "maxLength": row["max_title"]},
                "link": {"type": "string", "minLength": 1, "maxLength": row["max_link"]},
            }
            required = ["title", "link"] if row["link_required"] else ["title"]
            schema = _array(_object(link, required=required))
        case _:
            schema = {"type": "string", "maxLength": row["max"]}
    # The register says "not filled in" of these: null stands for it. A required one is never null.
    return {"anyOf": [schema, {"type": "null"}]} if row.get("always") and not row.get("required") else schema


def _ciso_assistant() -> Schema:
    urn = {"type": "string", "pattern": r"^urn:[a-z0-9_.:-]+$"}
    group: dict[str, Schema] = {
        "ref_id": {"type": "string", "pattern": r"^[a-z0-9.-]+$"},
        "name": _TEXT,
        "description": _TEXT,
        "default_selected": {"type": "boolean"},
    }
    node: dict[str, Schema] = {
        "urn": urn,
        "parent_urn": urn,
        "assessable": {"type": "boolean"},
        "depth": {"enum": [1, 2]},
        "ref_id": _TEXT,
        "name": _TEXT,
        "description": _TEXT,
        "annotation": _TEXT,
        "implementation_groups": _array(_TEXT, minItems=1),
    }
    about: dict[str, Schema] = {"urn": urn, "ref_id": _TEXT, "name": _TEXT, "description": _TEXT}
    framework: dict[str, Schema] = {
        **about,
        "implementation_groups_definition": _array(
            _object(group, required=["ref_id", "name", "default_selected"]), minItems=1
        ),
        "requirement_nodes": _array(_object(node, required=["urn", "assessable", "depth", "ref_id", "name"])),
    }
    library: dict[str, Schema] = {
        **about,
        "locale": _TEXT,
        "copyright": _TEXT,
        "version": {"type": "integer", "minimum": 1},
        "publication_date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "provider": _TEXT,
        "packager": {"const": facts("ciso-assistant")["values"]["packager"]},
        "objects": _object({"frameworks": _array(_object(framework), minItems=1, maxItems=1)}),
    }
    return _object(library, required=[name for name in library if name != "publication_date"])


_SCHEMAS: Mapping[str, tuple[str, Callable[[], Schema]]] = MappingProxyType(
    {
        "pia": ("Analyse d’impact au format de l’outil PIA de la CNIL", _pia),
        "annex-viii-c": ("Déclaration d’un déployeur public, annexe VIII, section C", _annex_viii_c),
        "atrs": ("Algorithmic Transparency Recording Standard 4.0", _atrs),
        "nl-register": ("Publicatiestandaard Algoritmeregister 1.0", _nl_register),
        "ciso-assistant": ("Bibliothèque CISO Assistant d’une charte", _ciso_assistant),
        "json": ("Usages de l’IA, tous les faits connus", own_json.use_schema),
    }
)
