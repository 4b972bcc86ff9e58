"""Pages of nobody's room: the home, the errors, the declaration of accessibility, the appearance."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from garant.assistant.offered import systems_offered
from garant.catalogue.queries import offered_to
from garant.decisions import queries as decisions
from garant.directory import queries as directory
from garant.directory.access import actor_of
from garant.directory.kinds import Role
from garant.lifecycle.queries import waiting_for
from garant.lifecycle.terms import READERS
from garant.registers import queries as registers
from garant.reports import queries as reports
from garant.studio.queries import may_draft
from garant.web.context import THEMES, local_model

_ANSWERABLE = (Role.DGS, Role.ADMINISTRATOR)  # of what the organisation decides and shows
_YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What each has to do here, by role: no figure about a person, no figure about an agent's use."""
    actor = actor_of(request)
    charter = directory.charter_in_force(actor.organisation)
    open_to_me = {each.id for each in systems_offered(actor)}
    page = {
        "charter": charter,
        "acknowledged": directory.has_acknowledged(actor),
        "systems": [each for each in offered_to(actor) if each.slug in open_to_me],
        "governs": actor.has_role(*READERS),
        "uses_waiting": waiting_for(actor),
        "handles_incidents": registers.may_handle(actor),
        "incidents": registers.open_incidents_count(actor),
        "overdue": registers.overdue_incidents_count(actor, now=timezone.now()),
        "administers": actor.has_role(Role.ADMINISTRATOR),
        "drafts_charters": may_draft(actor),
        "reports": reports.may_write(actor) or reports.may_decide(actor),
        "answers_for_decisions": actor.has_role(*decisions.DECLARERS, *decisions.READERS, *_ANSWERABLE),
    }
    return render(request, "web/home.html", page)


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the machine says. A cookie, so that no page flashes; it says nothing else."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = redirect(target)
    theme = request.POST.get("theme", "auto")
    if theme in THEMES:
        response.set_cookie(
            "garant_theme", theme, max_age=_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Only the public charters are for search engines."""
    text = "User-agent: *\nAllow: /o/\nAllow: /accessibilite/\nDisallow: /\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("web/mark.svg"))


@login_not_required
@require_safe
def model_progress(request: HttpRequest) -> HttpResponse:
    """How far the local model is, for the bar of the pages; nothing here is about anyone."""
    progress = local_model()
    return JsonResponse(
        {
            "state": progress.state.value,
            "done": progress.done,
            "total": progress.total,
            "sentence": progress.sentence,
        }
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        400,
        "Demande illisible",
        "Le serveur n’a pas compris cette demande.",
        "Revenez à la page précédente et recommencez ; si cela se répète, signalez-le à la personne qui administre Garant.",
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        403,
        "Accès refusé",
        "Cette page n’est pas ouverte à votre compte.",
        "Si vous devez y accéder, demandez-le à la personne qui administre Garant.",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        404,
        "Page introuvable",
        "Cette page n’existe pas, ou n’est pas ouverte à votre organisation.",
        "Vérifiez l’adresse, ou revenez à l’accueil.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the page's context: the database may be what fails."""
    return HttpResponse(render_to_string("web/server_error.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(
        request,
        403,
        "Formulaire expiré",
        "Ce formulaire est resté ouvert trop longtemps, ou votre navigateur refuse les cookies.",
        "Revenez à la page précédente, rechargez-la, puis envoyez à nouveau. Les cookies de ce site doivent être acceptés.",
    )


def _error(request: HttpRequest, status: int, title: str, say: str, do: str) -> HttpResponse:
    refusal = {"title": title, "say": say, "do": do}
    return render(request, "web/refusal.html", {"refusal": refusal}, status=status)
