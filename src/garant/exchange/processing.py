"""The record of processing activities (RGPD art. 30) under the names of Madis, and under those of the CNIL's model."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields

from garant.exchange.csvfile import columns, csv_bytes
from garant.exchange.facts import facts
from garant.exchange.record import Contact, DataCategory, ProcessingRecord
from garant.exchange.remark import Remark
from garant.exchange.wording import first, iso_day, joined, yes_no

Row = dict[str, str]


# ---------------------------------------------------------------- Madis


def write_madis(records: Iterable[ProcessingRecord]) -> bytes:
    return csv_bytes("madis", map(madis_row, records))


def madis_row(record: ProcessingRecord) -> Row:
    """One processing by id of column. What nobody said is a gap, never "non"."""
    screening, security, people = record.screening, record.security, record.people
    return {
        "name": record.name,
        "goal": joined((record.purpose, *record.sub_purposes)),
        "manager": record.manager,
        "software": joined(record.software),
        "legal_basis": record.legal_basis,
        "legal_basis_reason": record.legal_basis_reason,
        "data_categories": joined(category.label for category in record.data),
        "data_origin": record.data_origin,
        "shelf_lifes": _retention(record),
        "ultimate_fate": record.ultimate_fate,
        "collecting_method": record.collecting_method,
        "estimated_people": "" if record.estimated_people is None else str(record.estimated_people),
        "recipients": joined(record.recipients),
        "contractors": joined(record.contractors),
        "access_control": security.access_control,
        "traceability": security.traceability,
        "saving": security.saving,
        "update": security.update,
        "security_other": joined((security.encryption, security.contractors, security.other)),
        "users": people.users,
        "agents": people.agents,
        "elected": people.elected,
        "companies": people.companies,
        "partners": people.partners,
        "people_other": people.other,
        "legal_mentions": yes_no(record.legal_mentions),
        "consent_request": yes_no(record.consent_request),
        "systematic_monitoring": yes_no(screening.systematic_monitoring),
        "large_scale_collection": yes_no(screening.large_scale_collection),
        "vulnerable_people": yes_no(screening.vulnerable_people),
        "data_crossing": yes_no(screening.data_crossing),
        "evaluation_or_rating": yes_no(screening.evaluation_or_rating),
        "automated_decisions_with_legal_effect": yes_no(screening.automated_decisions_with_legal_effect),
        "automatic_exclusion_service": yes_no(screening.automatic_exclusion_service),
        "innovative_use": yes_no(screening.innovative_use),
        "exempt": yes_no(record.exempt_from_dpia),
        "public": yes_no(record.public),
        "statut": record.status,
        "active": yes_no(record.active),
        "observation": record.observation,
        "created_on": iso_day(record.created_on),
        "updated_on": iso_day(record.updated_on),
    }


def madis_remarks(record: ProcessingRecord) -> tuple[Remark, ...]:
    """What art. 30 asks for and nobody wrote; and a DPIA that the criteria presume."""
    row = madis_row(record)
    asked = {"goal", "legal_basis", "data_categories", "shelf_lifes", "recipients"}
    gaps = [
        Remark("exchange_field_missing", column.title)
        for column in columns("madis")
        if column.id in asked and not row[column.id].strip()
    ]
    presumed = dpia_presumed(record) and record.exempt_from_dpia is not True
    return (*gaps, *((Remark("processing_dpia_presumed", "screening"),) if presumed else ()))


def dpia_presumed(record: ProcessingRecord) -> bool:
    """Two criteria met or more. One that nobody examined is not met: it shows as a gap instead."""
    criteria = {each.name: getattr(record.screening, each.name) for each in fields(record.screening)}
    if any(category.sensitive for category in record.data):
        criteria["sensitive_data"] = True
    met = sum(value is True for value in criteria.values())
    return met >= int(facts("madis")["values"]["criteria_presuming_dpia"])


# ---------------------------------------------------------------- CNIL


def write_cnil_register(records: Iterable[ProcessingRecord]) -> bytes:
    return csv_bytes("cnil-register", map(cnil_row, records))


def cnil_row(record: ProcessingRecord) -> Row:
    """One processing by id of column. A category of the model that the sheet does not name is not collected."""
    organisation, security = record.organisation, record.security
    return {
        "reference": first(record.reference, record.id),
        "name": record.name,
        "created_on": iso_day(record.created_on),
        "updated_on": iso_day(record.updated_on),
        "controller": joined((organisation.name, *_reach(organisation.contact)), ", "),
        "representative": organisation.representative,
        "dpo": joined((organisation.dpo.name, *_reach(organisation.dpo)), ", "),
        "joint": joined(record.joint_controllers),
        "manager": record.manager,
        "purpose": record.purpose,
        "sub_purposes": joined(record.sub_purposes),
        "legal_basis": joined((record.legal_basis, record.legal_basis_reason), " : "),
        "sensitive": _sensitive(record),
        "people": joined(_people(record)),
        **_categories(record.data),
        "retention": record.retention,
        "recipients": joined(record.recipients),
        "contractors": joined(record.contractors),
        "transfers": "Oui" if record.transfers else "",
        "transfer_countries": joined(each.country for each in record.transfers),
        "transfer_guarantees": joined(each.guarantee for each in record.transfers),
        "transfer_links": joined(each.url for each in record.transfers),
        "access_control": security.access_control,
        "traceability": security.traceability,
        "saving": security.saving,
        "update": security.update,
        "encryption": security.encryption,
        "contractor_control": security.contractors,
        "security_other": security.other,
    }


def cnil_remarks(record: ProcessingRecord) -> tuple[Remark, ...]:
    """What art. 30 asks for and nobody wrote, and a DPIA that the criteria presume."""
    return madis_remarks(record)


def _categories(data: Iterable[DataCategory]) -> Row:
    """Description and retention of each category of the model; those of ours that are none of them, apart."""
    labels: Mapping[str, str] = facts("cnil-register")["categories"]
    known = {_plain(label): name for name, label in labels.items()}
    grouped: dict[str, list[DataCategory]] = {}
    for category in data:
        grouped.setdefault(known.get(_plain(category.label), "other"), []).append(category)
    # A sheet without any category was not filled: nothing then says that one is not collected.
    absent = facts("cnil-register")["values"]["not_collected"] if grouped else ""
    row: Row = {}
    for name in (*labels, "other"):
        here = grouped.get(name, [])
        row[name] = joined(_described(each, labelled=name == "other") for each in here) or absent
        row[f"{name}_retention"] = joined(each.retention for each in here) if here else absent
    return row


def _described(category: DataCategory, *, labelled: bool) -> str:
    if labelled:
        return joined((category.label, category.description), " : ")
    return category.description.strip() or "oui"


def _sensitive(record: ProcessingRecord) -> str:
    names = {
        _plain(facts("cnil-register")["categories"][name])
        for name in facts("cnil-register")["values"]["sensitive"]
    }
    if any(category.sensitive or _plain(category.label) in names for category in record.data):
        return "Oui"
    if record.screening.sensitive_data is not None:
        return "Oui" if record.screening.sensitive_data else "Non"
    return "Non" if record.data else ""


def _people(record: ProcessingRecord) -> list[str]:
    people = record.people
    kinds = {
        "Usagers": people.users,
        "Agents": people.agents,
        "Élus": people.elected,
        "Entreprises": people.companies,
        "Partenaires": people.partners,
        "Autres": people.other,
    }
    return [
        kind if said.strip().casefold() in {"oui", kind.casefold()} else f"{kind} ({said.strip()})"
        for kind, said in kinds.items()
        if said.strip()
    ]


def _retention(record: ProcessingRecord) -> str:
    by_category = (
        joined((each.label, each.retention), " : ") for each in record.data if each.retention.strip()
    )
    return joined((record.retention, *by_category))


def _reach(contact: Contact) -> tuple[str, ...]:
    return (contact.address, contact.email, contact.phone)


def _plain(label: str) -> str:
    """A label whatever its accents, case and apostrophes."""
    folded = unicodedata.normalize("NFKD", label.casefold().replace("’", "'").replace("…", "..."))
    return " ".join("".join(mark for mark in folded if not unicodedata.combining(mark)).rstrip(". ").split())
