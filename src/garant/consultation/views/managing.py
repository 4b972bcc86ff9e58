"""Pages of who answers for a consultation: open, close, moderate, answer, publish."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from garant.charter import CharterInvalid
from garant.consultation import actions, queries
from garant.consultation.forms import (
    FILE,
    AnswerForm,
    OpenForm,
    PublishForm,
    ReasonForm,
    SynthesisForm,
)
from garant.consultation.models import Consultation
from garant.consultation.terms import MANAGERS, Verdict
from garant.consultation.views.doors import inside
from garant.consultation.voices import voice_of
from garant.directory import queries as directory
from garant.directory.access import actor_of, for_roles
from garant.directory.actions import require
from garant.directory.charters import opened
from garant.directory.errors import NotFound
from garant.directory.filling import DONE, attempt

form_page = require_http_methods(["GET", "HEAD", "POST"])
managers = for_roles(*MANAGERS)


@form_page
@managers
def new(request: HttpRequest) -> HttpResponse:
    """Open one; a file that is no charter is refused with each of its faults."""
    actor = actor_of(request)
    form = OpenForm(request.POST or None, request.FILES or None)
    faults: tuple[str, ...] = ()
    status = 200
    made: list[Consultation] = []
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said = dict(form.cleaned_data)
            file, source = said.pop("file"), said.pop("source")
            text = file if source == FILE else directory.charter_in_force(actor.organisation).text
            faults = _faults(text)
            if not faults:
                status = attempt(
                    form, lambda: made.append(actions.open_consultation(actor, text=text, **said))
                )
        if status == DONE:
            messages.success(
                request, "La consultation est ouverte ; les personnes de l’organisation sont prévenues."
            )
            return redirect(made[0])
    return render(request, "consultation/new.html", {"form": form, "faults": faults}, status=status)


@form_page
def close(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    found = _managed(request, consultation)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = attempt(
            form, lambda: actions.close_consultation(actor_of(request), consultation, **form.cleaned_data)
        )
        if status == DONE:
            messages.success(request, "La consultation est close. Répondez maintenant à chaque contribution.")
            return redirect(found)
    page = {
        "form": form,
        "title": "Clore la consultation avant son dernier jour",
        "lead": "Plus personne n’écrira, ne réagira ni ne retirera une contribution. La raison est lue par tous.",
        "button": "Clore la consultation",
        "back": found.get_absolute_url(),
        "over": found,
    }
    return render(request, "consultation/form.html", page, status=status)


@form_page
def hide(request: HttpRequest, contribution: uuid.UUID) -> HttpResponse:
    item = queries.contribution_for(voice_of(actor_of(request)), contribution)
    found = _managed(request, item.consultation_id)
    door = inside(request, found.id)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda: actions.hide(actor_of(request), contribution, **form.cleaned_data))
        if status == DONE:
            messages.success(request, "La contribution est masquée ; la raison reste lisible à sa place.")
            return redirect(f"{door.clause(item.clause)}#contribution-{item.number}")
    page = {
        "form": form,
        "title": f"Masquer la contribution n° {item.number}",
        "lead": "On masque ce que la loi ou le respect des personnes interdit, jamais un désaccord. La raison reste "
        "lisible par tous à la place du texte.",
        "button": "Masquer",
        "back": door.clause(item.clause),
        "over": found,
    }
    return render(request, "consultation/form.html", page, status=status)


@form_page
def answer(request: HttpRequest, consultation: uuid.UUID, clause: str = "") -> HttpResponse:
    """What becomes of what was said on one clause (the whole where none is named)."""
    actor = actor_of(request)
    found = _managed(request, consultation)
    if clause and clause not in found.clauses_by_id:
        raise NotFound(what="clause")
    items = queries.items_of(voice_of(actor), found, clause)
    here = request.path
    summing = request.POST.get("form") == "synthesis"
    synthesis = SynthesisForm(
        request.POST if summing else None,
        initial={"text": queries.syntheses_of(found).get(clause, "")},
        auto_id="synthese-%s",
    )
    form = AnswerForm(items, request.POST if request.method == "POST" and not summing else None)
    status = 200
    if request.method == "POST" and summing:
        status = attempt(
            synthesis,
            lambda: actions.summarise(actor, consultation, clause=clause, **synthesis.cleaned_data),
        )
    elif request.method == "POST":
        status = attempt(
            form,
            lambda: actions.answer(
                actor,
                consultation,
                contributions=[uuid.UUID(each) for each in form.cleaned_data["contributions"]],
                verdict=Verdict(form.cleaned_data["verdict"]),
                reason=form.cleaned_data["reason"],
            ),
        )
    if status == DONE:
        messages.success(
            request, "La synthèse est enregistrée." if summing else "La réponse est enregistrée."
        )
        return redirect(here)
    numbers = queries.contributions_by_clause(found)
    page = {
        "consultation": found,
        "part": found.clauses_by_id.get(clause),
        "items": items,
        "form": form,
        "synthesis": synthesis,
        "left": queries.answers_left(found),
        "others": [
            (part, reverse("consultation:answer-clause", args=[found.id, part.id]), numbers[part.id])
            for part in found.clauses
            if numbers.get(part.id)
        ],
        "on_whole": numbers.get("", 0),
        "here": clause,
    }
    return render(request, "consultation/answer.html", page, status=status)


@form_page
def publish(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    found = _managed(request, consultation)
    form = PublishForm(request.POST or None)
    status = 200
    if request.method == "POST":
        form = PublishForm(request.POST)
        status = attempt(form, lambda: actions.publish(actor_of(request), consultation, **form.cleaned_data))
        if status == DONE:
            messages.success(request, "La synthèse est publiée.")
            return redirect("consultation:synthesis", consultation)
    page = {
        "form": form,
        "title": "Publier la synthèse",
        "lead": "Elle est alors lisible par tous ceux qui pouvaient participer, et ne change plus.",
        "button": "Publier la synthèse",
        "back": found.get_absolute_url(),
        "over": found,
    }
    return render(request, "consultation/form.html", page, status=status)


def _managed(request: HttpRequest, consultation: uuid.UUID) -> Consultation:
    """The wall first, then the role: another organisation's is not found, whatever one's role."""
    actor = actor_of(request)
    found = queries.consultation_for(voice_of(actor), consultation)
    require(actor, *MANAGERS)
    return found


def _faults(text: str) -> tuple[str, ...]:
    """Every fault of a file, each with its line."""
    try:
        opened(text, parents=directory.charter_to_inherit)
    except CharterInvalid as invalid:
        return tuple(str(problem) for problem in invalid.problems)
    return ()
