"""The list as an intranet shows it: a fragment to fetch, a page to frame, and who may show them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.catalogue import actions, queries
from garant.catalogue.compliance import today_of
from garant.catalogue.forms import OriginsForm
from garant.catalogue.models import Listing
from garant.directory.access import actor_of, for_roles
from garant.directory.kinds import Role
from garant.words import GarantError, say, todo

administrators = for_roles(Role.ADMINISTRATOR)


@login_not_required
@xframe_options_exempt  # the framing rule below says it better: by site
@require_safe
def fragment(request: HttpRequest, token: str) -> HttpResponse:
    """The list as a piece of HTML without scripts, styles or forms, to be fetched into a page."""
    return _shown(request, token, "catalogue/fragment.html", headings=("h2", "h3"))


@login_not_required
@xframe_options_exempt
@require_safe
def framed(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a whole page with our style, to be framed."""
    return _shown(request, token, "catalogue/framed.html", headings=("h1", "h2"))


def _shown(request: HttpRequest, token: str, template: str, *, headings: tuple[str, str]) -> HttpResponse:
    listing = queries.listing_at(token)
    organisation = listing.organisation
    systems = queries.systems_listed(organisation)
    held = queries.qualifications(systems, today_of(organisation))
    closed = queries.closed_now(organisation)
    page = {
        "organisation": organisation,
        "heading": headings[0],
        "subheading": headings[1],
        "systems": [(each, closed.get(each.slug), held[each.pk]) for each in systems],
    }
    response = render(request, template, page)
    origins = list(listing.origins)
    framing = " ".join(origins) or "'none'"
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {framing}"
    )
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Referrer-Policy"] = "no-referrer"  # the address is the secret
    response["X-Robots-Tag"] = "noindex"
    response["Vary"] = "Origin"
    asking = request.headers.get("Origin", "")
    if asking in origins:
        response["Access-Control-Allow-Origin"] = asking
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def listing(request: HttpRequest) -> HttpResponse:
    """Which sites may show the list. The secret address itself is shown once, when it is made."""
    actor = actor_of(request)
    found = queries.listing_of(actor)
    form = OriginsForm(request.POST or None, initial={"origins": "\n".join(found.origins) if found else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.allow_origins(actor, form.cleaned_data["origins"].splitlines())
        except GarantError as error:
            form.add_error("origins", f"{say(error)} {todo(error)}")
        else:
            messages.success(request, "Les sites sont enregistrés.")
            return redirect("catalogue:listing")
    return _settings(request, form, found, status=400 if request.method == "POST" else 200)


@require_POST
@administrators
def renew(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    token = actions.renew_listing(actor)
    found = queries.listing_of(actor)
    form = OriginsForm(initial={"origins": "\n".join(found.origins) if found else ""})
    addresses = {
        "fragment": request.build_absolute_uri(reverse("catalogue:fragment", args=[token])),
        "framed": request.build_absolute_uri(reverse("catalogue:framed", args=[token])),
    }
    return _settings(request, form, found, addresses=addresses)


@require_POST
@administrators
def close(request: HttpRequest) -> HttpResponse:
    actions.close_listing(actor_of(request))
    messages.success(request, "La liste n’est plus montrée ailleurs : son adresse ne mène plus à rien.")
    return redirect("catalogue:listing")


def _settings(
    request: HttpRequest,
    form: OriginsForm,
    found: Listing | None,
    *,
    addresses: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {"form": form, "listing": found, "addresses": addresses}
    return render(request, "catalogue/listing.html", page, status=status)
