"""The figures of a period, from the queries of the rooms: sums in the database, one query for each figure."""

from datetime import datetime

from garant import __version__
from garant.directory.errors import CharterNotInForce
from garant.directory.models import Organisation
from garant.directory.queries import charter_in_force
from garant.directory.templatetags.french import day
from garant.reports.content import Content
from garant.reports.frame import Frame
from garant.reports.period import Period
from garant.reports.sections import SECTIONS


def computed(organisation: Organisation, period: Period, *, now: datetime) -> Content:
    """Every section, as the registers and the mirror of the journal stand now."""
    frame = Frame.of(organisation, period, now)
    return Content(
        charter=_charter(organisation),
        software=__version__,
        sections=tuple(section(frame) for section in SECTIONS),
    )


def _charter(organisation: Organisation) -> str:
    try:
        policy = charter_in_force(organisation).policy
    except CharterNotInForce:
        return ""
    return f"« {policy.title} », version du {day(policy.version)}"
