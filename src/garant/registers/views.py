"""The register of incidents."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of
from garant.directory.kinds import Role
from garant.directory.queries import policy_in_force
from garant.registers import actions, queries
from garant.registers.forms import CloseForm, ReportForm


@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "incidents": queries.incidents_visible_to(actor),
        "handles": queries.may_handle(actor),
        "now": timezone.now(),
    }
    return render(request, "registers/incidents.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_incident(request: HttpRequest) -> HttpResponse:
    """For what was met elsewhere than in an answer of the assistant, which has its own button."""
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = actions.report_incident(actor_of(request), **form.cleaned_data)
        messages.success(request, f"Votre signalement est enregistré sous le n° {found.number}.")
        return redirect(found)
    status = 400 if request.method == "POST" else 200
    return render(request, "registers/new_incident.html", {"form": form}, status=status)


@require_safe
def incident(request: HttpRequest, incident: uuid.UUID) -> HttpResponse:
    return _incident(request, incident, CloseForm())


@require_POST
def take(request: HttpRequest, incident: uuid.UUID) -> HttpResponse:
    actions.take_incident(actor_of(request), incident)
    messages.success(request, "Vous avez pris cet incident en charge.")
    return redirect("registers:incident", incident)


@require_POST
def close(request: HttpRequest, incident: uuid.UUID) -> HttpResponse:
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _incident(request, incident, form, status=400)
    actions.close_incident(actor_of(request), incident, resolution=form.cleaned_data["resolution"])
    messages.success(request, "L’incident est clos.")
    return redirect("registers:incident", incident)


def _incident(
    request: HttpRequest, incident: uuid.UUID, form: CloseForm, *, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    found = queries.incident_visible_to(actor, incident)
    policy = policy_in_force(actor.organisation)
    page = {
        "incident": found,
        "words": queries.words_of(actor, found),
        "clause": policy.clauses.get(found.clause),
        "roles": [Role(role).label for role in found.roles if role in Role.values],
        "handles": queries.may_handle(actor),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "registers/incident.html", page, status=status)
