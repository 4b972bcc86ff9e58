"""What every public page passes: an open portal, the part that it belongs to, the hour of the place, how long a cache
may keep it. A page that holds a form or a receipt is kept by none."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from garant.directory.links.mailing import here
from garant.portal.queries import OpenPortal, portal_at
from garant.portal.terms import Part

P = ParamSpec("P")
PortalView = Callable[Concatenate[HttpRequest, OpenPortal, P], HttpResponse]

KEPT_SECONDS = 300


def public_page(part: Part | None = None) -> Callable[[PortalView[P]], Callable[..., HttpResponse]]:
    """A page that says the same to everybody: caches keep it five minutes."""

    def decorate(view: PortalView[P]) -> Callable[..., HttpResponse]:
        opened = open_to_all(part)(view)

        @wraps(opened)
        def kept(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = opened(request, *args, **kwargs)
            if response.status_code == 200:
                response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
                patch_vary_headers(response, ["Cookie"])  # the appearance that the visitor chose
            return response

        return login_not_required(require_safe(kept))

    return decorate


def open_to_all(part: Part | None = None) -> Callable[[PortalView[P]], Callable[..., HttpResponse]]:
    """The same without a cache: for forms and receipts."""

    def decorate(view: PortalView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(
            request: HttpRequest, /, organisation: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            portal = portal_at(organisation)
            if part is not None:
                portal.require(part)
            timezone.activate(portal.organisation.place_word.zone)
            return view(request, portal, *args, **kwargs)

        return login_not_required(opened)

    return decorate


def page(
    request: HttpRequest,
    portal: OpenPortal,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of this portal."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    whole = {"portal": portal, "organisation": portal.organisation, "here": here, **context}
    return render(request, f"portal/{template}", whole, status=status)


def whole_address(request: HttpRequest, name: str, *arguments: object) -> str:
    """The address as another site writes it down: the public one, by whatever name the page was asked for."""
    return here(request, reverse(f"portal:{name}", args=list(arguments)))
