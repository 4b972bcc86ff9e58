"""The register of requests, for those who answer them."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.errors import NotFound
from garant.directory.filling import DONE, attempt
from garant.directory.kinds import Role
from garant.directory.sending import attached
from garant.history.queries import versions_of
from garant.registers.rights import actions, erasing, queries
from garant.registers.rights.exporting import export_requests
from garant.registers.rights.forms import (
    AnswerForm,
    EnterRequestForm,
    EraseForm,
    ExtendForm,
    RefuseForm,
    RequesterForm,
    RevisionForm,
    SearchForm,
)
from garant.registers.rights.letters import letter, no_letter_because, skeleton
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.receiving import enter_request
from garant.registers.rights.terms import Kind

handlers = for_roles(*queries.HANDLERS)


@require_safe
@for_roles(*queries.ENTERERS, Role.AUDITOR)
def requests(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = SearchForm(request.GET)
    page = {
        "requests": queries.requests_visible_to(actor, form.wanted()),
        "form": form,
        "searching": any(request.GET.get(name) for name in form.fields),
        "handles": queries.handles(actor),
        "sees_register": queries.sees_register(actor),
        "enters": actor.has_role(*queries.ENTERERS),
        "now": timezone.now(),
    }
    return render(request, "registers/rights/requests.html", page)


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The requests that the search shows, as a file."""
    ods = request.POST.get("format") == "ods"
    wanted = SearchForm(request.POST).wanted()
    data = export_requests(actor_of(request), format="ods" if ods else "csv", wanted=wanted)
    kind = "application/vnd.oasis.opendocument.spreadsheet" if ods else "text/csv; charset=utf-8"
    name = f"demandes-de-droits-{timezone.localdate():%Y-%m-%d}.{'ods' if ods else 'csv'}"
    return attached(data, kind, name)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*queries.ENTERERS)
def new_request(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    initial = {"received_at": timezone.now(), "subject": request.GET.get("usage", "")}
    form = EnterRequestForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        made: list[RightsRequest] = []
        status = attempt(form, lambda: made.append(enter_request(actor, **form.given())))
        if status == DONE:
            messages.success(request, f"La demande est enregistrée. Numéro à donner : {made[0].receipt}.")
            return redirect(made[0])
    return render(request, "registers/rights/new_request.html", {"form": form}, status=status)


@require_safe
def request_page(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.request_visible_to(actor, asked)
    reads = queries.reads_words(actor, found) and found.forgotten_at is None
    words = queries.words_of(actor, found) if reads else None
    page = {
        "asked": found,
        "words": words,
        "nameless": words is not None and not words.identity.is_known,
        "no_letter": no_letter_because(found, words) if words is not None else "",
        "letter": letter(found, words) if words is not None else "",
        "handles": queries.handles(actor),
        "may_extend": queries.may_be_extended(found) and timezone.now() <= found.due_at,
        "may_search": actor.has_role(Role.DPO) and found.person_id is not None,
        "erasures": [(each, erasing.receipt_lines(each)) for each in queries.erasures_of(actor, found)],
        "versions": versions_of(actor, found.record) if queries.sees_register(actor) else [],
        "now": timezone.now(),
    }
    return render(request, "registers/rights/request.html", page)


@require_safe
def letter_file(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    """The letter as plain text, to be put on the organisation's own paper."""
    actor = actor_of(request)
    found = queries.request_visible_to(actor, asked)
    text = letter(found, queries.words_of(actor, found))
    if not text:
        raise NotFound(what="letter")
    return attached(text, "text/plain; charset=utf-8", f"courrier-{found.receipt}.txt")


@require_POST
@handlers
def check_identity(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    return _move(request, asked, actions.check_identity, "L’identité est vérifiée.")


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def name_requester(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.request_visible_to(actor, asked)
    form = RequesterForm(request.POST or None, initial={"revision": found.revision})
    return _filled(
        request,
        found,
        form,
        lambda: actions.name_requester(actor, asked, **form.given()),
        ("Dire qui demande", "Enregistrer le nom", "Le nom est enregistré, chiffré."),
    )


@require_POST
@handlers
def begin(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    return _move(request, asked, actions.begin, "La demande est en cours de traitement.")


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def extend(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.request_visible_to(actor, asked)
    form = ExtendForm(request.POST or None, initial={"revision": found.revision})
    return _filled(
        request,
        found,
        form,
        lambda: actions.extend(actor, asked, **form.cleaned_data),
        (
            "Prolonger le délai",
            "Prolonger le délai",
            "Le délai est prolongé. Envoyez la lettre à la personne.",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def answer(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.request_visible_to(actor, asked)
    initial = {"revision": found.revision, "text": skeleton(Kind(found.kind))}
    form = AnswerForm(request.POST or None, initial=initial)
    return _filled(
        request,
        found,
        form,
        lambda: actions.answer(actor, asked, **form.cleaned_data),
        (
            "Répondre à la demande",
            "Clore avec cette réponse",
            "La réponse est enregistrée. Envoyez la lettre.",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@handlers
def refuse(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.request_visible_to(actor, asked)
    form = RefuseForm(request.POST or None, initial={"revision": found.revision})
    return _filled(
        request,
        found,
        form,
        lambda: actions.refuse(actor, asked, **form.cleaned_data),
        ("Refuser la demande", "Refuser la demande", "Le refus est enregistré. Envoyez la lettre."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.DPO)
def stored(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    """What the platform stores about the person who asks, and its deletion."""
    actor = actor_of(request)
    asking = queries.request_visible_to(actor, asked)
    found = erasing.search_stores(actor, asked)
    form = EraseForm(request.POST or None, found=found)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda: erasing.erase_stores(actor, asked, keys=form.cleaned_data["keys"]))
        if status == DONE:
            messages.success(request, "C’est effacé. Le reçu est sur la page de la demande.")
            return redirect(asking)
    page = {"asked": asking, "found": found, "form": form, "may_erase": erasing.may_be_erased(asking)}
    return render(request, "registers/rights/stored.html", page, status=status)


def _move(
    request: HttpRequest, asked: uuid.UUID, verb: Callable[..., RightsRequest], said: str
) -> HttpResponse:
    form = RevisionForm(request.POST)
    revision = (
        form.cleaned_data["revision"] if form.is_valid() else -1
    )  # no row has it: told as changed meanwhile
    moved = verb(actor_of(request), asked, revision=revision)
    messages.success(request, said)
    return redirect(moved)


def _filled(
    request: HttpRequest,
    found: RightsRequest,
    form: forms.Form,
    act: Callable[[], object],
    sentences: tuple[str, str, str],
) -> HttpResponse:
    """The page of one form; `sentences` are its title, its button, and what is said once it is done."""
    title, button, said = sentences
    status = attempt(form, act) if request.method == "POST" else 200
    if status == DONE:
        messages.success(request, said)
        return redirect(found)
    page = {"asked": found, "form": form, "title": title, "button": button}
    return render(request, "registers/rights/move_request.html", page, status=status)
