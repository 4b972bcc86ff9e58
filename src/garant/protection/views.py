"""The organisation's lists, and the trial of a number's form before it is kept."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from garant.directory.access import actor_of, for_roles
from garant.privacy import Label
from garant.protection import actions, queries
from garant.protection.errors import OwnEntryRefused, OwnEntryTwice, OwnListFull
from garant.protection.forms import EntryForm, PatternForm
from garant.protection.models import Kind
from garant.words import count, say, todo

keepers = for_roles(*queries.KEEPERS)


@keepers
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """What is in force, and one form for a name, a coordinate or a value."""
    actor = actor_of(request)
    form = EntryForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            label = Label(data["label"]) if data["label"] and data["kind"] == Kind.KNOWN else None
            try:
                actions.add_entry(actor, kind=Kind(data["kind"]), value=data["value"], label=label)
            except (OwnEntryRefused, OwnEntryTwice, OwnListFull) as error:
                form.add_error("value", f"{say(error)} {todo(error)}")
            else:
                messages.success(request, "C’est noté : la détection en tient compte dès maintenant.")
                return redirect("protection:lists")
    page = {"lists": queries.entries_visible_to(actor), "form": form}
    return render(request, "protection/lists.html", page, status=status)


@keepers
@require_http_methods(["GET", "POST"])
def pattern(request: HttpRequest) -> HttpResponse:
    """A form of number: tried on a sample, then kept once it recognises something in it."""
    actor = actor_of(request)
    form = PatternForm(request.POST or None)
    pieces: list[tuple[str, bool]] = []
    found = 0
    if request.method == "POST" and form.is_valid():
        pieces = form.pieces
        found = sum(marked for _, marked in pieces)
        if "keep" in request.POST and not found:
            form.add_error("sample", "Cette forme ne reconnaît rien dans l’essai : rien n’a été enregistré.")
        elif "keep" in request.POST:
            data = form.cleaned_data
            try:
                actions.add_entry(
                    actor,
                    kind=Kind.PATTERN,
                    value=data["expression"],
                    name=data["name"],
                    label=Label(data["label"]),
                )
            except (OwnEntryRefused, OwnEntryTwice, OwnListFull) as error:
                form.add_error("expression", f"{say(error)} {todo(error)}")
            else:
                messages.success(request, "C’est noté : la détection en tient compte dès maintenant.")
                return redirect("protection:lists")
    page = {
        "form": form,
        "pieces": pieces,
        "told": count(found, "numéro reconnu", "numéros reconnus") if pieces else "",
    }
    return render(request, "protection/pattern.html", page, status=422 if form.errors else 200)


@keepers
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    """Asked once more, then done."""
    actor = actor_of(request)
    found = queries.entry_visible_to(actor, entry)
    if request.method == "POST":
        actions.withdraw_entry(actor, entry)
        messages.success(request, "C’est retiré : la détection n’en tient plus compte.")
        return redirect("protection:lists")
    return render(request, "protection/withdraw.html", {"entry": found})
