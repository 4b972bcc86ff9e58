"""An organisation that someone creates by themselves, where the installation lets them; and the model that it finds."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from garant.directory import throttle
from garant.directory.access import signed_in
from garant.directory.errors import AsksThrottled, EmailTaken
from garant.directory.filling import refuse
from garant.directory.founding.actions import Beginning, First, create_organisation, free_slug
from garant.directory.founding.charter import Filling
from garant.directory.founding.forms import CreateForm
from garant.web.equipping import equip
from garant.words import say

CREATIONS_PER_ORIGIN = 20  # a workshop of volunteers sits behind one address


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A few plain questions; the volunteer lands signed in, as the administrator of their own organisation."""
    if not settings.GARANT_OPEN_SIGNUP:
        raise Http404
    if signed_in(request) is not None:
        messages.info(request, "Déconnectez-vous d’abord pour créer une autre organisation.")
        return redirect("web:home")
    now = timezone.now()
    form = CreateForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            if not form.by_a_person(now):
                form.add_error(
                    None, "Ce formulaire est parti trop vite, ou trop tard. Relisez-le, puis renvoyez-le."
                )
            else:
                try:
                    return _created(request, form)
                except AsksThrottled as error:
                    refuse(form, error)
                    status = 429
                except EmailTaken as error:
                    form.add_error("email", f"{say(error)} Connectez-vous avec elle, ou donnez-en une autre.")
    page = {"form": form.drawn(now)}
    return render(request, "web/create_organisation.html", page, status=status)


def _created(request: HttpRequest, form: CreateForm) -> HttpResponse:
    said = form.cleaned_data
    throttle.spend(
        "create-origin", request.META.get("REMOTE_ADDR", ""), limit=CREATIONS_PER_ORIGIN, now=timezone.now()
    )
    with transaction.atomic():
        organisation, person, _ = create_organisation(
            Beginning(
                slug=free_slug(said["name"]),
                model=form.model,
                filling=Filling(said["name"], said["adopted_by"]),
                public=form.public,
                place=said["place"],
                contact=said["contact"],
            ),
            First(said["email"], said["full_name"], form.kind, said["password"]),
        )
        equip(organisation.slug)
    login(request, person)
    messages.success(
        request,
        f"{organisation.name} est créée, et vous l’administrez. Sa charte est en vigueur : lisez-la, puis adaptez-la.",
    )
    return redirect("web:home")
