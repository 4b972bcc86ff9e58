"""The register of decisions as a file: references, dates, who decided. What they say of people stays sealed."""

from datetime import date, datetime
from typing import Literal

from garant.decisions import queries
from garant.decisions.models import Decision
from garant.decisions.terms import State
from garant.directory.actions import require
from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.tables import Column, to_csv, to_ods

_COLUMNS = (
    Column(key="reference", title="Référence"),
    Column(key="treatment", title="Traitement"),
    Column(key="version", title="Version du traitement", kind="number"),
    Column(key="automated", title="Entièrement automatisée", kind="boolean"),
    Column(key="decided_by", title="Décidée par"),
    Column(key="state", title="État", kind="choice", choices=tuple(State.choices)),
    Column(key="appeal", title="Sur recours administratif", kind="boolean"),
    Column(key="mention", title="Mention portée", kind="boolean"),
    Column(key="decided_on", title="Décidée le", kind="date"),
    Column(key="notified_on", title="Notifiée le", kind="date"),
    Column(key="purged_on", title="Contenu effacé le", kind="date"),
)


def export_decisions(actor: Person, *, format: Literal["csv", "ods"]) -> bytes:  # noqa: A002
    """Every decision of the organisation. For who answers for them, and for audit."""
    require(actor, *queries.READERS)
    rows = [_row(decision) for decision in queries.decisions_visible_to(actor)]
    written = to_csv(_COLUMNS, rows) if format == "csv" else to_ods(_COLUMNS, rows, "Décisions")
    record_file(actor, "decisions", format, rows=len(rows))
    return written


def _row(decision: Decision) -> dict[str, object]:
    facts = decision.version.facts
    return {
        "reference": decision.reference,
        "treatment": facts.title,
        "version": decision.version.number,
        "automated": facts.automated,
        "decided_by": decision.decided_by.full_name,
        "state": decision.state,
        "appeal": decision.appeal,
        "mention": decision.mention_carried,
        "decided_on": decision.decided_on,
        "notified_on": decision.notified_on,
        "purged_on": _day(decision, decision.purged_at),
    }


def _day(decision: Decision, moment: datetime | None) -> date | None:
    return moment.astimezone(decision.organisation.place_word.zone).date() if moment is not None else None
