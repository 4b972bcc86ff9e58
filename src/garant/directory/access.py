"""Who may open a page: decorators for views, and the signed-in person of a request, typed."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from garant.directory import queries
from garant.directory.actions import require
from garant.directory.kinds import Role
from garant.directory.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def actor_of(request: HttpRequest) -> Person:
    """The signed-in person. The login middleware stands before every view that isn't public."""
    user = request.user
    assert isinstance(user, Person)
    return user


def for_roles(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Open the page to these roles alone; anybody else meets a 403 that names them."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            require(actor_of(request), *roles)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def after_acknowledgement(view: View[P]) -> View[P]:
    """Send who has not acknowledged the charter in force to read it, then back here."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not queries.has_acknowledged(actor_of(request)):
            target = request.get_full_path() if request.method in {"GET", "HEAD"} else "/assistant/"
            response = redirect("directory:acknowledgement")
            request.session["after_acknowledgement"] = target
            return response
        return view(request, *args, **kwargs)

    return guarded


def signed_in(request: HttpRequest) -> Person | None:
    """The signed-in person, or None. An error page may be drawn before anyone is known."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Person) and user.is_active else None
