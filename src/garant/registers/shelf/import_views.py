"""The pages of an import: a file, what it would change, the confirmation."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of
from garant.directory.actions import require
from garant.registers.shelf import importing
from garant.registers.shelf.errors import ImportChangedMeanwhile
from garant.registers.shelf.forms import UploadForm
from garant.registers.shelf.shelf import Shelf
from garant.tables import cell_text
from garant.words import count

SHOWN = 50  # of each list: the counts say how many more there are


@require_http_methods(["GET", "HEAD", "POST"])
def new_import(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    actor = actor_of(request)
    require(actor, *shelf.writers)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        pending = importing.upload(actor, shelf, name=given.name, data=given.read())
        return redirect("registers:import", shelf, pending.id)
    status = 400 if request.method == "POST" else 200
    context = {"shelf": shelf, "form": form}
    return render(request, "registers/shelf/new_import.html", context, status=status)


@require_safe
def dry_run(request: HttpRequest, shelf: Shelf, pending: uuid.UUID) -> HttpResponse:
    return _dry_run(request, shelf, pending)


@require_POST
def confirm(request: HttpRequest, shelf: Shelf, pending: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    try:
        changed = importing.confirm(actor, shelf, pending, mark=request.POST.get("mark", ""))
    except ImportChangedMeanwhile:
        return _dry_run(request, shelf, pending, stale=True)
    messages.success(request, f"L’import est fait : {count(changed, 'fiche')} en tout.")
    return redirect("registers:shelf", shelf)


@require_POST
def give_up(request: HttpRequest, shelf: Shelf, pending: uuid.UUID) -> HttpResponse:
    importing.give_up(actor_of(request), shelf, pending)
    messages.success(request, "L’import est abandonné. Rien n’a changé dans le registre.")
    return redirect("registers:shelf", shelf)


def _dry_run(request: HttpRequest, shelf: Shelf, pending: uuid.UUID, *, stale: bool = False) -> HttpResponse:
    run = importing.dry_run(actor_of(request), shelf, pending)
    columns = {column.key: column for column in shelf.read_columns}
    plan = run.plan
    context = {
        "shelf": shelf,
        "run": run,
        "plan": plan,
        "stale": stale,
        "created": [(row.line, row.values["title"]) for row in plan.created[:SHOWN]],
        "amended": [
            (
                each,
                [
                    (
                        columns[change.column].title,
                        cell_text(columns[change.column], change.before),
                        cell_text(columns[change.column], change.after),
                    )
                    for change in each.changes
                ],
            )
            for each in plan.amended[:SHOWN]
        ],
        "problems": plan.problems[: 4 * SHOWN],
    }
    return render(request, "registers/shelf/dry_run.html", context, status=409 if stale else 200)
