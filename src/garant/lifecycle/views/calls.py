"""Calls for projects."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.filling import refuse
from garant.directory.kinds import Role
from garant.lifecycle import queries
from garant.lifecycle.actions import calls as actions
from garant.lifecycle.forms import CallForm, CandidateForm
from garant.lifecycle.queries.calls import is_open, ranked
from garant.words import GarantError


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    today = timezone.localdate()
    found = [(call, is_open(call, today=today)) for call in queries.calls_visible_to(actor)]
    page = {"calls": found, "organises": actor.has_role(*actions.ORGANISERS)}
    return render(request, "lifecycle/calls.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*actions.ORGANISERS)
def new_call(request: HttpRequest) -> HttpResponse:
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            call = actions.open_call(actor_of(request), **form.cleaned_data)
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "L’appel à projets est enregistré.")
            return redirect(call)
    status = 400 if request.method == "POST" else 200
    return render(request, "lifecycle/new_call.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, call: uuid.UUID) -> HttpResponse:
    """The call, and the candidatures: one's own for everybody, all of them for those who organise."""
    actor = actor_of(request)
    found = queries.call_visible_to(actor, call)
    organises = actor.has_role(*actions.ORGANISERS)
    taken = {each.use_id for each in found.candidatures.all()}
    mine = [
        (str(use.id), f"n° {use.number} {use.title}")
        for use in queries.uses_visible_to(actor)
        if use.id not in taken and not use.stage_word.is_final and (organises or use.requester_id == actor.id)
    ]
    form = CandidateForm(request.POST or None, uses=mine)
    if request.method == "POST" and form.is_valid():
        actions.apply_to(actor, call, uuid.UUID(form.cleaned_data["use"]))
        messages.success(request, "La candidature est enregistrée.")
        return redirect(found)
    shown = [each for each in ranked(found) if organises or each.candidature.use.requester_id == actor.id]
    today = timezone.localdate()
    page = {
        "call": found,
        "open": is_open(found, today=today),
        "over": today > found.closes_on,
        "form": form if mine else None,
        "ranked": shown,
        "organises": organises,
        "decides": actor.has_role(Role.DGS),
        "marks": range(actions.BEST + 1),
    }
    return render(request, "lifecycle/call.html", page, status=400 if request.method == "POST" else 200)


@require_POST
def mark(request: HttpRequest, call: uuid.UUID, use: uuid.UUID) -> HttpResponse:
    marks = {}
    for name in request.POST:
        number, value = name.removeprefix("mark-"), request.POST.get(name, "")
        if name.startswith("mark-") and number.isdecimal() and value.isdecimal():
            marks[int(number)] = int(value)
    actions.mark(actor_of(request), call, use, marks=marks, comment=request.POST.get("comment", "")[:2_000])
    messages.success(request, "Les notes sont enregistrées.")
    return redirect("lifecycle:call", call)


@require_POST
def results(request: HttpRequest, call: uuid.UUID) -> HttpResponse:
    selected = []
    for value in request.POST.getlist("selected"):
        try:
            selected.append(uuid.UUID(value))
        except ValueError:
            continue  # not one of the boxes of the page
    actions.give_results(actor_of(request), call, selected=selected)
    messages.success(request, "Les résultats sont donnés ; chaque personne est prévenue.")
    return redirect("lifecycle:call", call)
