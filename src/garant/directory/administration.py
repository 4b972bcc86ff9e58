"""Pages of the administrators: people, the charter in force."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory import actions, queries
from garant.directory.access import actor_of, for_roles
from garant.directory.comparison import Candidate, candidate
from garant.directory.errors import (
    CharterDayPast,
    EmailTaken,
    LastAdministrator,
    SiretTaken,
    VoteDayAhead,
)
from garant.directory.filling import refuse
from garant.directory.forms import (
    AmendPersonForm,
    CharterFileForm,
    CharterInForceForm,
    NewPersonForm,
    OrganisationForm,
)
from garant.directory.kinds import Role
from garant.directory.oidc.actions import is_tied
from garant.directory.templatetags.french import day
from garant.words import GarantError, say, todo

administrators = for_roles(Role.ADMINISTRATOR)


@require_safe
@administrators
def home(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    charter = queries.charter_in_force(actor.organisation)
    page = {
        "charter": charter,
        "active": queries.active_people_count(actor.organisation),
        "acknowledged": queries.acknowledged_count(actor.organisation, charter.policy),
    }
    return render(request, "directory/administration.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def organisation(request: HttpRequest) -> HttpResponse:
    """What the law and the exports need to know of the organisation."""
    actor = actor_of(request)
    held = actor.organisation
    initial = {
        name: getattr(held, name)
        for name in ("name", "agents", "inhabitants", "place", "siret", "address", "contact")
    }
    form = OrganisationForm(
        request.POST or None, initial=initial | {"public": "yes" if held.public else "no"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_organisation(actor, **form.cleaned_data)
        except SiretTaken as error:
            form.add_error("siret", f"{say(error)} {todo(error)}")
        else:
            messages.success(request, "Les changements sont enregistrés.")
            return redirect("directory:administration")
    status = 400 if request.method == "POST" else 200
    return render(request, "directory/organisation.html", {"form": form}, status=status)


@require_safe
@administrators
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/people.html", {"people": queries.people_visible_to(actor_of(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new_person(request: HttpRequest) -> HttpResponse:
    """The initial password is shown on the page that answers, once."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            created, password = actions.create_person(actor_of(request), **form.cleaned_data)
        except EmailTaken as error:
            form.add_error("email", f"{say(error)} {todo(error)}")
        else:
            return render(
                request, "directory/initial_password.html", {"person": created, "password": password}
            )
    status = 400 if request.method == "POST" else 200
    return render(request, "directory/new_person.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    found = queries.person_visible_to(actor_of(request), person)
    initial = {
        "full_name": found.full_name,
        "kind": found.kind,
        "roles": sorted(found.roles),
        "active": found.is_active,
    }
    form = AmendPersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_person(actor_of(request), person, **form.cleaned_data)
        except LastAdministrator as error:
            refuse(form, error)
        else:
            messages.success(request, "Les changements sont enregistrés.")
            return redirect("directory:people")
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "person": found, "tied": is_tied(actor_of(request), found)}
    return render(request, "directory/person.html", page, status=status)


@require_POST
@administrators
def reset_password(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    password = actions.reset_password(actor, person)
    found = queries.person_visible_to(actor, person)
    return render(request, "directory/initial_password.html", {"person": found, "password": password})


@require_safe
@administrators
def charter(request: HttpRequest) -> HttpResponse:
    return _charter(request, CharterFileForm())


@require_POST
@administrators
def compare(request: HttpRequest) -> HttpResponse:
    """Check a file and show what it would change; nothing is applied yet."""
    form = CharterFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _charter(request, form, status=400)
    text = form.cleaned_data["file"]
    actor = actor_of(request)
    in_force = queries.charter_in_force(actor.organisation)
    found = candidate(text, against=in_force)
    if found.errors:
        return _charter(request, CharterFileForm(), errors=found.errors, status=400)
    request.session["charter_candidate"] = text
    return _compared(request, found, CharterInForceForm(initial={"after": in_force.number}))


@require_POST
@administrators
def put_in_force(request: HttpRequest) -> HttpResponse:
    form = CharterInForceForm(request.POST)
    text = request.session.get("charter_candidate")
    if not isinstance(text, str):
        messages.error(request, "Il n’y a pas de fichier en attente : choisissez-le à nouveau.")
        return redirect("directory:charter-in-force")
    actor = actor_of(request)
    if not form.is_valid():
        found = candidate(text, against=queries.charter_in_force(actor.organisation))
        return _compared(request, found, form, status=400)
    begins = form.begins(actor.organisation, now=timezone.now())
    try:
        policy = actions.put_charter_in_force(
            actor, text=text, after=form.cleaned_data["after"], in_force_at=begins, **form.vote()
        )
    except (CharterDayPast, VoteDayAhead) as error:
        refuse(form, error)
        found = candidate(text, against=queries.charter_in_force(actor.organisation))
        return _compared(request, found, form, status=400)
    except GarantError as error:
        messages.error(request, f"{say(error)} {todo(error)}")
        return redirect("directory:charter-in-force")
    del request.session["charter_candidate"]
    messages.success(request, in_force_sentence(policy.version, begins))
    return redirect("directory:charter-in-force")


@require_POST
@administrators
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Only a version that waits for its day."""
    actions.withdraw_charter(actor_of(request), number=number)
    messages.success(request, "La version programmée est retirée : elle n’entrera pas en vigueur.")
    return redirect("directory:charter-in-force")


def in_force_sentence(version: str, begins: datetime | None) -> str:
    """What happened to a version that was put in force, for whoever did it."""
    if begins is None:
        return (
            f"La version du {day(version)} est en vigueur. "
            "Chacun en prendra connaissance à son prochain usage."
        )
    return f"La version du {day(version)} entrera en vigueur le {day(begins.date())}. Vous pouvez la retirer avant."


def _compared(
    request: HttpRequest, found: Candidate, form: CharterInForceForm, *, status: int = 200
) -> HttpResponse:
    page = {
        "candidate": found,
        "changes": found.difference.changes if found.difference else None,
        "form": form,
    }
    return render(request, "directory/compare_charter.html", page, status=status)


def _charter(
    request: HttpRequest, form: CharterFileForm, *, errors: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    organisation = actor_of(request).organisation
    page = {
        "form": form,
        "errors": errors,
        "charter": queries.charter_in_force(organisation),
        "scheduled": queries.charter_scheduled(organisation),
        "versions": queries.charter_versions(organisation),
    }
    return render(request, "directory/charter_in_force.html", page, status=status)
