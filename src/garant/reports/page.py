"""A report as its page reads it: parts with their words, their tables and the charts of these."""

from collections.abc import Sequence
from dataclasses import dataclass

from garant.reports.chart import Bars, bars_of
from garant.reports.content import Breakdown, Figure, Listing, Section
from garant.reports.models import Report
from garant.reports.paper import ANNEX, left_out, paragraphs_of, standing
from garant.reports.terms import CLOSING, OPENING

# What the top of the page shows, where it is counted.
_GLANCE = (
    "usages.deposes",
    "usages.generalises",
    "comites.avis",
    "demandes.examinees",
    "incidents.signales",
    "droits.recues",
    "empreinte.energie",
    "engagements.en-cours",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its number, what people wrote of it, and its drawings."""

    number: int
    section: Section
    paragraphs: Sequence[str]
    breakdowns: Sequence[tuple[Breakdown, Bars | None]]
    listings: Sequence[tuple[Listing, str]]  # and what is said of the rows that it leaves out


def context_of(report: Report) -> dict[str, object]:
    """What `reports/body.html` reads."""
    told = report.told
    return {
        "report": report,
        "told": told,
        "standing": standing(report),
        "opening": paragraphs_of(report.words.get(OPENING, "")),
        "closing": paragraphs_of(report.words.get(CLOSING, "")),
        "glance": _glance(tuple(told.every())),
        "parts": [
            _part(number, section, report.words.get(section.key, ""))
            for number, section in enumerate(told.sections, start=1)
        ],
        "annex": ANNEX,
    }


def _glance(figures: Sequence[Figure]) -> list[Figure]:
    known = {figure.key: figure for figure in figures}
    return [known[key] for key in _GLANCE if key in known]


def _part(number: int, section: Section, words: str) -> Part:
    return Part(
        number,
        section,
        paragraphs_of(words),
        [(breakdown, bars_of(breakdown)) for breakdown in section.breakdowns if breakdown.shown],
        [(listing, left_out(listing) if listing.left_out else "") for listing in section.listings],
    )
