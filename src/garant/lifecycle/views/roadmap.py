"""The list of uses, and the door where a need comes in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.charter import Stage
from garant.directory.access import actor_of
from garant.directory.queries import policy_in_force
from garant.lifecycle import queries
from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.chart import stage_bars
from garant.lifecycle.forms import NeedForm
from garant.lifecycle.queries.likeness import AT_MOST
from garant.lifecycle.terms import READERS
from garant.procurement.terms import READERS as BUYERS


@require_safe
def uses(request: HttpRequest) -> HttpResponse:
    """Every use of the organisation, stage by stage; `q` and `etape` narrow it."""
    actor = actor_of(request)
    lifecycle = policy_in_force(actor.organisation).lifecycle
    asked = request.GET.get("etape", "")
    stage = Stage(asked) if asked in set(Stage) else None
    words = request.GET.get("q", "")[:200]
    found = queries.roadmap(actor, words=words, stage=stage)
    everything = found if not words and stage is None else queries.roadmap(actor)
    stages = [(each, [use for use in found if use.stage is each.stage]) for each in lifecycle.stages]
    page = {
        "stages": [(each, inside) for each, inside in stages if inside],
        "drawn": lifecycle.stages,
        "bars": stage_bars(
            [(each.title, sum(use.stage is each.stage for use in everything)) for each in lifecycle.stages]
        ),
        "words": words,
        "stage": stage,
        "found": found,
        "governs": actor.has_role(*READERS),
        "buys": actor.has_role(*BUYERS),
    }
    return render(request, "lifecycle/uses.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_need(request: HttpRequest) -> HttpResponse:
    """Anyone, through their direction. What resembles it is shown before it is kept, once."""
    actor = actor_of(request)
    form = NeedForm(request.POST or None)
    similar: list[queries.Similar] = []
    if request.method == "POST" and form.is_valid():
        similar = queries.similar_to(actor, _text(form))
        if not similar or "submit" in request.POST:
            use = submit_need(actor, form.cleaned_data)
            messages.success(request, f"Votre besoin est déposé sous le n° {use.number}.")
            return redirect(use)
    status = 400 if request.method == "POST" and form.errors else 200
    page = {"form": form, "similar": similar, "asked": bool(similar)}
    return render(request, "lifecycle/new_need.html", page, status=status)


@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """A fragment for the page of a new need: by POST, since what people write has no place in an address."""
    text = request.POST.get("text", "")[:5_000]
    found = queries.similar_to(actor_of(request), text)[:AT_MOST]
    return render(request, "lifecycle/similar.html", {"similar": found})


def _text(form: NeedForm) -> str:
    said = form.cleaned_data
    return f"{said['title']} {said['title']} {said['what']} {said['for_whom']} {said['data_used']}"
