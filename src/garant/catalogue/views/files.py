"""A system's compliance file, its proofs, and the switch that stops it."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from garant.catalogue import actions, queries
from garant.catalogue.compliance import Standing, file_of, standing, today_of
from garant.catalogue.forms import ClauseForm, ProofForm, ReasonForm, SuspensionForm
from garant.catalogue.models import Proof
from garant.catalogue.requirements import ProofKind, rules
from garant.catalogue.terms import EDITORS, READERS, STOPPERS
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import refuse
from garant.directory.queries import policy_in_force
from garant.directory.sending import attached
from garant.words import GarantError, count

editors = for_roles(*EDITORS)
readers = for_roles(*READERS)
stoppers = for_roles(*STOPPERS)


def shown_proofs(proofs: list[Proof], today: date) -> list[tuple[Proof, ProofKind | None, Standing]]:
    """Each proof with its kind and how it stands on this day."""
    return [(proof, rules().kinds.get(proof.kind), standing(proof, today)) for proof in proofs]


@require_safe
@readers
def file(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    proofs, today = queries.proofs_of_system(actor, found), today_of(actor.organisation)
    page = {
        "system": found,
        "lines": file_of(found, proofs, today),
        "proofs": shown_proofs(proofs, today),
        "closing": queries.closing_soon(found),
        "closed": queries.closed_now(actor.organisation).get(found.slug),
        "suspensions": queries.suspensions_of(actor, found),
        "rules": rules(),
        "edits": queries.may_edit(actor),
    }
    return render(request, "catalogue/file.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_proof(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    kinds = [kind for kind in rules().kinds.values() if "system" in kind.of]
    form = ProofForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_system_proof(actor, slug, facts=form.facts())
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "La preuve est versée au dossier.")
            return redirect("catalogue:file", slug=slug)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "system": found, "kinds": kinds}
    return render(request, "catalogue/proof.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def withdraw_proof(request: HttpRequest, proof: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.proof_visible_to(actor, proof)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_proof(actor, proof, reason=form.cleaned_data["reason"])
        messages.success(request, "La preuve est retirée ; elle reste au dossier, avec son motif.")
        if found.system is not None:
            return redirect("catalogue:file", slug=found.system.slug)
        return redirect("catalogue:vendor", found.vendor_id)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "proof": found, "kind": rules().kinds.get(found.kind)}
    return render(request, "catalogue/withdraw.html", page, status=status)


@require_safe
@readers
def proof_document(request: HttpRequest, proof: uuid.UUID) -> HttpResponse:
    """The PDF as it was filed: handed over to be kept, never opened within these pages."""
    content = queries.proof_content(actor_of(request), proof)
    response = attached(content, "application/pdf", f"preuve-{proof}.pdf")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@stoppers
def suspend(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    clauses = policy_in_force(actor.organisation).clauses.values()
    named = [(clause.id, f"{clause.number} {clause.title}") for clause in clauses]
    form = SuspensionForm(request.POST or None, clauses=named)
    if request.method == "POST" and form.is_valid():
        actions.suspend_system(actor, slug, **form.cleaned_data)
        messages.success(request, f"« {found.name} » est suspendu : plus aucune demande n’y part.")
        return redirect("catalogue:system", slug=slug)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "system": found, "suspending": True}
    return render(request, "catalogue/suspend.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@stoppers
def suspend_clause(request: HttpRequest) -> HttpResponse:
    """Everything that one clause opens, at once."""
    actor = actor_of(request)
    policy = policy_in_force(actor.organisation)
    opening = dict.fromkeys(each.clause for each in policy.approvals)
    found = [
        (policy.clauses[each], queries.opened_by(actor, each)) for each in opening if each in policy.clauses
    ]
    named = [
        (
            clause.id,
            f"{clause.number} {clause.title} : {', '.join(each.name for each in systems) or 'aucun système'}",
        )
        for clause, systems in found
    ]
    form = ClauseForm(request.POST or None, clauses=named)
    if request.method == "POST" and form.is_valid():
        stopped = actions.suspend_clause(actor, **form.cleaned_data)
        messages.success(
            request, f"Suspendu : {count(len(stopped), 'système')}. Plus aucune demande n’y part."
        )
        return redirect("catalogue:list")
    status = 400 if request.method == "POST" else 200
    return render(request, "catalogue/suspend_clause.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@stoppers
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.system_visible_to(actor, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.resume_system(actor, slug, reason=form.cleaned_data["reason"])
        messages.success(request, f"La suspension de « {found.name} » est levée.")
        return redirect("catalogue:system", slug=slug)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "system": found, "suspending": False}
    return render(request, "catalogue/suspend.html", page, status=status)
