"""The pages of an import of requests: a file, what it would add, the confirmation."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.registers.rights import importing, queries
from garant.registers.rights.terms import Kind, State
from garant.registers.shelf.errors import ImportChangedMeanwhile
from garant.registers.shelf.forms import UploadForm
from garant.registers.shelf.import_views import SHOWN
from garant.words import count

handlers = for_roles(*queries.HANDLERS)


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def new_import(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        pending = importing.upload_requests(actor_of(request), name=given.name, data=given.read())
        return redirect("registers:rights-import", pending.id)
    status = 400 if request.method == "POST" else 200
    context = {"form": form, "columns": importing.READ}
    return render(request, "registers/rights/new_import.html", context, status=status)


@require_safe
@handlers
def dry_run(request: HttpRequest, pending: uuid.UUID) -> HttpResponse:
    return _dry_run(request, pending)


@require_POST
@handlers
def confirm(request: HttpRequest, pending: uuid.UUID) -> HttpResponse:
    try:
        added = importing.confirm_requests(actor_of(request), pending, mark=request.POST.get("mark", ""))
    except ImportChangedMeanwhile:
        return _dry_run(request, pending, stale=True)
    messages.success(request, f"L’import est fait : {count(added, 'demande')} en plus dans le registre.")
    return redirect("registers:rights")


@require_POST
@handlers
def give_up(request: HttpRequest, pending: uuid.UUID) -> HttpResponse:
    importing.give_up_requests(actor_of(request), pending)
    messages.success(request, "L’import est abandonné. Rien n’a changé dans le registre.")
    return redirect("registers:rights")


def _dry_run(request: HttpRequest, pending: uuid.UUID, *, stale: bool = False) -> HttpResponse:
    run = importing.dry_run_requests(actor_of(request), pending)
    context = {
        "run": run,
        "plan": run.plan,
        "stale": stale,
        "created": [
            {
                "line": row.line,
                "kind": Kind(str(row.values["kind"])).label,
                "received": row.values["received"],
                "state": State(str(row.values.get("state") or State.RECEIVED)).label,
                "named": bool(row.values.get("name")),
            }
            for row in run.plan.created[:SHOWN]
        ],
        "already": run.already[:SHOWN],
        "problems": run.plan.problems[: 4 * SHOWN],
    }
    return render(request, "registers/rights/dry_run.html", context, status=409 if stale else 200)
