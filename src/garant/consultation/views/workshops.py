"""The quick entry of a workshop: made for a projector and a keyboard."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from garant.consultation import actions, queries
from garant.consultation.forms import AboutForm, NoteForm, RecountForm, WorkshopForm
from garant.consultation.models import Workshop
from garant.consultation.terms import MANAGERS, Kind
from garant.consultation.views.doors import inside
from garant.consultation.voices import voice_of
from garant.directory import queries as directory
from garant.directory.access import actor_of
from garant.directory.actions import require
from garant.directory.filling import DONE, attempt

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def new(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.consultation_for(voice_of(actor), consultation)
    require(actor, *MANAGERS)
    form = WorkshopForm(
        directory.colleagues_of(actor),
        request.POST or None,
        initial={"held_on": timezone.localdate(), "facilitator": str(actor.id)},
    )
    status, made = 200, []
    if request.method == "POST":

        def act() -> None:
            said = {**form.cleaned_data, "facilitator": uuid.UUID(form.cleaned_data["facilitator"])}
            made.append(actions.hold_workshop(actor, consultation, **said))

        status = attempt(form, act)
        if status == DONE:
            messages.success(request, "L’atelier est ouvert : saisissez ce que dit la salle.")
            return redirect(made[0])
    page = {
        "form": form,
        "title": "Ouvrir un atelier",
        "lead": "Une personne saisit pour toute la salle. Aucun nom de participant n’est noté, seulement leur nombre.",
        "button": "Ouvrir l’atelier",
        "back": found.get_absolute_url(),
        "over": found,
    }
    return render(request, "consultation/form.html", page, status=status)


@form_page
def workshop(request: HttpRequest, workshop: uuid.UUID) -> HttpResponse:
    """The clause in large letters, one field, and what the room has said. An entry leads back to the same clause."""
    actor = actor_of(request)
    made = queries.workshop_for(actor, workshop)
    parts = made.consultation.clauses_by_id
    asked = request.POST if request.method == "POST" else request.GET
    clause = asked.get("clause", "") if asked.get("clause", "") in parts else ""
    kind = Kind.AMENDMENT if clause and asked.get("kind") == Kind.AMENDMENT else Kind.COMMENT
    if request.method == "POST":
        form = NoteForm(kind, request.POST)
        status = attempt(
            form,
            lambda: actions.note(actor, workshop, **{**form.cleaned_data, "kind": kind, "clause": clause}),
        )
        if status == DONE:
            messages.success(request, "C’est noté.")
            return redirect(f"{made.get_absolute_url()}?{urlencode({'clause': clause, 'kind': kind.value})}")
        return _page(request, made, clause, kind, form, status)
    text = parts[clause].text if kind is Kind.AMENDMENT else ""
    return _page(
        request,
        made,
        clause,
        kind,
        NoteForm(kind, initial={"clause": clause, "kind": kind, "text": text}),
        200,
    )


@require_POST
def recount(request: HttpRequest, workshop: uuid.UUID) -> HttpResponse:
    made = queries.workshop_for(actor_of(request), workshop)
    form = RecountForm(request.POST)
    if form.is_valid():
        actions.recount(actor_of(request), workshop, **form.cleaned_data)
        messages.success(request, "Le nombre de participants est corrigé.")
    else:
        messages.warning(request, "Écrivez un nombre de participants, de 1 à 2 000.")
    return redirect(made)


def _page(
    request: HttpRequest, made: Workshop, clause: str, kind: Kind, form: NoteForm, status: int
) -> HttpResponse:
    door = inside(request, made.consultation_id)
    items = queries.items_of(door.voice, door.found, workshop=made)
    page = {
        "workshop": made,
        "consultation": door.found,
        "door": door,
        "part": door.found.clauses_by_id.get(clause),
        "kind": kind,
        "form": form,
        "about": AboutForm(
            door.found.clauses,
            initial={"clause": clause, "kind": kind},
            auto_id="sur-%s",
            use_required_attribute=False,
        ),
        "recount": RecountForm(initial={"participants": made.participants}, auto_id="salle-%s"),
        "items": [(item, door.withdraw(item.contribution)) for item in reversed(items)],
    }
    return render(request, "consultation/workshop.html", page, status=status)
