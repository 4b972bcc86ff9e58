"""Style sheets and scripts, served from the package."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]
from whitenoise.responders import StaticFile  # type: ignore[import-untyped]


class VersionedStatic(StaticFilesStorage):
    """Each address bears a digest of its file, so that a new release is never met with an old style sheet."""

    def url(self, name: str | None) -> str:
        return f"{super().url(name)}?v={_digest(name or '')}"


@lru_cache(maxsize=256)
def _digest(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


@sync_and_async_middleware
def serve_static(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """WhiteNoise, for both kinds of views: its own middleware is synchronous, and would hold a streamed answer's
    thread."""
    files = WhiteNoiseMiddleware(get_response)

    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            file = files.files.get(request.path_info)
            if file is not None:
                return _whole(file, request)
            response: HttpResponseBase = await get_response(request)
            return response

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        file = files.files.get(request.path_info)
        if file is not None:
            return _whole(file, request)
        response: HttpResponseBase = get_response(request)
        return response

    return answer


def _whole(file: StaticFile, request: HttpRequest) -> HttpResponse:
    """The files are small: read at once, where a stream would need a thread under ASGI."""
    found = file.get_response(request.method, request.META)
    body = b""
    if found.file is not None:
        with found.file:
            body = found.file.read()
    response = HttpResponse(body, status=int(found.status))
    del response["content-type"]
    for name, value in found.headers:
        response[name] = value
    if found.status == HTTPStatus.OK and body:
        # The length was noted at start; a file that an upgrade replaced since would be cut or break the answer.
        response["Content-Length"] = str(len(body))
    return response
