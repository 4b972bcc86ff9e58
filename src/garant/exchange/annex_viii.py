"""The sheet that a public authority files in the EU database before using a high-risk system (AI Act, annex VIII C)."""

from dataclasses import dataclass
from typing import Any

from garant.exchange.facts import facts, source_of
from garant.exchange.jsonfile import json_bytes
from garant.exchange.record import Contact, RiskClass, UseRecord
from garant.exchange.remark import Remark
from garant.exchange.wording import joined

FORMAT = "garant-annex-viii-c/1"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One field of the sheet, for a page or a printed copy. `missing`: it is asked for and nobody filled it."""

    number: int
    id: str
    field: str
    value: str
    missing: bool


def annex_viii_c_rows(record: UseRecord) -> tuple[SheetRow, ...]:
    """The five fields, in the order of the annex."""
    organisation = record.organisation
    values = {
        "deployer": joined((organisation.name, *_reached(organisation.contact))),
        "submitter": joined((record.submitter.name, *_reached(record.submitter))),
        "provider_entry": record.provider_entry_url.strip(),
        "fria_summary": record.fria.summary.strip() if record.fria is not None else "",
        "dpia_summary": record.privacy.dpia_summary.strip(),
    }
    missing = {
        "deployer": not _reached(organisation.contact),
        "submitter": not (record.submitter.name.strip() and _reached(record.submitter)),
        "provider_entry": not values["provider_entry"],
        "fria_summary": not values["fria_summary"],
        # "where applicable": only a use for which someone said that no DPIA is due can do without.
        "dpia_summary": not values["dpia_summary"] and record.privacy.dpia_required is not False,
    }
    return tuple(
        SheetRow(row["number"], row["id"], row["label"], values[row["id"]], missing[row["id"]])
        for row in facts("annex-viii-c")["fields"]
    )


def registration_due(record: UseRecord) -> bool | None:
    """Whether art. 49(3) asks for it: a high-risk system of annex III, point 2 apart. None: not yet known."""
    act = record.ai_act
    if act.risk_class is None:
        return None
    if act.risk_class is not RiskClass.HIGH:
        return False
    if not act.annex_points:
        return None
    national = tuple(facts("annex-viii-c")["points"]["national"])
    annex_iii = [point for point in act.annex_points if point.split(".")[0] == "III"]
    return any(".".join(point.split(".")[:2]) not in national for point in annex_iii)


def use_forbidden(record: UseRecord) -> bool | None:
    """Art. 26(8): no entry of the provider in the EU database, no use. None where the class is not yet known."""
    if record.provider_entry_url.strip():
        return False
    return registration_due(record)


def reading(record: UseRecord) -> str:
    """What the sheet says as a whole, in French."""
    readings: dict[str, str] = facts("annex-viii-c")["readings"]
    match use_forbidden(record):
        case True:
            return readings["forbidden"]
        case None:
            return readings["to_examine"]
    if registration_due(record) is False:
        return readings["not_due"]
    gaps = any(row.missing for row in annex_viii_c_rows(record))
    return readings["incomplete" if gaps else "complete"]


def to_annex_viii_c(record: UseRecord) -> dict[str, Any]:
    """The content of the file."""
    return {
        "format": FORMAT,
        "as_of": source_of("annex-viii-c").as_of.isoformat(),
        "use": {"id": record.id, "number": record.number or None, "title": record.title},
        "fields": [
            {
                "number": row.number,
                "id": row.id,
                "field": row.field,
                "value": row.value or None,
                "missing": row.missing,
            }
            for row in annex_viii_c_rows(record)
        ],
        "registration_due": registration_due(record),
        "use_forbidden": use_forbidden(record),
        "reading": reading(record),
        "dates": facts("annex-viii-c")["readings"]["dates"],
        "eu_database_url": record.eu_database_url or None,
    }


def write_annex_viii_c(record: UseRecord) -> bytes:
    return json_bytes(to_annex_viii_c(record))


def annex_viii_c_remarks(record: UseRecord) -> tuple[Remark, ...]:
    """Each field that is missing; the third one first, since it forbids the use."""
    forbidden = (Remark("annex_viii_use_forbidden", "3", blocking=True),) if use_forbidden(record) else ()
    gaps = [
        Remark("exchange_field_missing", row.field, blocking=registration_due(record) is not False)
        for row in annex_viii_c_rows(record)
        if row.missing
    ]
    return (*forbidden, *gaps)


def _reached(contact: Contact) -> tuple[str, ...]:
    return tuple(value for value in (contact.address, contact.email, contact.phone) if value.strip())
