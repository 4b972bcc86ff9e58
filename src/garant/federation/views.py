"""The page of the network: to whom the organisation belongs, who belongs to it, and the codes that wait."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.filling import done
from garant.federation import actions, queries
from garant.federation.forms import CodeForm, InvitationForm

readers = for_roles(*queries.READERS)
managers = for_roles(*queries.MANAGERS)


@require_safe
@readers
def network(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@managers
def invite(request: HttpRequest) -> HttpResponse:
    """The code is in the answer itself: it is shown once, and a page that is read again makes no other."""
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, status=400, invitation=form)
    made, code = actions.invite(actor_of(request), note=form.cleaned_data["note"])
    return render(request, "federation/code.html", {"invitation": made, "code": code})


@require_POST
@managers
def take_back(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    actions.take_back(actor_of(request), invitation)
    messages.success(request, "Le code est repris : il n’ouvre plus rien.")
    return redirect("federation:network")


@require_POST
@managers
def join(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if done(request, form, lambda said: actions.join(actor_of(request), code=said["code"])):
        messages.success(request, "Votre organisation est rattachée au réseau.")
        return redirect("federation:network")
    return _page(request, status=400, join=form)


@require_http_methods(["GET", "HEAD", "POST"])
@managers
def end(request: HttpRequest, membership: uuid.UUID) -> HttpResponse:
    """What the end of a membership changes is read before it is done."""
    actor = actor_of(request)
    found = queries.membership_visible_to(actor, membership)
    if request.method == "POST":
        actions.end_membership(actor, membership)
        messages.success(request, "Le rattachement a pris fin.")
        return redirect("federation:network")
    page = {"membership": found, "as_head": found.head_id == actor.organisation_id}
    return render(request, "federation/end.html", page)


def _page(request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "own": queries.own_membership(actor),
        "memberships": queries.memberships_visible_to(actor),
        "invitations": queries.invitations_of(actor),
        "manages": actor.has_role(*queries.MANAGERS),
        "invitation": forms.get("invitation") or InvitationForm(),
        "join": forms.get("join") or CodeForm(),
    }
    return render(request, "federation/network.html", page, status=status)
