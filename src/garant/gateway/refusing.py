"""A refusal as clients of the API expect one: `{"error": {message, type, param, code}}`, and what its headers say."""

from collections.abc import Iterable

from garant.gateway.asgi import Headers, Reply, json_reply
from garant.gateway.errors import GatewayError
from garant.words import message, say, todo

_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    405: "invalid_request_error",
    413: "invalid_request_error",
    429: "rate_limit_error",
}


def status_of(error: GatewayError) -> int:
    """The HTTP status of an error; an error without one is ours."""
    return message(error.code).status or 500


def error_body(error: GatewayError) -> dict[str, dict[str, str | None]]:
    """The body, exactly the four fields that clients unwrap."""
    return {
        "error": {
            "message": f"{say(error)} {todo(error)}",
            "type": _TYPES.get(status_of(error), "server_error"),
            "param": error.param or _param(error),
            "code": error.code,
        }
    }


def retry_headers(error: GatewayError) -> Headers:
    """When, and whether, a client should come back."""
    headers: list[tuple[bytes, bytes]] = list(getattr(error, "passed_headers", ()))
    if error.should_retry is not None:
        headers.append((b"x-should-retry", b"true" if error.should_retry else b"false"))
    if error.retry_after_seconds is not None:
        headers.append((b"retry-after", str(error.retry_after_seconds).encode()))
    return tuple(headers)


def refusal(error: GatewayError, headers: Iterable[tuple[bytes, bytes]] = ()) -> Reply:
    """The whole answer."""
    extra = [(b"www-authenticate", b"Bearer")] if status_of(error) == 401 else []
    return json_reply(status_of(error), error_body(error), (*headers, *retry_headers(error), *extra))


def _param(error: GatewayError) -> str | None:
    field = error.facts.get("field")
    return field if isinstance(field, str) else None
