"""The published reports, for anyone: no account, stable addresses, nobody named."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from garant.directory.queries import organisation_named
from garant.reports import queries
from garant.reports.files import LABELS
from garant.reports.page import context_of
from garant.reports.views.house import report_file


@login_not_required
@require_safe
def reports(request: HttpRequest, organisation: str) -> HttpResponse:
    found = organisation_named(organisation)
    page = {"organisation": found, "reports": queries.published_reports(found)}
    return render(request, "reports/public_reports.html", page)


@login_not_required
@require_safe
def report(request: HttpRequest, organisation: str, number: int) -> HttpResponse:
    found = queries.published_report(organisation_named(organisation), number)
    files = [
        (reverse("reports:public-download", args=[organisation, number, each]), text)
        for each, text in LABELS.items()
    ]
    page = {**context_of(found), "organisation": found.organisation, "files": files}
    return render(request, "reports/public_report.html", page)


@login_not_required
@require_safe
def download(request: HttpRequest, organisation: str, number: int, suffix: str) -> HttpResponse:
    return report_file(queries.published_report(organisation_named(organisation), number), suffix)
