"""The list that the charter speaks of, its cards, and their amendment."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from garant.catalogue import actions, export, queries
from garant.catalogue.compliance import today_of
from garant.catalogue.forms import AdoptedForm, FilterForm, NewSystemForm, SystemForm, VersionForm
from garant.catalogue.models import AiSystem
from garant.catalogue.terms import EDITORS
from garant.catalogue.versions import Pinned
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import refuse
from garant.directory.models import Person
from garant.directory.queries import policy_in_force
from garant.directory.sending import attached
from garant.federation.queries import head_of, members_of
from garant.history.queries import versions_of
from garant.words import Action, DataClass, GarantError, Zone

editors = for_roles(*EDITORS)


@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    closed = queries.closed_now(actor.organisation)
    form, listed, held = _listed(request)
    found = [
        (system, queries.open_to_use(system), closed.get(system.slug), held[system.pk]) for system in listed
    ]
    page = {
        "systems": found,
        "form": form,
        "query": request.GET.urlencode(),
        "policy": policy_in_force(actor.organisation),
        "edits": queries.may_edit(actor),
        "reads_files": queries.may_read_files(actor),
        "stops": queries.may_stop(actor),
        "in_network": head_of(actor.organisation) is not None,
    }
    return render(request, "catalogue/systems.html", page)


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
    suspension = queries.suspension_of(found)
    page = {
        "system": found,
        "version": queries.current_version(found),
        "policy": policy,
        "open": queries.open_to_use(found),
        "closed": queries.closed_now(actor.organisation).get(found.slug),
        "closing": queries.closing_soon(found),
        "suspension": suspension,
        "suspension_clause": policy.clauses.get(suspension.clause) if suspension else None,
        "effects": effects,
        "allow": Action.ALLOW,
        "zone_text": policy.zones.get(zone, ""),
        "footprint": export.footprint_french(found),
        "qualifications": queries.qualifications([found], today_of(actor.organisation))[found.pk],
        "edits": queries.may_edit(actor),
        "stops": queries.may_stop(actor),
        "reads_files": queries.may_read_files(actor),
        "offers_pool": found.pooled or bool(members_of(actor.organisation)),
        "adopted": queries.adopted_count(found) if found.pooled else 0,
    }
    return render(request, "catalogue/system.html", page)


@require_safe
def systems_json(request: HttpRequest) -> HttpResponse:
    rows = _rows(request)
    return JsonResponse({"systems": rows}, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
def systems_csv(request: HttpRequest) -> HttpResponse:
    text = io.StringIO()
    writer = csv.DictWriter(text, export.COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(request):
        writer.writerow({name: export.cell(value) for name, value in row.items()})
    # The mark lets a French spreadsheet open the accents right.
    return attached("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", "systemes-ia.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_system(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = NewSystemForm(request.POST or None, **_choices(actor))
    if request.method == "POST" and form.is_valid():
        try:
            created = actions.add_system(
                actor, slug=form.cleaned_data["slug"], card=form.value(), pinned=form.pinned()
            )
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, f"Le système « {created.name} » est ajouté.")
            return redirect("catalogue:system", slug=created.slug)
    status = 400 if request.method == "POST" else 200
    return render(request, "catalogue/edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def amend_system(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    form: AdoptedForm | SystemForm
    if found.pool_source is not None:
        form = AdoptedForm(request.POST or None, system=found)
    else:
        form = SystemForm(request.POST or None, system=found, **_choices(actor))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.amend_system(
                actor, slug, card=form.value(), reason=data.get("reason", ""), revision=data["revision"]
            )
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(
                request, "La fiche est enregistrée ; la passerelle l’applique en une ou deux secondes."
            )
            return redirect("catalogue:system", slug=slug)
    status = 400 if request.method == "POST" else 200
    template = "catalogue/edit.html" if found.pool_source is None else "catalogue/adopted.html"
    return render(request, template, {"form": form, "system": found}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_version(request: HttpRequest, slug: str) -> HttpResponse:
    """Another model under the same name: the uses that rest on it are to be evaluated again."""
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    current = Pinned.of(queries.current_version(found))
    form = VersionForm(request.POST or None, current=current)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_version(actor, slug, pinned=form.pinned(), reason=form.cleaned_data["reason"])
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "La nouvelle version est enregistrée ; la précédente reste au dossier.")
            return redirect("catalogue:versions", slug=slug)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "system": found, "current": current}
    return render(request, "catalogue/version.html", page, status=status)


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Which model answered under this name, since when, and why it changed. Everyone who sees the card reads it."""
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    page = {
        "system": found,
        "rows": queries.versions_of_system(actor, found),
        "edits": queries.may_edit(actor),
        "reads_files": queries.may_read_files(actor),
        "versions": versions_of(actor, f"system:{found.slug}") if queries.may_read_files(actor) else [],
    }
    return render(request, "catalogue/versions.html", page)


def _choices(actor: Person) -> dict[str, Any]:
    return {
        "organisation": actor.organisation.slug,
        "vendors": queries.vendors_visible_to(actor),
        "contracts": queries.contracts_visible_to(actor),
    }


def _listed(request: HttpRequest) -> tuple[FilterForm, list[AiSystem], dict[object, tuple[str, ...]]]:
    """The list as the address narrows it, and the qualifications by which it does."""
    actor = actor_of(request)
    systems = queries.systems_visible_to(actor)
    held = queries.qualifications(systems, today_of(actor.organisation))
    form = FilterForm(request.GET)
    return form, form.narrowed(systems, held), held


def _rows(request: HttpRequest) -> list[dict[str, Any]]:
    _, found, held = _listed(request)
    closed = queries.closed_now(actor_of(request).organisation)
    return export.rows(found, versions=queries.pinned_now(found), closed=closed, qualifications=held)
