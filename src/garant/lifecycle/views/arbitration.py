"""Arbitration: sittings, their ranked list with its chart, decisions, minutes."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.errors import NotFound
from garant.directory.filling import refuse
from garant.directory.kinds import Role
from garant.directory.sending import attached
from garant.lifecycle import queries
from garant.lifecycle.actions import arbitrating
from garant.lifecycle.chart import bubbles, comparison
from garant.lifecycle.forms import DecisionForm, SessionForm
from garant.lifecycle.minutes import minutes_of
from garant.lifecycle.models import ArbitrationSession
from garant.lifecycle.queries.arbitrations import candidates_of
from garant.lifecycle.terms import READERS, Decision
from garant.paper import FORMATS
from garant.words import GarantError

readers = for_roles(*READERS)


@require_safe
@readers
def sessions(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "sessions": queries.sessions_visible_to(actor),
        "waiting": queries.waiting_for_arbitration(actor),
        "prepares": actor.has_role(*arbitrating.PREPARERS),
    }
    return render(request, "lifecycle/sessions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*arbitrating.PREPARERS)
def new_session(request: HttpRequest) -> HttpResponse:
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        session = arbitrating.open_session(actor_of(request), **form.cleaned_data)
        messages.success(request, "La séance est ouverte : inscrivez-y les projets à décider.")
        return redirect(session)
    status = 400 if request.method == "POST" else 200
    return render(request, "lifecycle/new_session.html", {"form": form}, status=status)


@require_safe
@readers
def session(request: HttpRequest, session: uuid.UUID) -> HttpResponse:
    return _session(request, queries.session_visible_to(actor_of(request), session))


@require_POST
def put(request: HttpRequest, session: uuid.UUID, use: uuid.UUID) -> HttpResponse:
    arbitrating.put_before(actor_of(request), session, use)
    return redirect("lifecycle:session", session)


@require_POST
def earlier(request: HttpRequest, session: uuid.UUID, use: uuid.UUID) -> HttpResponse:
    """One place up the list."""
    actor = actor_of(request)
    found = queries.session_visible_to(actor, session)
    order = [case.use_id for case in found.cases.all()]
    if use not in order:
        raise NotFound(what="case")
    place = order.index(use)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    arbitrating.rank_cases(actor, session, order)
    return redirect("lifecycle:session", session)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def decide(request: HttpRequest, session: uuid.UUID, use: uuid.UUID) -> HttpResponse:
    """The file of one case: figures, opinions, and the decision."""
    actor = actor_of(request)
    found = queries.session_visible_to(actor, session)
    case = queries.case_of(found, use)
    form = DecisionForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said = form.cleaned_data
            try:
                arbitrating.decide_case(
                    actor,
                    session,
                    use,
                    decision=Decision(said["decision"]),
                    justification=said["justification"],
                    conditions=said["conditions"],
                )
            except GarantError as error:
                refuse(form, error)
                status = 409
            else:
                messages.success(request, "La décision est enregistrée avec sa justification.")
                return redirect(found)
    candidate = next(each for each in candidates_of(found, today=timezone.localdate()) if each.use.id == use)
    page = {
        "session": found,
        "case": case,
        "candidate": candidate,
        "form": form,
        "decides": actor.has_role(*arbitrating.CHAIRS) and found.is_open and not case.decision,
    }
    return render(request, "lifecycle/decide.html", page, status=status)


@require_POST
def close(request: HttpRequest, session: uuid.UUID) -> HttpResponse:
    arbitrating.close_session(actor_of(request), session)
    messages.success(request, "La séance est close ; son procès-verbal peut être téléchargé.")
    return redirect("lifecycle:session", session)


@require_safe
@readers
def minutes(request: HttpRequest, session: uuid.UUID, suffix: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.session_visible_to(actor, session)
    if suffix not in FORMATS:
        raise NotFound(what="format")
    content_type, write = FORMATS[suffix]
    paper = minutes_of(found, candidates_of(found, today=timezone.localdate()))
    return attached(write(paper), content_type, f"arbitrage-{found.number}.{suffix}")


def _session(request: HttpRequest, found: ArbitrationSession) -> HttpResponse:
    actor = actor_of(request)
    candidates = candidates_of(found, today=timezone.localdate())
    page = {
        "session": found,
        "candidates": candidates,
        "chart": bubbles(candidates),
        "compared": comparison(candidates),
        "waiting": queries.waiting_for_arbitration(actor) if found.is_open else [],
        "prepares": actor.has_role(*arbitrating.PREPARERS),
        "chairs": actor.has_role(*arbitrating.CHAIRS),
        "dgs": Role.DGS.label,
    }
    return render(request, "lifecycle/session.html", page)
