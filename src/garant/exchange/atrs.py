"""A use under the UK's Algorithmic Transparency Recording Standard, 4.0. Texts stay in French; a gap is null."""

from collections.abc import Mapping
from typing import Any

from garant.exchange.facts import facts
from garant.exchange.jsonfile import json_bytes
from garant.exchange.record import DataRow, UseRecord
from garant.exchange.remark import Remark
from garant.exchange.service import state_for
from garant.exchange.wording import first, iso_day, joined, labelled

Json = dict[str, Any]


def to_atrs(record: UseRecord) -> Json:
    """The content of the file. UseNeverInService where the use was refused or given up."""
    values, repeated = _values(record), _repeated(record)
    content: Json = {
        "standard": "ATRS",
        "version": facts("atrs")["values"]["version"],
        "facets": _facets(record),
    }
    for section in facts("atrs")["sections"]:
        if section.get("repeated"):
            content[section["id"]] = repeated[section["id"]]
        else:
            content[section["id"]] = {name: values[name].strip() or None for name in section["attributes"]}
    return content


def write_atrs(record: UseRecord) -> bytes:
    return json_bytes(to_atrs(record))


def atrs_remarks(record: UseRecord) -> tuple[Remark, ...]:
    """The attributes of tier 1 that are missing, which everyone would see, and the count of the others."""
    content = to_atrs(record)
    overview = content["tier_1_overview"]
    named = [Remark("exchange_field_missing", name) for name, value in overview.items() if value is None]
    others = sum(
        value is None
        for name, section in content.items()
        if name.startswith("tier_2") and isinstance(section, dict)
        for value in section.values()
    )
    return (*named, *((Remark("exchange_fields_missing", "tier_2", {"count": others}),) if others else ()))


def _facets(record: UseRecord) -> Json:
    keys, words = facts("atrs")["facets"], facts("atrs")["values"]
    values = {
        "organisation": record.organisation.name,
        "organisation_type": [words["organisation_type"]],
        "phase": facts("atrs")["phases"][state_for("atrs", record)],
        "task": record.system.task or None,
        "date_published": iso_day(record.dates.updated_on) or None,
        "version": words["version"],
        "other_tags": joined(record.themes, ", ") or None,
    }
    return {key: values[name] for name, key in keys.items()}


def _values(record: UseRecord) -> dict[str, str]:
    system, decision, privacy = record.system, record.decision, record.privacy
    per_year = "" if decision.per_year is None else f"{decision.per_year} décisions par an"
    return {
        "name": record.title,
        "description": first(record.summary, record.purpose),
        "website_url": record.page_url,
        "contact_email": first(record.contact.email, record.organisation.contact.email),
        "organisation_or_department": record.organisation.name,
        "team": record.department,
        "senior_responsible_owner": record.responsible,
        "third_party_involvement": "oui" if system.provider else "",
        "third_party": system.provider,
        "companies_house_number": "",  # a British register: none of ours has one
        "third_party_role": system.provider_role,
        "procurement_procedure_type": system.procurement,
        "data_access_terms": system.data_access_terms,
        "detailed_description": joined((record.purpose, record.context), "\n"),
        "benefit": record.value,
        "previous_process": record.previous_process,
        "alternatives_considered": record.alternatives,
        "process_integration": joined((decision.place, record.information), "\n"),
        "human_review": record.human_part,
        "frequency_and_scale_of_usage": joined((per_year, joined(record.audience, ", "))),
        "required_training": record.training,
        "appeals_and_review": decision.appeal,
        "system_architecture": system.architecture,
        "system_input": system.inputs,
        "system_output": system.outputs,
        "maintenance": system.maintenance,
        "models": joined((system.model, system.version), " "),
        "model_name": system.model,
        "model_version": system.version,
        "model_task": system.task,
        "model_input": system.inputs,
        "model_output": system.outputs,
        "model_architecture": system.architecture,
        "model_performance": first(system.performance, _results(record)),
        "datasets_and_purposes": joined(row.data for row in record.data if row.development),
        "impact_assessment": labelled(
            ("AIPD", first(privacy.dpia_summary, privacy.dpia_url)),
            ("Droits fondamentaux", first(record.fria.summary, record.fria.url) if record.fria else ""),
        ),
        "risks_and_mitigations": joined(
            (joined((risk.title, joined(risk.measures, ", ")), " : ") for risk in record.risks), "\n"
        ),
    }


def _results(record: UseRecord) -> str:
    return joined((joined((each.criterion, each.result), " : ") for each in record.evaluation), "\n")


def _repeated(record: UseRecord) -> dict[str, list[Json]]:
    running = [row for row in record.data if not row.development]
    handling = _handling(record)
    if not running and any(handling.values()):
        running = [DataRow(data="")]  # where the data are is known, what they are is not
    return {
        "tier_2_development_data": [_row(row, {}) for row in record.data if row.development],
        "tier_2_operational_data": [_row(row, handling) for row in running],
    }


def _row(row: DataRow, handling: Mapping[str, str]) -> Json:
    values = {
        "source_data_name": row.source,
        "data_modality": row.modality,
        "data_description": row.data,
        "data_quantities": row.quantity,
        "sensitive_attributes": joined(row.categories, ", "),
        "data_completeness_and_representativeness": row.completeness,
        "source_data_url": row.url,
        "data_collection": row.collection,
        "data_cleaning": row.cleaning,
        "data_sharing_agreements": handling.get("data_sharing_agreements", ""),
        "data_access_and_storage": handling.get("data_access_and_storage", ""),
    }
    return {name: value.strip() or None for name, value in values.items()}


def _handling(record: UseRecord) -> dict[str, str]:
    """What our record says of all the data that the use runs on."""
    system, privacy = record.system, record.privacy
    transfers = (joined((each.country, each.recipient, each.guarantee), ", ") for each in privacy.transfers)
    return {
        "data_sharing_agreements": joined(transfers, "\n"),
        "data_access_and_storage": labelled(
            ("Hébergement", joined((system.host, system.country), ", ")),
            ("Conservation", privacy.retention),
            ("Destinataires", joined(privacy.recipients, ", ")),
        ),
    }
