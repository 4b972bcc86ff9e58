"""The draft is written: its blanks, its clauses, its rules."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from garant.charter import CharterInvalid
from garant.directory.access import actor_of
from garant.directory.errors import NotFound
from garant.directory.filling import offer
from garant.studio import blanks, clauses, queries
from garant.studio.errors import DraftUnreadable
from garant.studio.forms import BlanksForm, ClauseForm, NewClauseForm, StepForm
from garant.studio.models import Draft
from garant.studio.reading import Reading, section_titles
from garant.studio.terms import Step
from garant.studio.views.drafts import editors
from garant.studio.views.saving import Attempt, attempt, drawn_from, hidden, read_for, reading_of
from garant.words import GarantError, say, todo


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def fill(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """A few plain questions; each answer is written in its place."""
    found = queries.draft_visible_to(actor_of(request), draft)
    drawn = drawn_from(found, request.POST.get("drawn"))
    if not drawn.readable:
        raise DraftUnreadable
    owners = blanks.owners_of(drawn)
    initial = {**hidden(found), **blanks.answers_of(drawn)}
    for owner in owners:
        initial |= {f"owner-{owner.name}": owner.owner, f"due-{owner.name}": owner.due}
    form = BlanksForm(owners, request.POST or None, initial=initial)
    done = None
    if request.method == "POST":
        done = attempt(request, found, form, lambda reading: _filled(reading, form), Step.BLANKS)
        if done.saved:
            messages.success(request, "Les blancs sont remplis dans le fichier.")
            return redirect(found)
    return _page(request, "studio/blanks.html", found, form, done)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def clause(request: HttpRequest, draft: uuid.UUID, clause: str) -> HttpResponse:
    """A clause's text and its rules, and what the rules say in French. « Vérifier » saves nothing."""
    found = queries.draft_visible_to(actor_of(request), draft)
    drawn = drawn_from(found, request.POST.get("drawn"))
    if not drawn.readable:
        raise DraftUnreadable
    form = ClauseForm(request.POST or None, initial={**hidden(found), **clauses.values_of(drawn, clause)})
    if not drawn.data.get("extends") and not form.initial["reason"]:
        del form.fields["reason"]  # a charter that inherits nothing is milder than nobody
    done, checked = None, checked_clause(found, clause, drawn)
    if request.method == "POST" and request.POST.get("act") == "check":
        if form.is_valid():
            checked = checked_edit(
                found, clause, lambda reading: clauses.amended(reading, clause, _changes(form))
            )
        return _clause_page(request, found, clause, form, checked, None)
    if request.method == "POST":
        done = attempt(
            request,
            found,
            form,
            lambda reading: clauses.amended(reading, clause, _changes(form)),
            Step.CLAUSE,
        )
        if done.saved:
            messages.success(request, "La clause est enregistrée.")
            return redirect(f"{found.get_absolute_url()}#clause-{clause}")
    return _clause_page(request, found, clause, form, checked, done)


@require_POST
@editors
def check_clause(request: HttpRequest, draft: uuid.UUID, clause: str) -> HttpResponse:
    """What the rules of the form would say; for the page's script, which shows it while one types."""
    found = queries.draft_visible_to(actor_of(request), draft)
    drawn = drawn_from(found, request.POST.get("drawn"))
    form = ClauseForm(request.POST, initial=clauses.values_of(drawn, clause))
    if not form.is_valid():
        return render(request, "studio/checked.html", {"checked": None}, status=400)
    checked = checked_edit(found, clause, lambda reading: clauses.amended(reading, clause, _changes(form)))
    return render(request, "studio/checked.html", {"checked": checked})


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new_clause(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    found = queries.draft_visible_to(actor_of(request), draft)
    reading = reading_of(found)
    if not reading.readable:
        raise DraftUnreadable
    form = NewClauseForm(request.POST or None, initial=hidden(found))
    offer(form, "section", [(str(rank), title) for rank, title in enumerate(section_titles(reading.data))])
    done = None
    if request.method == "POST":
        done = attempt(request, found, form, lambda reading: _added(reading, form), Step.CLAUSE_ADDED)
        if done.saved:
            messages.success(request, "La clause est ajoutée. Donnez-lui ses règles.")
            return redirect("studio:clause", found.id, form.cleaned_data["clause"])
    return _page(request, "studio/new_clause.html", found, form, done)


@require_POST
@editors
def remove_clause(request: HttpRequest, draft: uuid.UUID, clause: str) -> HttpResponse:
    found = queries.draft_visible_to(actor_of(request), draft)
    clauses.values_of(reading_of(found), clause)  # not found before anything else
    done = attempt(
        request,
        found,
        form := StepForm(request.POST),
        lambda reading: clauses.removed(reading, clause),
        Step.CLAUSE_REMOVED,
    )
    return _told(request, found, done, form, "La clause est retirée du brouillon.")


def checked_clause(draft: Draft, clause: str, reading: Reading) -> dict[str, object]:
    """What the rules of a clause say in a text: the sentences, or the errors with their lines."""
    held = reading.clause(clause)
    return {
        "sentences": [(each.french, each.sentence()) for each in held.controls] if held else [],
        "problems": list(reading.errors),
        "warnings": [each for each in reading.warnings if held and each.line == held.line],
    }


def checked_edit(draft: Draft, clause: str, edit: Callable[[Reading], str]) -> dict[str, object]:
    """What the rules of a clause would say after an edit that is not saved."""
    try:
        text = edit(reading_of(draft))
    except CharterInvalid as invalid:
        return {"sentences": [], "problems": list(invalid.problems), "warnings": []}
    except NotFound:
        raise
    except GarantError as error:
        return {"sentences": [], "problems": [], "warnings": [], "refusal": f"{say(error)} {todo(error)}"}
    return checked_clause(draft, clause, read_for(draft.organisation, text))


def _changes(form: forms.Form) -> dict[str, str]:
    """What the person changed of what the fields were filled with."""
    return {
        name: str(form.cleaned_data[name]).replace("\r\n", "\n")
        for name in ("title", "text", "controls", "reason")
        if name in form.fields and _differs(form, name)
    }


def _differs(form: forms.Form, name: str) -> bool:
    before = str(form.initial.get(name) or "").strip()
    return str(form.cleaned_data[name] or "").replace("\r\n", "\n").strip() != before


def _filled(reading: Reading, form: forms.Form) -> str:
    changed = {
        name: form.cleaned_data[name] for name in form.changed_data if name not in ("revision", "drawn")
    }
    return blanks.filled(reading, changed)


def _added(reading: Reading, form: forms.Form) -> str:
    said = form.cleaned_data
    return clauses.added(
        reading, section=said["section"], clause=said["clause"], title=said["title"], text=said["text"]
    )


def _clause_page(
    request: HttpRequest,
    draft: Draft,
    clause: str,
    form: forms.Form,
    checked: dict[str, object],
    done: Attempt | None,
) -> HttpResponse:
    reading = reading_of(draft)
    page = {
        "clause": clause,
        "checked": checked,
        "own": reading.path_of(clause) is not None,
        "heading": clauses.values_of(reading, clause)["title"] or clause,
        "check_address": reverse("studio:check-clause", args=[draft.id, clause]),
    }
    return _page(request, "studio/clause.html", draft, form, done, **page)


def _page(
    request: HttpRequest,
    template: str,
    draft: Draft,
    form: forms.Form,
    done: Attempt | None,
    **more: object,
) -> HttpResponse:
    """A form of a draft, with what somebody else saved meanwhile."""
    page = {
        "draft": done.draft if done else draft,
        "form": form,
        "theirs": done.theirs if done else (),
        **more,
    }
    return render(request, template, page, status=done.status if done else 200)


def _told(request: HttpRequest, draft: Draft, done: Attempt, form: forms.Form, success: str) -> HttpResponse:
    """A button's answer: done, or why not."""
    if done.saved:
        messages.success(request, success)
    else:
        for error in form.non_field_errors() or ["Rien n’a changé : rechargez la page, puis recommencez."]:
            messages.error(request, str(error))
    return redirect(draft)
