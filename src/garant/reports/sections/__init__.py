"""The parts of a report, in the order in which it is read. Each asks the rooms for sums, and nothing of a person."""

from collections.abc import Callable, Sequence

from garant.reports.content import Section
from garant.reports.frame import Frame
from garant.reports.sections import (
    charter,
    clauses,
    commitments,
    committees,
    costs,
    endings,
    footprint,
    incidents,
    rights,
    traffic,
    uses,
)

SECTIONS: Sequence[Callable[[Frame], Section]] = (
    uses.section,
    endings.section,
    committees.section,
    charter.section,
    clauses.section,
    traffic.section,
    incidents.section,
    rights.section,
    footprint.section,
    costs.section,
    commitments.section,
)
