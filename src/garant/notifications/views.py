"""What waits for the signed-in person."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from garant.directory.access import actor_of
from garant.notifications import actions, queries
from garant.notifications.forms import PreferenceForm


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "notices": queries.notices_of(actor),
        "unread": queries.unread_count(actor),
        "form": PreferenceForm(initial={"digest": queries.wants_digest(actor)}),
    }
    return render(request, "notifications/notices.html", page)


@require_POST
def open_notice(request: HttpRequest, notice: uuid.UUID) -> HttpResponse:
    return redirect(actions.read_notice(actor_of(request), notice))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.read_all(actor_of(request))
    messages.success(request, "Tout est marqué comme lu.")
    return redirect("notifications:notices")


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    form = PreferenceForm(request.POST)
    form.full_clean()
    wanted = bool(form.cleaned_data.get("digest"))
    actions.choose_digest(actor_of(request), wanted=wanted)
    messages.success(
        request,
        "Vous recevrez un courriel par jour au plus, quand quelque chose vous attend."
        if wanted
        else "Vous ne recevrez plus ce courriel.",
    )
    return redirect("notifications:notices")
