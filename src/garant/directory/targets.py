"""Where to go after signing in: a page of ours, never somebody else's."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_target(request: HttpRequest, target: object) -> str:
    """`target` where it is an address of this site; the home page otherwise."""
    if isinstance(target, str) and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return "web:home"
