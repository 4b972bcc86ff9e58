"""The register of incidents as a file: facts and dates, none of the words that people wrote."""

from datetime import date, datetime
from typing import Literal

from garant.directory.actions import require
from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.registers.models import Incident
from garant.registers.queries import READERS
from garant.registers.searching import Wanted, find_incidents
from garant.registers.terms import Category, Doubt, Ground, Severity, State, Step
from garant.tables import Column, to_csv, to_ods

Format = Literal["csv", "ods"]

COLUMNS = (
    Column(key="number", title="N°", kind="number"),
    Column(key="category", title="Nature", kind="choice", choices=tuple(Category.choices)),
    Column(key="severity", title="Gravité", kind="choice", choices=tuple(Severity.choices)),
    Column(key="system", title="Système"),
    Column(key="state", title="État", kind="choice", choices=tuple(State.choices)),
    Column(key="opened", title="Signalé le", kind="date"),
    Column(key="due", title="Réponse attendue le", kind="date"),
    Column(key="closed", title="Clos le", kind="date"),
    Column(key="in_time", title="Répondu à temps", kind="boolean"),
    Column(
        key="breach", title="Violation de données personnelles", kind="choice", choices=tuple(Doubt.choices)
    ),
    Column(key="breach_known", title="Violation connue le", kind="date"),
    Column(key="serious", title="Incident grave d’IA", kind="choice", choices=tuple(Doubt.choices)),
    Column(key="ground", title="Motif de gravité", kind="choice", choices=tuple(Ground.choices)),
    Column(key="serious_known", title="Incident grave connu le", kind="date"),
    *(Column(key=step.value, title=step.label, kind="date") for step in Step),
)


def export_incidents(actor: Person, *, format: Format, wanted: Wanted) -> bytes:  # noqa: A002
    """The incidents that fit, as a file. For who answers for the register, and for audit."""
    require(actor, *READERS)
    rows = [row_of(incident) for incident in find_incidents(actor, wanted)]
    written = to_csv(COLUMNS, rows) if format == "csv" else to_ods(COLUMNS, rows, "Incidents")
    record_file(actor, "incidents", format, rows=len(rows))
    return written


def row_of(incident: Incident) -> dict[str, object]:
    """The incident as one row: a value for each column, by key, its days in the organisation's own calendar."""
    zone = incident.organisation.place_word.zone

    def day(moment: datetime | None) -> date | None:
        return moment.astimezone(zone).date() if moment is not None else None

    taken = incident.steps.values_list("step", "at")
    closed, due = incident.closed_at, incident.due_at
    return {
        "number": incident.number,
        "category": incident.category,
        "severity": incident.severity or None,
        "system": incident.system,
        "state": incident.state,
        "opened": day(incident.opened_at),
        "due": day(due),
        "closed": day(closed),
        "in_time": None if closed is None else due is None or closed <= due,
        "breach": incident.breach,
        "breach_known": day(incident.breach_known_at),
        "serious": incident.serious,
        "ground": incident.serious_ground or None,
        "serious_known": day(incident.serious_known_at),
        **{step: day(at) for step, at in taken},
    }
