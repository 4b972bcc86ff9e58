"""One question to the provider: short, bounded, without redirects, over TLS."""

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import IO, Any

from garant.directory.oidc.configuration import fit
from garant.directory.oidc.errors import ProviderAnswerUnfit, ProviderUnreachable

TIMEOUT_S = 10
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A success: its media type and its bytes."""

    kind: str
    body: bytes


Ask = Callable[[urllib.request.Request], Answer]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry a secret or a token elsewhere."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        return None


def ask(request: urllib.request.Request) -> Answer:
    """The answer. ProviderUnreachable for silence and for any status but 200; ProviderAnswerUnfit for a flood."""
    if not fit(request.full_url):
        raise ProviderAnswerUnfit
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            body: bytes = answer.read(MOST_BYTES + 1)
            status, headers = answer.status, answer.headers
    except (OSError, HTTPException, ValueError) as error:  # URLError and HTTPError are OSErrors
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise ProviderUnreachable from error
    if status != 200:
        raise ProviderUnreachable
    if len(body) > MOST_BYTES:
        raise ProviderAnswerUnfit
    assert isinstance(headers, Message)
    return Answer(headers.get_content_type(), body)
