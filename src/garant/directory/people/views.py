"""The pages of an import of people: a file, what it would do, the confirmation; the template, the export."""

import uuid

from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.forms import PeopleAccessForm, PeopleFileForm
from garant.directory.journal import record_file
from garant.directory.kinds import Kind, Role
from garant.directory.links import mailing
from garant.directory.models import Person
from garant.directory.people import importing, passwords
from garant.directory.people.columns import COLUMNS, FORMATS, exported, template
from garant.directory.people.errors import PeopleImportChanged
from garant.directory.queries import people_visible_to
from garant.directory.sending import attached
from garant.words import count

SHOWN = 50  # of each list: the counts say how many more there are
administrators = for_roles(Role.ADMINISTRATOR)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new_import(request: HttpRequest) -> HttpResponse:
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        pending = importing.upload_people(actor_of(request), name=given.name, data=given.read())
        return redirect("directory:people-import", pending.id)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "columns": COLUMNS}
    return render(request, "directory/people/new_import.html", page, status=status)


@require_safe
@administrators
def dry_run(request: HttpRequest, pending: uuid.UUID) -> HttpResponse:
    return _dry_run(request, pending, _access_form(None))


@require_POST
@administrators
def confirm(request: HttpRequest, pending: uuid.UUID) -> HttpResponse:
    """Where passwords were made, the page that answers shows them: a redirect would lose them."""
    actor, form = actor_of(request), _access_form(request)
    if not form.is_valid():
        return _dry_run(request, pending, form, status=400)
    access = form.cleaned_data["access"]
    try:
        added = importing.confirm_people(actor, pending, mark=request.POST.get("mark", ""), access=access)
    except PeopleImportChanged:
        return _dry_run(request, pending, form, stale=True, status=409)
    if access == "mail":
        invitations = [_invitation(actor, each, request) for each in added]
        mailing.beside(lambda: mailing.send(invitations))
        messages.success(
            request,
            f"{count(len(added), 'personne')} en plus ; un message part vers chacune, sans mot de passe.",
        )
        return redirect("directory:people")
    carried = passwords.sealed_for_download(actor, added, now=timezone.now())
    return render(request, "directory/people/passwords.html", {"added": added, "carried": carried})


@require_POST
@administrators
def download_passwords(request: HttpRequest) -> HttpResponse:
    data = passwords.as_csv(actor_of(request), request.POST.get("carried", ""), now=timezone.now())
    return attached(data, "text/csv; charset=utf-8", "mots-de-passe-initiaux.csv")


@require_POST
@administrators
def give_up(request: HttpRequest, pending: uuid.UUID) -> HttpResponse:
    importing.give_up_people(actor_of(request), pending)
    messages.success(request, "L’import est abandonné. Personne n’a été ajouté.")
    return redirect("directory:people")


@require_safe
@administrators
def template_file(request: HttpRequest, suffix: str) -> HttpResponse:
    if suffix not in FORMATS:
        raise Http404
    return attached(*template(suffix), f"modele-personnes.{suffix}")


@require_safe
@administrators
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The people of the administrator's organisation, as the import reads them."""
    if suffix not in FORMATS:
        raise Http404
    actor = actor_of(request)
    people = people_visible_to(actor)
    data, media_type = exported(people, suffix)
    record_file(actor, "people", suffix, rows=len(people))
    return attached(data, media_type, f"personnes.{suffix}")


def _access_form(request: HttpRequest | None) -> PeopleAccessForm:
    return PeopleAccessForm(None if request is None else request.POST, mail=mailing.mail_is_configured())


def _dry_run(
    request: HttpRequest,
    pending: uuid.UUID,
    form: PeopleAccessForm,
    *,
    stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    run = importing.dry_run_people(actor_of(request), pending)
    page = {
        "run": run,
        "form": form,
        "stale": stale,
        "added": [
            (
                row.line,
                row.values["full_name"],
                row.values["email"],
                Kind(str(row.values.get("kind") or Kind.AGENT.value)).label,
                _roles_french(row.values.get("roles")),
            )
            for row in run.added[:SHOWN]
        ],
        "known": run.known[:SHOWN],
        "problems": run.problems[: 4 * SHOWN],
    }
    return render(request, "directory/people/dry_run.html", page, status=status)


def _roles_french(held: object) -> str:
    return ", ".join(Role(str(role)).label for role in held) if isinstance(held, tuple) else ""


def _invitation(actor: Person, added: importing.Added, request: HttpRequest) -> EmailMessage:
    """No secret travels: the person asks for a link once they are there to open it."""
    address = mailing.here(request, reverse("directory:ask-link"))
    body = (
        f"Un compte vous attend dans Garant ({actor.organisation.name}).\n\n"
        f"Pour vous connecter, demandez un lien à cette adresse, avec votre adresse électronique {added.email} :\n\n"
        f"{address}\n"
    )
    return EmailMessage("Garant : un compte vous attend", body, to=[added.email])
