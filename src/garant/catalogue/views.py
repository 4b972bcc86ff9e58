"""The list that the charter speaks of, its cards, and their amendment."""

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from garant.catalogue import actions, export, queries
from garant.catalogue.errors import SystemNameTaken
from garant.catalogue.forms import NewSystemForm, SystemForm
from garant.directory.access import actor_of, for_roles
from garant.directory.kinds import Role
from garant.directory.queries import policy_in_force
from garant.words import Action, DataClass, Zone, say, todo

administrators = for_roles(Role.ADMINISTRATOR)


@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    found = [(system, queries.open_to_use(system)) for system in queries.systems_visible_to(actor)]
    policy = policy_in_force(actor.organisation)
    return render(request, "catalogue/systems.html", {"systems": found, "policy": policy})


@require_safe
def system(request: HttpRequest, slug: str) -> HttpResponse:
    """A card, and what the charter in force does to each class of data on its way there."""
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    policy = policy_in_force(actor.organisation)
    zone = Zone(found.zone)
    effects = []
    for data in DataClass:
        decision = policy.decide([data], zone, allowed=found.classes)
        clause = policy.clauses.get(decision.clauses[0]) if decision.clauses else None
        effects.append((data, decision.action, clause))
    page = {
        "system": found,
        "policy": policy,
        "open": queries.open_to_use(found),
        "effects": effects,
        "allow": Action.ALLOW,
        "zone_text": policy.zones.get(zone, ""),
        "footprint": export.footprint_french(found),
    }
    return render(request, "catalogue/system.html", page)


@require_safe
def systems_json(request: HttpRequest) -> HttpResponse:
    rows = export.rows(queries.systems_visible_to(actor_of(request)))
    return JsonResponse({"systems": rows}, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
def systems_csv(request: HttpRequest) -> HttpResponse:
    text = io.StringIO()
    writer = csv.DictWriter(text, export.COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for row in export.rows(queries.systems_visible_to(actor_of(request))):
        writer.writerow({name: export.cell(value) for name, value in row.items()})
    # The mark lets a French spreadsheet open the accents right.
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="systemes-ia.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new_system(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = NewSystemForm(request.POST or None, organisation=actor.organisation.slug)
    if request.method == "POST" and form.is_valid():
        try:
            created = actions.add_system(actor, slug=form.cleaned_data["slug"], card=form.value())
        except SystemNameTaken as error:
            form.add_error(None, f"{say(error)} {todo(error)}")
        else:
            messages.success(request, f"Le système « {created.name} » est ajouté.")
            return redirect("catalogue:system", slug=created.slug)
    status = 400 if request.method == "POST" else 200
    return render(request, "catalogue/edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def amend_system(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    form = SystemForm(request.POST or None, organisation=actor.organisation.slug, system=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_system(actor, slug, card=form.value())
        except SystemNameTaken as error:
            form.add_error(None, f"{say(error)} {todo(error)}")
        else:
            messages.success(
                request, "La fiche est enregistrée ; la passerelle l’applique en une ou deux secondes."
            )
            return redirect("catalogue:system", slug=slug)
    status = 400 if request.method == "POST" else 200
    return render(request, "catalogue/edit.html", {"form": form, "system": found}, status=status)
