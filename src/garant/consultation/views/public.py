"""The public page, without account. A person of the house is led to their own: nobody speaks by two doors."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.catalogue.compliance import today_of
from garant.consultation import queries
from garant.consultation.views import pages
from garant.consultation.views.doors import COOKIE, Door, outside
from garant.consultation.voices import new_token
from garant.directory import queries as directory
from garant.directory.access import signed_in

form_page = require_http_methods(["GET", "HEAD", "POST"])
Page = Callable[..., HttpResponse]


def for_anyone(view: Page) -> Page:
    """Hands the view its door; of who speaks, the browser keeps a token of its own until the last day."""

    @wraps(view)
    def guarded(
        request: HttpRequest, organisation: str, consultation: uuid.UUID, **more: object
    ) -> HttpResponse:
        house = directory.organisation_named(organisation)
        door = outside(request, house, consultation)
        person = signed_in(request)
        if person is not None and person.organisation_id == house.pk:
            return redirect(door.found)
        if request.method == "POST" and not door.voice.token:
            door = replace(door, voice=replace(door.voice, token=new_token()))
            return _remember(view(request, door, **more), request, door)
        return view(request, door, **more)

    return guarded


@login_not_required
@require_safe
def consultations(request: HttpRequest, organisation: str) -> HttpResponse:
    house = directory.organisation_named(organisation)
    listed = [
        (each, reverse("consultation:public-consultation", args=[house.slug, each.consultation.id]))
        for each in queries.public_consultations(house)
    ]
    return render(request, "consultation/public_list.html", {"organisation": house, "listed": listed})


@login_not_required
@require_safe
@for_anyone
def consultation(request: HttpRequest, door: Door) -> HttpResponse:
    return pages.consultation_page(request, door)


@login_not_required
@form_page
@for_anyone
def clause(request: HttpRequest, door: Door, clause: str) -> HttpResponse:
    if request.method == "POST":
        return pages.take(request, door, clause)
    return pages.clause_page(request, door, clause)


@login_not_required
@form_page
@for_anyone
def whole(request: HttpRequest, door: Door) -> HttpResponse:
    return pages.take(request, door, "") if request.method == "POST" else pages.clause_page(request, door, "")


@login_not_required
@require_POST
@for_anyone
def react(request: HttpRequest, door: Door) -> HttpResponse:
    return pages.take_reaction(request, door)


@login_not_required
@form_page
@for_anyone
def withdraw(request: HttpRequest, door: Door, contribution: uuid.UUID) -> HttpResponse:
    return pages.withdrawal_page(request, door, contribution)


@login_not_required
@require_safe
@for_anyone
def synthesis(request: HttpRequest, door: Door) -> HttpResponse:
    return pages.synthesis_page(request, door)


@login_not_required
@require_safe
@for_anyone
def synthesis_file(request: HttpRequest, door: Door, suffix: str) -> HttpResponse:
    return pages.synthesis_file(door, suffix)


@login_not_required
@require_safe
@for_anyone
def text(request: HttpRequest, door: Door) -> HttpResponse:
    return pages.text_file(door)


def _remember(response: HttpResponse, request: HttpRequest, door: Door) -> HttpResponse:
    if response.status_code == 302:
        left = door.found.closes_on - today_of(door.found.organisation, timezone.now())
        response.set_cookie(
            COOKIE,
            door.voice.token,
            max_age=(left.days + 1) * 86_400,
            path=door.home,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
