"""Where a request or a report stands, for who holds its receipt: none of its words, nobody's name."""

from dataclasses import dataclass
from datetime import datetime

from garant.directory.models import Organisation
from garant.registers.receiving import incident_followed_by_receipt
from garant.registers.rights.queries import followed_by_receipt


@dataclass(frozen=True, slots=True)
class Followed:
    """A receipt. `due_at` is None where no text and no rule of the charter sets a delay."""

    receipt: str
    what: str
    state: str
    due_at: datetime | None
    is_open: bool
    is_report: bool


def followed(organisation: Organisation, receipt: str) -> Followed:
    """NotFound where the organisation has none of this number."""
    if receipt.startswith("SI-"):
        report = incident_followed_by_receipt(organisation, receipt)
        return Followed(
            report.receipt,
            "Signalement d’un biais ou d’un problème",
            report.state,
            report.due_at,
            report.is_open,
            is_report=True,
        )
    found = followed_by_receipt(organisation, receipt)
    return Followed(found.receipt, found.kind, found.state, found.due_at, found.is_open, is_report=False)
