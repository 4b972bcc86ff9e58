"""The register of requests as a file: facts and dates. Who asked, and what, stays sealed."""

from datetime import date, datetime
from typing import Literal

from garant.directory.actions import require
from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.queries import READERS, RightsWanted, requests_visible_to
from garant.registers.rights.terms import Channel, Kind, State
from garant.tables import Column, to_csv, to_ods

COLUMNS = (
    Column(key="number", title="N°", kind="number"),
    Column(key="kind", title="Droit exercé", kind="choice", choices=tuple(Kind.choices)),
    Column(key="channel", title="Reçue", kind="choice", choices=tuple(Channel.choices)),
    Column(key="subject", title="Usage d’IA"),
    Column(key="state", title="État", kind="choice", choices=tuple(State.choices)),
    Column(key="received", title="Reçue le", kind="date"),
    Column(key="due", title="Réponse due le", kind="date"),
    Column(key="extended", title="Prolongée le", kind="date"),
    Column(key="closed", title="Réponse le", kind="date"),
    Column(key="in_time", title="À temps", kind="boolean"),
)


def export_requests(actor: Person, *, format: Literal["csv", "ods"], wanted: RightsWanted) -> bytes:  # noqa: A002
    """The requests that fit, as a file. For who answers them, and for audit."""
    require(actor, *READERS)
    rows = [row_of(request) for request in requests_visible_to(actor, wanted)]
    written = to_csv(COLUMNS, rows) if format == "csv" else to_ods(COLUMNS, rows, "Demandes de droits")
    record_file(actor, "rights-requests", format, rows=len(rows))
    return written


def row_of(request: RightsRequest) -> dict[str, object]:
    """The request as one row: a value for each column, by key, its days in the organisation's own calendar."""
    zone = request.organisation.place_word.zone

    def day(moment: datetime | None) -> date | None:
        return moment.astimezone(zone).date() if moment is not None else None

    return {
        "number": request.number,
        "kind": request.kind,
        "channel": request.channel,
        "subject": request.subject,
        "state": request.state,
        "received": day(request.received_at),
        "due": request.due_day,
        "extended": day(request.extended_at),
        "closed": day(request.closed_at),
        "in_time": request.in_time,
    }
