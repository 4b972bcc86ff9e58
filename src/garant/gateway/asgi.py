"""The protocol in three names, a reply as a value, and the two things every route needs: headers and a body."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import orjson

from garant.gateway.errors import ClientGone, RequestTooLarge

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = tuple[tuple[bytes, bytes], ...]

# A client that still sends is read to its end before it is refused: an answer in the middle of an upload is
# lost on most clients, which see a broken connection instead. Beyond this it has to see just that.
_DRAINED_AT_MOST = 64 << 20
_BODY_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer, itself an ASGI application."""

    status: int
    body: bytes
    headers: Headers = ()
    content_type: bytes = b"application/json"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        own = ((b"content-type", self.content_type), (b"content-length", str(len(self.body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": [*own, *self.headers]})
        await send({"type": "http.response.body", "body": self.body})


def json_reply(status: int, value: object, headers: Iterable[tuple[bytes, bytes]] = ()) -> Reply:
    """A reply whose body is `value` as JSON."""
    return Reply(status, orjson.dumps(value), tuple(headers))


def header(scope: Scope, name: bytes) -> str | None:
    """The first header of this (lower-case) name, stripped; None where it is absent or empty."""
    for key, value in scope["headers"]:
        if key == name:
            return value.decode("latin-1").strip() or None
    return None


async def read_body(scope: Scope, receive: Receive, *, limit_bytes: int) -> bytes:
    """The whole body. Raises RequestTooLarge past `limit_bytes`, ClientGone where the client left before its end."""
    declared = header(scope, b"content-length")
    too_large = declared is not None and declared.isdecimal() and int(declared) > limit_bytes
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGone
                part = message.get("body", b"")
                size += len(part)
                if size > limit_bytes:
                    too_large = True
                if too_large:
                    parts.clear()
                else:
                    parts.append(part)
                if not message.get("more_body", False) or size > _DRAINED_AT_MOST:
                    break
    except TimeoutError:
        raise ClientGone from None
    if too_large:
        raise RequestTooLarge(limit_mib=limit_bytes >> 20)
    return parts[0] if len(parts) == 1 else b"".join(parts)


class WhileListening:
    """`async with WhileListening(receive):` — the block is cancelled when the client leaves, and ClientGone raised.

    The last byte of an answer must be sent after the block: servers also report a finished answer as a
    disconnection.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._gone = False

    async def __aenter__(self) -> Self:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._watch = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch.cancel()
        if not self._gone:
            return
        if kind is not asyncio.CancelledError:
            # The cancellation was asked for and has not arrived yet: take it here, not at the next await outside.
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(0)
        if self._task.uncancel() == 0 and (kind is None or kind is asyncio.CancelledError):
            raise ClientGone from None

    async def _listen(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._task.cancel()
