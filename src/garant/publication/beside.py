"""What stands beside the evidence of a clause: its commitments that are open, what it stopped, why it is milder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from garant.catalogue.compliance import today_of
from garant.catalogue.queries import stopped_by_clause
from garant.charter import Charter
from garant.directory.models import Organisation
from garant.publication.period import Period
from garant.publication.series import Series, series_of
from garant.registers.commitments.queries import OfClause, open_by_clause


@dataclass(frozen=True, slots=True)
class Stop:
    """A system that the clause stopped: from when, until when."""

    system: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Beside:
    series: Series | None
    commitments: Sequence[OfClause]
    stops: Sequence[Stop]
    exception: str  # why this clause is otherwise than in the inherited charter; "" where it is not


def beside_clauses(
    organisation: Organisation, charter: Charter, period: Period, start: datetime, end: datetime
) -> Mapping[str, Beside]:
    """Clause → what stands beside it. `start` and `end` are the moments of the period."""
    series = series_of(organisation, period)
    commitments = open_by_clause(organisation, today=today_of(organisation))
    stopped = stopped_by_clause(organisation, start, end)
    return {
        clause.id: Beside(
            series.get(clause.id),
            commitments.get(clause.id[:80], ()),
            [Stop(each.system.name, each.since, each.resumed_at) for each in stopped.get(clause.id, ())],
            clause.reason or "",
        )
        for clause in charter.clauses
    }
