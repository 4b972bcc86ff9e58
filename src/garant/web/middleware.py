"""What every request passes: headers that say no, one's own password first, refusals as pages."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import sync_and_async_middleware

from garant.directory.access import signed_in
from garant.web.refusal import refusal_page
from garant.words import GarantError

# A response, or an awaitable of one: Django's two kinds of chain.
GetResponse = Callable[[HttpRequest], Any]

_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@sync_and_async_middleware
def secure_headers(get_response: GetResponse) -> GetResponse:
    """Headers that Django has no setting for. A page of a signed-in person is kept by no cache."""

    def dress(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path_info.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            return dress(request, await get_response(request))

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        return dress(request, get_response(request))

    return answer


@sync_and_async_middleware
def around_views(get_response: GetResponse) -> GetResponse:
    """An error that carries facts becomes a page that says what to do; and who was handed a password by someone
    else chooses their own before any view is reached. A page tells the hour of the organisation's place."""
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            with timezone.override(None):
                response: HttpResponseBase = await get_response(request)
            return response

        return _with_hooks(answer_async)

    def answer(request: HttpRequest) -> HttpResponseBase:
        with timezone.override(None):
            response: HttpResponseBase = get_response(request)
        return response

    return _with_hooks(answer)


def _with_hooks(answer: GetResponse) -> GetResponse:
    # Django calls both hooks in a thread where the chain is asynchronous.
    answer.process_view = _before_the_view  # type: ignore[attr-defined]
    answer.process_exception = _page_of  # type: ignore[attr-defined]
    return answer


def _before_the_view(
    request: HttpRequest, view: Callable[..., object], args: object, kwargs: object
) -> HttpResponse | None:
    if getattr(view, "login_required", True) and (person := signed_in(request)) is not None:
        timezone.activate(person.organisation.place_word.zone)
    return _own_password_first(request, view)


def _own_password_first(request: HttpRequest, view: Callable[..., object]) -> HttpResponse | None:
    if not getattr(view, "login_required", True):
        return None  # public: the public charter, the sign-in page
    person = signed_in(request)
    if person is None or not person.must_change_password:
        return None
    password = reverse("directory:password")
    if request.path in {password, reverse("directory:sign-out")}:
        return None
    return redirect(password)


def _page_of(request: HttpRequest, error: Exception) -> HttpResponse | None:
    return refusal_page(request, error) if isinstance(error, GarantError) else None
