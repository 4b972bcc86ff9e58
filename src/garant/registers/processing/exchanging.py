"""The record of processing in the columns of other registers: the CNIL's simplified model, Madis."""

from collections.abc import Mapping
from typing import Literal

from django.db import transaction

from garant.catalogue.compliance import today_of
from garant.directory.journal import record_file
from garant.directory.models import Organisation, Person
from garant.exchange import (
    FORMATS,
    ConcernedPeople,
    DataCategory,
    OrganisationRecord,
    ProcessingRecord,
    Screening,
    SecurityMeasures,
    Transfer,
)
from garant.registers.processing.shelf import CLOSED, PROCESSING
from garant.registers.shelf.loading import facts
from garant.registers.shelf.queries import Entry, entry_of, records_visible_to
from garant.tables import cell_text

Register = Literal["cnil-register", "madis"]

# The categories of our sheet → Madis' kinds of people; those that it does not know are "other".
_PEOPLE = {"users": "users", "agents": "agents", "elected": "elected", "partners": "partners"}
# Our criteria, under Madis' names → the fields of the exchanged record.
_CRITERIA = {
    "systematicMonitoring": "systematic_monitoring",
    "largeScaleCollection": "large_scale_collection",
    "vulnerablePeople": "vulnerable_people",
    "dataCrossing": "data_crossing",
    "evaluationOrRating": "evaluation_or_rating",
    "automatedDecisionsWithLegalEffect": "automated_decisions_with_legal_effect",
    "automaticExclusionService": "automatic_exclusion_service",
    "innovativeUse": "innovative_use",
    "sensitiveData": "sensitive_data",
}


@transaction.atomic
def export_processing(actor: Person, register: Register) -> bytes:
    """Every record that the actor sees, as a file for another register."""
    records = records_visible_to(actor, PROCESSING).order_by("number").select_related("owner")
    rows = [record_of(actor.organisation, entry_of(PROCESSING, record)) for record in records]
    data = FORMATS[register].write_all(rows)
    record_file(actor, PROCESSING.kind, register, rows=len(rows))
    return data


def record_of(organisation: Organisation, entry: Entry) -> ProcessingRecord:
    """One record as the exchange room knows it. What nobody answered stays a gap."""
    values = entry.values
    return ProcessingRecord(
        id=str(entry.id),
        name=entry.title,
        organisation=OrganisationRecord(name=organisation.name),
        reference=str(entry.number),
        created_on=today_of(organisation, entry.created_at),
        updated_on=today_of(organisation, entry.amended_at),
        manager=_text(values, "manager"),
        joint_controllers=_items(values, "joint_controllers"),
        purpose=_text(values, "purposes"),
        sub_purposes=_items(values, "sub_purposes"),
        legal_basis=_said(values, "legal_basis"),
        legal_basis_reason=_text(values, "legal_basis_reference"),
        software=_items(values, "software"),
        data=_data(values),
        data_origin=_text(values, "data_origin"),
        people=_people(values),
        estimated_people=_number(values, "estimated_people"),
        retention=_text(values, "retention"),
        ultimate_fate=_said(values, "ultimate_fate"),
        recipients=_items(values, "recipients"),
        contractors=_items(values, "contractors"),
        transfers=tuple(Transfer(country=line) for line in _items(values, "transfers")),
        security=SecurityMeasures(other=_text(values, "security")),
        legal_mentions=True if values.get("information") else None,
        consent_request=_flag(values, "consent_request"),
        screening=_screening(values),
        exempt_from_dpia=_flag(values, "exempt_from_dpia"),
        public=_flag(values, "public"),
        status=entry.state.label,
        active=entry.state.value != CLOSED,
        observation=_text(values, "observation"),
    )


def _data(values: Mapping[str, object]) -> tuple[DataCategory, ...]:
    plain = (DataCategory(label=label) for label in _items(values, "data_categories"))
    labels = facts("processing", "record")["cnil_labels"]
    sensitive = (
        DataCategory(label=labels[item], sensitive=True) for item in _items(values, "sensitive_data")
    )
    return (*plain, *sensitive)


def _people(values: Mapping[str, object]) -> ConcernedPeople:
    titles = PROCESSING.by_key["person_categories"].titles
    said: dict[str, list[str]] = {}
    for item in _items(values, "person_categories"):
        said.setdefault(_PEOPLE.get(item, "other"), []).append(titles.get(item, item))
    if details := _text(values, "person_details"):
        said.setdefault("other", []).append(details)
    return ConcernedPeople(**{kind: ", ".join(words) for kind, words in said.items()})


def _screening(values: Mapping[str, object]) -> Screening:
    """A criterion that is not ticked was not examined, for all we know."""
    met = _items(values, "dpia_criteria")
    return Screening(**{field: True for ours, field in _CRITERIA.items() if ours in met})


def _said(values: Mapping[str, object], key: str) -> str:
    return cell_text(PROCESSING.by_key[key], values.get(key))


def _text(values: Mapping[str, object], key: str) -> str:
    return str(values.get(key) or "")


def _items(values: Mapping[str, object], key: str) -> tuple[str, ...]:
    said = values.get(key)
    return said if isinstance(said, tuple) else ()


def _flag(values: Mapping[str, object], key: str) -> bool | None:
    said = values.get(key)
    return said if isinstance(said, bool) else None


def _number(values: Mapping[str, object], key: str) -> int | None:
    said = values.get(key)
    return int(said) if isinstance(said, (int, float)) and not isinstance(said, bool) else None
