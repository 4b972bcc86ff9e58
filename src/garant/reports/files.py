"""A report in files: documents, and the figures alone for a spreadsheet or another program."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from garant.directory.errors import NotFound
from garant.paper import FORMATS, written
from garant.press import Shelf
from garant.reports.models import Report
from garant.reports.paper import paper_of
from garant.tables import Column, to_csv

# Suffix → what the link says.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "PDF accessible (PDF/UA-1)",
        "odt": "ODT, pour LibreOffice",
        "docx": "DOCX, pour Word",
        "html": "HTML, une page qui se suffit",
        "csv": "CSV des chiffres, pour un tableur",
        "json": "JSON des chiffres et des textes",
    }
)

_SHELF = Shelf()
_COLUMNS = (
    Column(key="key", title="Identifiant"),
    Column(key="section", title="Partie"),
    Column(key="label", title="Chiffre"),
    Column(key="value", title="Valeur", kind="number"),
    Column(key="high", title="Borne haute", kind="number"),
    Column(key="unit", title="Unité"),
    Column(key="said", title="Ce que le bilan en dit"),
    Column(key="method", title="Source"),
    Column(key="query", title="Requête"),
    Column(key="computed_at", title="Calculé le"),
)


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that is ready, with the name under which it is saved."""

    name: str
    content_type: str
    body: bytes


def file_of(report: Report, suffix: str) -> ReportFile:
    """NotFound for a form that there is none of, PressBusy when too many are asked for."""
    if suffix not in LABELS:
        raise NotFound(what="download")
    name = f"bilan-{report.organisation.slug}-{report.since}-{report.until}.{suffix}"
    if suffix == "csv":
        return ReportFile(name, "text/csv; charset=utf-8", figures_csv(report))
    if suffix == "json":
        return ReportFile(name, "application/json", figures_json(report))
    # A draft changes: its revision is part of the key.
    key = (report.id, report.revision, suffix)
    return ReportFile(name, FORMATS[suffix][0], _SHELF.get(key, lambda: written(paper_of(report), suffix)[1]))


def figures_csv(report: Report) -> bytes:
    """One row for each figure. A figure that nobody counts has no value, and says so."""
    computed_at = report.computed_at.isoformat(timespec="seconds")
    return to_csv(
        _COLUMNS,
        [
            {**asdict(figure), "section": section.title, "computed_at": computed_at}
            for section in report.told.sections
            for figure in section.every()
        ],
    )


def figures_json(report: Report) -> bytes:
    """All that was validated: with its digest, whoever has the file tells whether it is the same."""
    said = {
        "organisation": report.organisation.slug,
        "number": report.number,
        "title": report.title,
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "computed_at": report.computed_at.isoformat(timespec="seconds"),
        "digest": report.digest or None,
        "words": report.words,
        "content": report.content,
    }
    return json.dumps(said, ensure_ascii=False, indent=2).encode()
