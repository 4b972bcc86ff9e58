"""The inventory of algorithms (CRPA, art. L312-1-3), on the fields of the State's template. A gap is shown as one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from garant.directory.errors import NotFound
from garant.directory.queries import policy_in_force
from garant.exchange import Contact, UseRecord, etalab_columns, etalab_rows
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.exporting import use_record
from garant.lifecycle.models import Use
from garant.lifecycle.queries import entered_service
from garant.lifecycle.spans import span
from garant.portal.queries import OpenPortal, uses_shown
from garant.portal.terms import Part

FORMAT = "garant-inventaire/1"
_DATA = ("data", "source", "collection")

Address = Callable[[int], str]  # the number of a use → the whole address of its public page


@dataclass(frozen=True, slots=True)
class Line:
    """One published use in the list."""

    number: int
    title: str
    department: str
    purpose: str
    stage: str
    since: datetime | None
    retired: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the State's template: its words, and what was told."""

    title: str
    value: str
    is_date: bool

    @property
    def title_french(self) -> str:
        """For a page: the template has typewriter's apostrophes, which its files keep."""
        return self.title.replace("'", "’")


@dataclass(frozen=True, slots=True)
class Algorithm:
    """One published use, whole. A value that is "" was told by nobody."""

    number: int
    title: str
    stage: str
    since: date | None
    retired_on: date | None
    human: str
    legal_basis: str
    fields: tuple["Field", ...]
    data: tuple[tuple[str, str, str], ...]  # nature, source, way of collecting
    energy: str
    measured: bool
    method: str


def lines(portal: OpenPortal) -> list[Line]:
    """The list; NotFound where the inventory is closed."""
    portal.require(Part.ALGORITHMS)
    titles = _stage_titles(portal)
    since = entered_service(portal.organisation)
    return [
        Line(
            number=use.number,
            title=use.title,
            department=use.department,
            purpose=use.objectives or use.what,
            stage=titles.get(use.stage, use.stage_word.french),
            since=since.get(use.id),
            retired=use.stage_word.is_final,
        )
        for use in uses_shown(portal)
    ]


def algorithm(portal: OpenPortal, number: int) -> Algorithm:
    """One of them; NotFound for any other number, published or not."""
    portal.require(Part.ALGORITHMS)
    use = next((each for each in uses_shown(portal) if each.number == number), None)
    if use is None:
        raise NotFound(what="use")
    return _algorithm(portal, use, lambda _: "")


def records(portal: OpenPortal, address: Address) -> list[UseRecord]:
    """What the files hold: the public page in place of our own, the portal's contact, nothing that the template does
    not ask for."""
    portal.require(Part.ALGORITHMS)
    return [_record(portal, use, address) for use in uses_shown(portal)]


def as_json(portal: OpenPortal, address: Address) -> dict[str, object]:
    """The inventory for other software; null where nobody told."""
    portal.require(Part.ALGORITHMS)
    found = [_algorithm(portal, use, address) for use in uses_shown(portal)]
    return {
        "format": FORMAT,
        "organisation": portal.organisation.name,
        "siret": portal.organisation.siret or None,
        "algorithmes": [
            {
                "numero": each.number,
                "adresse": address(each.number),
                "etat": each.stage,
                "en_service_depuis": each.since.isoformat() if each.since else None,
                "retire_le": each.retired_on.isoformat() if each.retired_on else None,
                "part_humaine": each.human or None,
                "champs": {field.title: field.value or None for field in each.fields},
                "donnees": [
                    {"nature": data or None, "source": source or None, "collecte": way or None}
                    for data, source, way in each.data
                ],
            }
            for each in found
        ],
    }


def _algorithm(portal: OpenPortal, use: Use, address: Address) -> Algorithm:
    record = _record(portal, use, address)
    rows = etalab_rows(record)
    year = record.footprint
    kwh = year.energy_kwh if year is not None else None
    return Algorithm(
        number=use.number,
        title=use.title,
        stage=record.stage_title,
        since=record.dates.in_service_on,
        retired_on=record.dates.retired_on,
        human=record.human_part,
        legal_basis=record.privacy.legal_basis,
        fields=tuple(
            Field(column.header, rows[0].get(column.id, "").strip(), column.type == "date")
            for column in etalab_columns()
            if column.id not in _DATA
        ),
        data=tuple(_data(row) for row in rows if any(_data(row))),
        energy=span((kwh.min, kwh.max), "kWh") if kwh is not None else "",
        measured=year.measured if year is not None else False,
        method=year.method if year is not None else "",
    )


def _record(portal: OpenPortal, use: Use, address: Address) -> UseRecord:
    whole = use_record(Dossier(use, portal.today))
    contact = Contact(name=use.department, email=portal.contact)
    return replace(
        whole,
        contact=contact,
        organisation=replace(
            whole.organisation, contact=replace(whole.organisation.contact, email=portal.contact)
        ),
        page_url=address(use.number),
    )


def _data(row: dict[str, str]) -> tuple[str, str, str]:
    data, source, way = (row.get(name, "").strip() for name in _DATA)
    return data, source, way


def _stage_titles(portal: OpenPortal) -> dict[str, str]:
    lifecycle = policy_in_force(portal.organisation).lifecycle
    return {each.stage.value: each.title for each in lifecycle.stages}
