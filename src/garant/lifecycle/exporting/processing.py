"""The record of processing of a use, in the columns that the CNIL and Madis know."""

from garant.directory.models import Organisation
from garant.exchange import (
    ConcernedPeople,
    DataCategory,
    ProcessingRecord,
    Screening,
    SecurityMeasures,
    Transfer,
)
from garant.lifecycle.exporting.uses import organisation_record
from garant.registers.processing.shelf import CLOSED
from garant.registers.shelf.queries import Entry

# Which of Madis' kinds of people a line of the register falls under, by its first letters.
_PEOPLE = {
    "users": "usager",
    "agents": "agent",
    "elected": "élu",
    "companies": "entreprise",
    "partners": "partenaire",
}


def processing_record(entry: Entry, organisation: Organisation) -> ProcessingRecord:
    """One row of the register as an exchange record."""
    values = entry.values
    persons = _lines(values.get("person_categories"))
    criteria = set(_lines(values.get("dpia_criteria")))
    return ProcessingRecord(
        id=str(entry.id),
        reference=str(entry.number),
        name=entry.title,
        organisation=organisation_record(organisation),
        created_on=entry.created_at.date(),
        updated_on=entry.amended_at.date(),
        manager=_text(values.get("manager")),
        joint_controllers=_lines(values.get("joint_controllers")),
        purpose=_text(values.get("purposes")),
        sub_purposes=_lines(values.get("sub_purposes")),
        legal_basis=entry.shown.get("legal_basis", ""),
        legal_basis_reason=_text(values.get("legal_basis_reference")),
        software=_lines(values.get("software")),
        data=(
            *(DataCategory(label=each) for each in _lines(values.get("data_categories"))),
            *(DataCategory(label=each, sensitive=True) for each in _lines(values.get("sensitive_data"))),
        ),
        data_origin=_text(values.get("data_origin")),
        people=_people(persons),
        estimated_people=_whole(values.get("estimated_people")),
        retention=_text(values.get("retention")),
        ultimate_fate=entry.shown.get("ultimate_fate", ""),
        recipients=_lines(values.get("recipients")),
        contractors=_lines(values.get("contractors")),
        transfers=tuple(Transfer(country=each) for each in _lines(values.get("transfers"))),
        security=SecurityMeasures(
            other="\n".join(_lines(values.get("security"))) or _text(values.get("security"))
        ),
        consent_request=_flag(values.get("consent_request")),
        screening=Screening(**{name: True for name in Screening.__slots__ if name in criteria}),
        exempt_from_dpia=_flag(values.get("exempt_from_dpia")),
        public=_flag(values.get("public")),
        status=entry.state.label,
        active=entry.state.value != CLOSED,
        observation=_text(values.get("observation")),
    )


def _people(persons: tuple[str, ...]) -> ConcernedPeople:
    sorted_: dict[str, list[str]] = {}
    for line in persons:
        kind = next((name for name, word in _PEOPLE.items() if line.casefold().startswith(word)), "other")
        sorted_.setdefault(kind, []).append(line)
    return ConcernedPeople(**{name: ", ".join(lines) for name, lines in sorted_.items()})


def _lines(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
