"""The lines for the single document on occupational risks: the same for everyone, open to every agent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from garant.directory.sending import attached
from garant.registers.duerp import table


@require_safe
def duerp(request: HttpRequest) -> HttpResponse:
    context = {"title": table.TITLE, "lines": table.lines(), "source": table.source()}
    return render(request, "registers/duerp/lines.html", context)


@require_safe
def duerp_csv(request: HttpRequest) -> HttpResponse:
    return _file(table.as_csv(), "text/csv; charset=utf-8", "csv")


@require_safe
def duerp_ods(request: HttpRequest) -> HttpResponse:
    return _file(table.as_ods(), "application/vnd.oasis.opendocument.spreadsheet", "ods")


def _file(data: bytes, content_type: str, extension: str) -> HttpResponse:
    return attached(data, content_type, f"lignes-duerp-ia.{extension}")
