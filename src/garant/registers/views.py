"""The register of incidents: the list, the report, the page of one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of
from garant.directory.filling import DONE, attempt
from garant.directory.kinds import Role
from garant.directory.queries import policy_in_force
from garant.directory.sending import attached
from garant.history.queries import versions_of
from garant.registers import actions, aftermath, queries
from garant.registers.exporting import export_incidents
from garant.registers.forms import CloseForm, ReportForm, SearchForm
from garant.registers.searching import find_incidents


@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = SearchForm(request.GET)
    wanted = form.wanted()
    page = {
        "incidents": find_incidents(actor, wanted),
        "searching": any(request.GET.get(name) for name in form.fields),
        "form": form,
        "handles": queries.may_handle(actor),
        "sees_register": queries.sees_register(actor),
        "now": timezone.now(),
    }
    return render(request, "registers/incidents.html", page)


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The incidents that the search shows, as a file."""
    ods = request.POST.get("format") == "ods"
    wanted = SearchForm(request.POST).wanted()
    data = export_incidents(actor_of(request), format="ods" if ods else "csv", wanted=wanted)
    kind = "application/vnd.oasis.opendocument.spreadsheet" if ods else "text/csv; charset=utf-8"
    name = f"incidents-{timezone.localdate():%Y-%m-%d}.{'ods' if ods else 'csv'}"
    return attached(data, kind, name)


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
    actor = actor_of(request)
    form = CloseForm(request.POST)
    status = attempt(
        form, lambda: actions.close_incident(actor, incident, resolution=form.cleaned_data["resolution"])
    )
    if status != DONE:
        return _incident(request, incident, form, status=status)
    messages.success(request, "L’incident est clos.")
    return redirect("registers:incident", incident)


def _incident(
    request: HttpRequest, incident: uuid.UUID, form: CloseForm, *, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    found = queries.incident_visible_to(actor, incident)
    policy = policy_in_force(actor.organisation)
    reads = queries.reads_words(actor, found)
    clocks = aftermath.clocks(found) if queries.sees_register(actor) else ()
    page = {
        "incident": found,
        "words": queries.words_of(actor, found) if reads else None,
        "titles": aftermath.titles(found),
        "clocks": [(clock, clock.is_late(timezone.now())) for clock in clocks],
        "steps": aftermath.steps_of(actor, found),
        "steps_due": any(clock.is_running and clock.steps for clock in clocks),
        "analyses": aftermath.analyses_of(actor, found),
        "versions": versions_of(actor, f"incident:{found.id}") if queries.sees_register(actor) else [],
        "clause": policy.clauses.get(found.clause),
        "roles": [Role(role).label for role in found.roles if role in Role.values],
        "handles": queries.may_handle(actor),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "registers/incident.html", page, status=status)
