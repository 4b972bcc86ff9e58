"""The observatory, for the people of the organisation."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from garant.directory.access import actor_of
from garant.directory.sending import attached
from garant.publication.actions import collect
from garant.reports.chart import Bars, drawn
from garant.reports.numbers import number_french, span_french
from garant.reports.observatory import PRINTED, Observatory, observatory_for
from garant.reports.observatory_file import observatory_csv
from garant.words import Zone


@require_safe
def observatory(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    collect()
    found = observatory_for(actor, now=timezone.now())
    page = {
        "found": found,
        "theme_bars": _counted("themes", "Usages par thème", [(each.label, each.total) for each in found.themes]),
        "stage_bars": _counted("etapes", "Usages par étape", [(stage, total) for stage, _, total in found.by_stage]),
        "steps": found.steps[:PRINTED],
        "left_out": max(0, len(found.steps) - PRINTED),
        "satisfaction_bars": _counted("utile", "Ce que disent les retours publiés", list(found.satisfaction)),
        "verdicts": [(verdict, number) for verdict, number in found.trials.verdicts.items() if number],
        "zones": list(Zone),
        "months": _months(found),
        "month_bars": _counted(
            "mois", "Demandes examinées, mois par mois", [(_name(each.month), each.requests) for each in found.months or ()]
        ),
        "energy_bars": _energy(found),
        "smallest": found.fewest,
    }  # fmt: skip
    return render(request, "reports/observatory.html", page)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    collect()
    body = observatory_csv(observatory_for(actor, now=timezone.now()))
    return attached(body, "text/csv; charset=utf-8", "observatoire.csv")


def _counted(anchor: str, title: str, rows: list[tuple[str, int]]) -> Bars | None:
    if not any(number for _, number in rows):
        return None
    return drawn(anchor, title, [(label, 0.0, number, number_french(number)) for label, number in rows])


def _energy(found: Observatory) -> Bars | None:
    rows = [
        (_name(each.month), each.kwh.min, each.kwh.max, span_french(each.kwh, "kWh"))
        for each in found.months or ()
        if each.estimated
    ]
    return drawn("energie", "Énergie estimée, mois par mois", rows) if rows else None


def _months(found: Observatory) -> list[tuple[str, str, list[str], str]]:
    """Name, requests, answers of each zone, energy."""
    return [
        (
            _name(each.month),
            number_french(each.requests),
            [number_french(each.answers.get(zone, 0)) for zone in Zone],
            span_french(each.kwh, "kWh") if each.estimated else "non estimée",
        )
        for each in found.months or ()
    ]


def _name(month: date) -> str:
    return date_format(month, "F Y")
