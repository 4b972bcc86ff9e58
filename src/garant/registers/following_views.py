"""Pages on which DPO and RSSI follow an incident: judge it, record a step, analyse it, stop its system."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from garant.catalogue.queries import systems_visible_to
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import DONE, attempt
from garant.directory.models import Person
from garant.registers import aftermath, following, queries
from garant.registers.forms import AnalysisForm, AssessForm, StepForm, SuspendForm
from garant.registers.models import Incident
from garant.registers.suspending import suspend_for

handlers = for_roles(*queries.ALWAYS)


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def assess(request: HttpRequest, incident: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.incident_visible_to(actor, incident)
    form = AssessForm(
        request.POST or None, initial=AssessForm.initial_of(found), systems=_systems(actor, found)
    )
    if request.method != "POST":
        return _page(request, found, form, "Évaluer l’incident", "Enregistrer l’évaluation")
    status = attempt(
        form,
        lambda: following.assess_incident(
            actor, incident, form.assessment(), revision=form.cleaned_data["revision"]
        ),
    )
    if status != DONE:
        return _page(request, found, form, "Évaluer l’incident", "Enregistrer l’évaluation", status)
    messages.success(request, "L’évaluation est enregistrée.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def step(request: HttpRequest, incident: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.incident_visible_to(actor, incident)
    form = StepForm(request.POST or None, clocks=aftermath.clocks(found))
    title = "Enregistrer une démarche"
    if request.method != "POST":
        return _page(request, found, form, title, "Enregistrer la démarche")
    status = attempt(
        form, lambda: following.take_step(actor, incident, **{**form.cleaned_data, "step": form.chosen()})
    )
    if status != DONE:
        return _page(request, found, form, title, "Enregistrer la démarche", status)
    messages.success(request, "La démarche est enregistrée.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def analyse(request: HttpRequest, incident: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.incident_visible_to(actor, incident)
    last = next(iter(aftermath.analyses_of(actor, found)), None)
    written = {name: getattr(last, name) for name in ("causes", "measures", "lessons")} if last else {}
    form = AnalysisForm(request.POST or None, initial={"number": last.number if last else 0, **written})
    title = "Analyser l’incident"
    if request.method != "POST":
        return _page(request, found, form, title, "Enregistrer l’analyse")
    status = attempt(form, lambda: following.analyse_incident(actor, incident, **form.cleaned_data))
    if status != DONE:
        return _page(request, found, form, title, "Enregistrer l’analyse", status)
    messages.success(request, "L’analyse est enregistrée. La précédente reste lisible.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def suspend(request: HttpRequest, incident: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.incident_visible_to(actor, incident)
    form = SuspendForm(request.POST or None)
    title = f"Suspendre le système {found.system}"
    if request.method != "POST":
        return _page(request, found, form, title, "Suspendre ce système", danger=True)
    status = attempt(form, lambda: suspend_for(actor, incident, reason=form.cleaned_data["reason"]))
    if status != DONE:
        return _page(request, found, form, title, "Suspendre ce système", status, danger=True)
    messages.success(request, "Le système est suspendu : plus aucune demande ne lui parvient.")
    return redirect(found)


def _page(
    request: HttpRequest,
    incident: Incident,
    form: AssessForm | StepForm | AnalysisForm | SuspendForm,
    title: str,
    button: str,
    status: int = 200,
    *,
    danger: bool = False,
) -> HttpResponse:
    page = {"incident": incident, "form": form, "title": title, "button": button, "danger": danger}
    return render(request, "registers/follow_incident.html", page, status=status)


def _systems(actor: Person, incident: Incident) -> list[tuple[str, str]]:
    """The catalogue, and the system that the incident names even if it left the catalogue since."""
    found = {system.slug: system.name for system in systems_visible_to(actor)}
    if incident.system:
        found.setdefault(incident.system, incident.system)
    return list(found.items())
