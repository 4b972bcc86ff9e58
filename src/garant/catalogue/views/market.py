"""Vendors and their contracts."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from garant.catalogue import actions, queries
from garant.catalogue.compliance import today_of
from garant.catalogue.forms import ContractForm, ProofForm, VendorForm
from garant.catalogue.requirements import rules
from garant.catalogue.terms import EDITORS, READERS
from garant.catalogue.views.files import shown_proofs
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import refuse
from garant.history.queries import versions_of
from garant.words import GarantError

editors = for_roles(*EDITORS)
readers = for_roles(*READERS)


@require_safe
@readers
def vendors(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "vendors": queries.vendors_visible_to(actor),
        "edits": queries.may_edit(actor),
        "today": today_of(actor.organisation),
    }
    return render(request, "catalogue/vendors.html", page)


@require_safe
@readers
def vendor(request: HttpRequest, vendor: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.vendor_visible_to(actor, vendor)
    contracts = [each for each in queries.contracts_visible_to(actor) if each.vendor_id == found.pk]
    page = {
        "vendor": found,
        "systems": [each for each in queries.systems_visible_to(actor) if each.vendor_id == found.pk],
        "contracts": [(each, versions_of(actor, f"contract:{each.id}")) for each in contracts],
        "proofs": shown_proofs(queries.proofs_of_vendor(actor, found), today_of(actor.organisation)),
        "versions": versions_of(actor, f"vendor:{found.id}"),
        "edits": queries.may_edit(actor),
        "today": today_of(actor.organisation),
    }
    return render(request, "catalogue/vendor.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_vendor(request: HttpRequest) -> HttpResponse:
    form = VendorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            created = actions.add_vendor(actor_of(request), facts=form.facts())
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, f"Le fournisseur « {created.name} » est ajouté.")
            return redirect("catalogue:vendor", created.id)
    status = 400 if request.method == "POST" else 200
    return render(request, "catalogue/vendor_edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def amend_vendor(request: HttpRequest, vendor: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.vendor_visible_to(actor, vendor)
    form = VendorForm(request.POST or None, vendor=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.amend_vendor(
                actor, vendor, facts=form.facts(), reason=data["reason"], revision=data["revision"]
            )
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "Le fournisseur est enregistré.")
            return redirect("catalogue:vendor", found.id)
    status = 400 if request.method == "POST" else 200
    return render(request, "catalogue/vendor_edit.html", {"form": form, "vendor": found}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_contract(request: HttpRequest, vendor: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.vendor_visible_to(actor, vendor)
    form = ContractForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_contract(actor, vendor, facts=form.facts())
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "Le contrat est ajouté.")
            return redirect("catalogue:vendor", found.id)
    status = 400 if request.method == "POST" else 200
    return render(request, "catalogue/contract_edit.html", {"form": form, "vendor": found}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def amend_contract(request: HttpRequest, contract: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.contract_visible_to(actor, contract)
    form = ContractForm(request.POST or None, contract=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.amend_contract(
                actor, contract, facts=form.facts(), reason=data["reason"], revision=data["revision"]
            )
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "Le contrat est enregistré.")
            return redirect("catalogue:vendor", found.vendor_id)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "vendor": found.vendor, "contract": found}
    return render(request, "catalogue/contract_edit.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_proof(request: HttpRequest, vendor: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.vendor_visible_to(actor, vendor)
    kinds = [kind for kind in rules().kinds.values() if "vendor" in kind.of]
    form = ProofForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_vendor_proof(actor, vendor, facts=form.facts())
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "La preuve est versée au dossier du fournisseur.")
            return redirect("catalogue:vendor", found.id)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "vendor": found, "kinds": kinds}
    return render(request, "catalogue/proof.html", page, status=status)
