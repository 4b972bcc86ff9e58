"""Pages of a session that is held."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from garant.committees import actions, queries
from garant.committees.actions.guards import worker
from garant.committees.forms import ApproveForm, AttendanceForm, ConflictForm, OpinionForm
from garant.committees.views import session_page
from garant.directory.access import actor_of
from garant.directory.filling import DONE, attempt, done, refuse
from garant.words import GarantError


@require_POST
def open_session(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    found = actions.open_session(actor_of(request), sitting)
    messages.success(request, "La séance est ouverte. Relevez les présences.")
    return redirect(found)


@require_POST
def attendance(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.session_visible_to(actor, sitting)
    form = AttendanceForm(queries.seated(found.committee, found.day), request.POST)
    status = attempt(
        form,
        lambda: actions.mark_attendance(
            actor, sitting, presences=form.presences, revision=form.cleaned_data["revision"]
        ),
    )
    if status != DONE:
        return session_page(request, sitting, attendance=form, status=status)
    messages.success(request, "Les présences sont relevées.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, item: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.item_visible_to(actor, item)
    worker(actor, found.committee)
    seated = queries.seated(found.committee, found.session.day) if found.session is not None else []
    form = ConflictForm(seated, request.POST or None)
    if done(request, form, lambda said: actions.declare_conflict(actor, item, **said)):
        messages.success(
            request, "Le déport est déclaré : ce membre ne vote pas et ne compte pas sur cette affaire."
        )
        return redirect("committees:session", found.session_id)
    page = {"form": form, "item": found, "session": found.session, "committee": found.committee}
    return render(request, "committees/conflict.html", page, status=_status(request))


@require_http_methods(["GET", "HEAD", "POST"])
def give_opinion(request: HttpRequest, item: uuid.UUID) -> HttpResponse:
    """What the rules refuse is told on the form, so that the words of the opinion are not lost."""
    actor = actor_of(request)
    found = queries.item_visible_to(actor, item)
    worker(actor, found.committee)
    here = queries.opinion_on_item(found)
    form = OpinionForm(request.POST or None, initial={"instead_of": here.id if here else None})
    if request.method == "POST" and form.is_valid():
        try:
            opinion = actions.give_opinion(actor, item, **form.cleaned_data)
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, f"L’avis est rendu : {opinion.verdict_french.lower()}.")
            return redirect("committees:session", found.session_id)
    sitting = found.session is not None and found.session.is_open
    page = {
        "form": form,
        "item": found,
        "session": found.session,
        "committee": found.committee,
        "quorum": queries.quorum_on(found) if sitting else None,
        "here": here,
        "before": queries.opinion_in_force(found.committee, found),
    }
    return render(request, "committees/give_opinion.html", page, status=_status(request))


@require_POST
def close(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    found = actions.close_session(actor_of(request), sitting)
    messages.success(request, "La séance est close ; ses avis sont publiés et son procès-verbal est prêt.")
    return redirect(found)


@require_POST
def approve(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    """`sitting` is the one that approves."""
    actor = actor_of(request)
    found = queries.session_visible_to(actor, sitting)
    form = ApproveForm(queries.sessions_of(found.committee), request.POST)
    if form.is_valid():
        actions.approve_minutes(
            actor, form.cleaned_data["session"], at_session=sitting, remarks=form.cleaned_data["remarks"]
        )
        messages.success(request, "Le procès-verbal est approuvé.")
    else:
        messages.warning(request, "Choisissez le procès-verbal à approuver dans la liste.")
    return redirect(found)


def _status(request: HttpRequest) -> int:
    return 400 if request.method == "POST" else 200
