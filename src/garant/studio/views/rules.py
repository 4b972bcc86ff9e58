"""The rules of a clause, one form for each kind."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from garant.charter import kinds
from garant.directory.access import actor_of
from garant.directory.errors import NotFound
from garant.studio import clauses, queries
from garant.studio.controls import ControlForm, kind_choices
from garant.studio.forms import StepForm
from garant.studio.models import Draft
from garant.studio.reading import Reading
from garant.studio.terms import Step
from garant.studio.views.drafts import editors
from garant.studio.views.saving import Attempt, attempt, hidden, reading_of
from garant.studio.views.writing import checked_clause, checked_edit


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_rule(request: HttpRequest, draft: uuid.UUID, clause: str) -> HttpResponse:
    """First which kind, then its parameters."""
    found = queries.draft_visible_to(actor_of(request), draft)
    clauses.own_path(reading_of(found), clause)
    kind = request.GET.get("genre", "")
    if kind not in kinds():
        page = {"draft": found, "clause": clause, "kinds": kind_choices()}
        return render(request, "studio/kinds.html", page)
    return _rule(request, found, clause, kind, None)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def rule(request: HttpRequest, draft: uuid.UUID, clause: str, rank: int) -> HttpResponse:
    found = queries.draft_visible_to(actor_of(request), draft)
    kind, _ = clauses.rule_of(reading_of(found), clause, rank)
    if kind not in kinds():
        raise NotFound(what="control")
    return _rule(request, found, clause, kind, rank)


@require_POST
@editors
def remove_rule(request: HttpRequest, draft: uuid.UUID, clause: str, rank: int) -> HttpResponse:
    found = queries.draft_visible_to(actor_of(request), draft)
    clauses.rule_of(reading_of(found), clause, rank)
    form = StepForm(request.POST)
    done = attempt(
        request, found, form, lambda reading: clauses.without_rule(reading, clause, rank), Step.CONTROL
    )
    if done.saved:
        messages.success(request, "La règle est retirée de la clause.")
    else:
        for error in form.non_field_errors() or ["Rien n’a changé : rechargez la page, puis recommencez."]:
            messages.error(request, str(error))
    return redirect(f"{found.get_absolute_url()}#clause-{clause}")


def _rule(request: HttpRequest, draft: Draft, clause: str, kind: str, rank: int | None) -> HttpResponse:
    values = {} if rank is None else clauses.rule_of(reading_of(draft), clause, rank)[1]
    checked, done = None, None
    if request.method != "POST":
        form = ControlForm.begin(kinds()[kind], values, hidden(draft))
        if rank is not None:
            checked = checked_clause(draft, clause, reading_of(draft))
        return _page(request, draft, clause, kind, form, checked, done)
    form = ControlForm(kinds()[kind], request.POST)

    def edit(reading: Reading) -> str:
        return (
            clauses.with_rule(reading, clause, kind, form.values())
            if rank is None
            else clauses.with_amended_rule(reading, clause, rank, kind, form.values())
        )

    if request.POST.get("act") == "check":
        if form.is_valid():
            checked = checked_edit(draft, clause, edit)
        if request.headers.get("x-requested-with") == "fetch":
            return render(request, "studio/checked.html", {"checked": checked})
        return _page(request, draft, clause, kind, form, checked, None)
    done = attempt(request, draft, form, edit, Step.CONTROL)
    if done.saved:
        messages.success(request, "La règle est écrite dans la clause.")
        return redirect(f"{draft.get_absolute_url()}#clause-{clause}")
    return _page(request, draft, clause, kind, form, checked, done)


def _page(
    request: HttpRequest,
    draft: Draft,
    clause: str,
    kind: str,
    form: ControlForm,
    checked: dict[str, object] | None,
    done: Attempt | None,
) -> HttpResponse:
    held = reading_of(draft).clause(clause)
    page = {
        "draft": done.draft if done else draft,
        "clause": clause,
        "heading": held.title if held else clause,
        "kind": kinds()[kind].french,
        "form": form,
        "checked": checked,
        "check_address": request.get_full_path(),
        "theirs": done.theirs if done else (),
    }
    return render(request, "studio/rule.html", page, status=done.status if done else 200)
