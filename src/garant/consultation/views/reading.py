"""Pages of the people of the organisation."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.consultation import queries
from garant.consultation.views import pages
from garant.consultation.views.doors import inside
from garant.directory.access import actor_of
from garant.directory.journal import record
from garant.journal import RecordsExported

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "listed": [(each, each.consultation.get_absolute_url()) for each in queries.consultations_of(actor)],
        "manages": queries.may_manage(actor),
    }
    return render(request, "consultation/consultations.html", page)


@require_safe
def consultation(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    return pages.consultation_page(request, inside(request, consultation))


@form_page
def clause(request: HttpRequest, consultation: uuid.UUID, clause: str) -> HttpResponse:
    door = inside(request, consultation)
    if request.method == "POST":
        return pages.take(request, door, clause)
    return pages.clause_page(request, door, clause)


@form_page
def whole(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    door = inside(request, consultation)
    return pages.take(request, door, "") if request.method == "POST" else pages.clause_page(request, door, "")


@require_POST
def react(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    return pages.take_reaction(request, inside(request, consultation))


@form_page
def withdraw(request: HttpRequest, consultation: uuid.UUID, contribution: uuid.UUID) -> HttpResponse:
    return pages.withdrawal_page(request, inside(request, consultation), contribution)


@require_safe
def synthesis(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    return pages.synthesis_page(request, inside(request, consultation))


@require_safe
def synthesis_file(request: HttpRequest, consultation: uuid.UUID, suffix: str) -> HttpResponse:
    """The rows leave as a file: the journal says so."""
    door = inside(request, consultation)
    response = pages.synthesis_file(door, suffix)
    if suffix in pages.TABLES:
        record(
            RecordsExported(
                organisation=door.found.organisation.slug,
                person=str(actor_of(request).id),
                what="charter-contributions",
                format=suffix,
                rows=door.found.contributions.count(),
            )
        )
    return response


@require_safe
def text(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    return pages.text_file(inside(request, consultation))
