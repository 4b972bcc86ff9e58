"""The legal desk: its answers for everyone, one's own questions, the questions of all for those who answer."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.filling import DONE, attempt
from garant.history.queries import versions_of
from garant.registers.desk import actions, queries
from garant.registers.desk.forms import (
    AmendEntryForm,
    AnswerForm,
    AskForm,
    EntryForm,
    SearchForm,
    WithdrawForm,
)
from garant.registers.desk.models import Entry, Question

desk_only = for_roles(*queries.DESK)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = SearchForm(request.GET)
    text = form.words()
    page = {
        "form": form,
        "searching": bool(text),
        "entries": queries.entries(actor, text),
        "questions": queries.questions_visible_to(actor, text),
        "answers": queries.answers_questions(actor),
        "reads_all": actor.has_role(*queries.READERS),
    }
    return render(request, "registers/desk/desk.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """From any page: `?page=` says which, and only its path is kept."""
    actor = actor_of(request)
    path = actions.path_of(request.GET.get("page", ""))
    form = AskForm(request.POST or None, initial={"page": path})
    status = 200
    if request.method == "POST":
        made: list[Question] = []
        status = attempt(form, lambda: made.append(actions.ask(actor, **form.cleaned_data)))
        if status == DONE:
            messages.success(
                request,
                f"Votre question n° {made[0].number} est au guichet. Vous serez prévenu de la réponse.",
            )
            return redirect(made[0])
    return render(request, "registers/desk/ask.html", {"form": form, "path": path}, status=status)


@require_safe
def question(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    return _question(request, question, None)


@require_POST
@desk_only
def answer(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    form = AnswerForm(request.POST)
    status = attempt(form, lambda: actions.answer(actor, question, **form.cleaned_data))
    if status != DONE:
        return _question(request, question, form, status=status)
    messages.success(request, "La réponse est envoyée.")
    return redirect("registers:desk-question", question)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def publish(request: HttpRequest, question: uuid.UUID | None = None) -> HttpResponse:
    """A new answer for everyone, from a question or from nothing."""
    actor = actor_of(request)
    source = queries.question_visible_to(actor, question) if question is not None else None
    form = EntryForm(request.POST or None)
    status = 200
    if request.method == "POST":
        made: list[Entry] = []
        status = attempt(
            form, lambda: made.append(actions.publish(actor, source=question, **form.cleaned_data))
        )
        if status == DONE:
            messages.success(request, "La réponse est publiée.")
            return redirect(made[0])
    page = {
        "form": form,
        "source": source,
        "title": "Publier une réponse",
        "words": queries.words_of(actor, source) if source else "",
        "answers": queries.answers_to(actor, source) if source else [],
    }
    return render(request, "registers/desk/edit_entry.html", page, status=status)


@require_safe
def entry(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.entry_visible_to(actor, entry)
    page = {
        "entry": found,
        "answers": queries.answers_questions(actor),
        "versions": versions_of(actor, found.record) if actor.has_role(*queries.READERS) else [],
    }
    return render(request, "registers/desk/entry.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def amend(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.entry_visible_to(actor, entry)
    initial = {"question": found.question, "answer": found.answer, "revision": found.revision}
    form = AmendEntryForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda: actions.amend(actor, entry, **form.cleaned_data))
        if status == DONE:
            messages.success(request, "La réponse est modifiée. L’ancienne reste dans son historique.")
            return redirect(found)
    page = {"form": form, "entry": found, "title": "Modifier la réponse publiée"}
    return render(request, "registers/desk/edit_entry.html", page, status=status)


@require_POST
@desk_only
def withdraw(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    form = WithdrawForm(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else -1  # no row has it: told as changed
    actions.withdraw(actor_of(request), entry, revision=revision)
    messages.success(request, "La réponse n’est plus publiée.")
    return redirect("registers:desk")


def _question(
    request: HttpRequest, question: uuid.UUID, form: AnswerForm | None, *, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    found = queries.question_visible_to(actor, question)
    said = queries.answers_to(actor, found)
    page = {
        "question": found,
        "words": queries.words_of(actor, found),
        "said": said,
        "answers": queries.answers_questions(actor),
        "entries": queries.entries_from(actor, found),
        "form": form or AnswerForm(initial={"after": said[0].number if said else 0}),
    }
    return render(request, "registers/desk/question.html", page, status=status)
