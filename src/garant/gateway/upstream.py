"""The systems behind the gateway, reached over HTTP: one small interface, and aiohttp behind it.

Redirects are not followed, proxies and netrc of the environment are not read, nothing of the client's headers
is passed on. What an upstream says in an error may echo the request: it is read only to tell which error it
is, and goes no further.
"""

import asyncio
import io
import ssl
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp
import orjson

from garant import __version__
from garant.gateway.errors import (
    ContextLengthExceeded,
    GatewayError,
    ModelLoading,
    UpstreamBroken,
    UpstreamFailed,
    UpstreamRateLimited,
    UpstreamRejected,
    UpstreamTimeout,
    UpstreamUnavailable,
)
from garant.gateway.snapshot import System

_USER_AGENT = f"garant/{__version__}"
_ERROR_BYTES = 64 << 10
_READ_BYTES = 64 << 10
_WRITTEN_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each step may take, and how much an answer may weigh."""

    connect_seconds: float = 5
    silence_seconds: float = 300  # between two bytes: a small model thinks long before its first word
    answer_bytes: int = 64 << 20


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a system. `body` is content: it is not shown."""

    system: System
    body: bytes = field(repr=False)
    request: str  # our x-request-id
    stream: bool


class Answer(Protocol):
    """An accepted answer (200) whose body has yet to come."""

    @property
    def is_stream(self) -> bool:
        """Whether it announces server-sent events."""
        ...

    def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises UpstreamTimeout, UpstreamBroken."""
        ...

    async def read(self) -> bytes:
        """The whole body. Raises UpstreamTimeout, UpstreamBroken."""
        ...

    def close(self) -> None:
        """Lets go of the connection; an upstream that still writes is stopped by it."""
        ...


class Upstream(Protocol):
    """What the gateway needs of the network."""

    async def send(self, call: Call) -> Answer:
        """The answer to a call. Raises an UpstreamTrouble, by which it never says what the upstream wrote."""
        ...

    async def probe(self, system: System) -> bool | None:
        """Whether a system answers: True, False, or None where it answers that it is not ready."""
        ...

    async def close(self) -> None: ...


class HttpUpstream:
    """`Upstream` by aiohttp. Use it on one event loop; `environ` holds the upstreams' keys."""

    def __init__(
        self,
        environ: Mapping[str, str],
        patience: Patience = Patience(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._environ = environ
        self._patience = patience
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def send(self, call: Call) -> Answer:
        headers = {
            "content-type": "application/json",
            "accept": "text/event-stream" if call.stream else "application/json",
            "x-request-id": call.request,
            **self._authorization(call.system),
        }
        url = f"{call.system.url.rstrip('/')}/chat/completions"
        started = self._clock()
        try:
            response = await self._post(url, call.body, headers)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
            if isinstance(error, aiohttp.ClientConnectorError) or self._clock() - started > 1:
                raise _trouble(error, call.system) from None
            # A kept connection that the upstream closed at this very moment: the request was not read.
            try:
                response = await self._post(url, call.body, headers)
            except (aiohttp.ClientError, OSError, TimeoutError) as again:
                raise _trouble(again, call.system) from None
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise _trouble(error, call.system) from None
        if response.status == 200:
            return _HttpAnswer(response, self._patience.answer_bytes)
        try:
            raise await _refusal(response, call.system)
        finally:
            response.close()

    async def probe(self, system: System) -> bool | None:
        try:
            async with self._opened().get(
                f"{system.url.rstrip('/')}/models",
                headers=self._authorization(system),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=3),
            ) as response:
                if response.status in {429, 503}:
                    return None
                # Not every server lists its models: one that answers 404 is there.
                return response.status < 500 and response.status not in {401, 403}
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, GatewayError):
            return False

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                # Below the 5 s after which common servers close a kept connection.
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=4, ttl_dns_cache=30),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(
                    total=None,
                    sock_connect=self._patience.connect_seconds,
                    sock_read=self._patience.silence_seconds,
                ),
                headers={"user-agent": _USER_AGENT, "accept-encoding": "identity"},
                trust_env=False,
                read_bufsize=_READ_BYTES,
            )
        return self._session

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> aiohttp.ClientResponse:
        # aiohttp writes bytes in one go, which holds the event loop where there are many; a file it writes in parts.
        data = body if len(body) < _WRITTEN_AT_ONCE else io.BytesIO(body)
        return await self._opened().post(url, data=data, headers=headers, allow_redirects=False)

    def _authorization(self, system: System) -> dict[str, str]:
        if system.key_env is None:
            return {}
        key = self._environ.get(system.key_env)
        if not key:
            raise UpstreamUnavailable(system=system.name, reason=f"la variable {system.key_env} est vide")
        return {"authorization": f"Bearer {key}"}


class _HttpAnswer:
    def __init__(self, response: aiohttp.ClientResponse, limit_bytes: int) -> None:
        self._response = response
        self._limit_bytes = limit_bytes

    @property
    def is_stream(self) -> bool:
        return self._response.headers.get("content-type", "").lower().startswith("text/event-stream")

    async def chunks(self) -> AsyncIterator[bytes]:
        size = 0
        try:
            async for chunk in self._response.content.iter_any():
                size += len(chunk)
                if size > self._limit_bytes:
                    raise UpstreamBroken
                yield chunk
        except TimeoutError:
            raise UpstreamTimeout from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise UpstreamBroken from None

    async def read(self) -> bytes:
        return b"".join([chunk async for chunk in self.chunks()])

    def close(self) -> None:
        # Gives a connection back that was read to its end, and closes any other.
        self._response.close() if not self._response.content.at_eof() else self._response.release()


def _trouble(error: Exception, system: System) -> GatewayError:
    match error:
        case aiohttp.ConnectionTimeoutError():
            return UpstreamUnavailable(system=system.name, reason="la connexion n’aboutit pas")
        case TimeoutError():
            return UpstreamTimeout(system=system.name)
        case aiohttp.ClientConnectorDNSError():
            return UpstreamUnavailable(system=system.name, reason="son adresse est inconnue")
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return UpstreamUnavailable(system=system.name, reason="son certificat n’est pas valable")
        case aiohttp.ClientConnectorError() | ConnectionRefusedError():
            return UpstreamUnavailable(system=system.name, reason="la connexion est refusée")
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientOSError() | OSError():
            return UpstreamUnavailable(system=system.name, reason="la connexion a été coupée")
        case _:
            return UpstreamFailed(system=system.name, status="illisible")


async def _refusal(response: aiohttp.ClientResponse, system: System) -> GatewayError:
    """The error behind a status. Its body is looked at for a few known words and let go."""
    told = await _told(response)
    name, status = system.name, response.status
    match status:
        case 429:
            limited = UpstreamRateLimited(system=name)
            limited.passed_headers = _retry_headers(response.headers)
            return limited
        case 503 if told.loading:
            return ModelLoading(system=name)
        case 503:
            return UpstreamUnavailable(system=name, reason="il se dit indisponible")
        case 408 | 504:
            return UpstreamTimeout(system=name)
        case 400 | 413 | 422 if told.too_long:
            return ContextLengthExceeded(system=name)
        case 400 | 413 | 415 | 422:
            return UpstreamRejected(system=name, status=status)
    return UpstreamFailed(system=name, status=status)


@dataclass(frozen=True, slots=True)
class _Told:
    loading: bool = False
    too_long: bool = False


async def _told(response: aiohttp.ClientResponse) -> _Told:
    try:
        async with asyncio.timeout(5):
            raw = await response.content.read(_ERROR_BYTES)
            body: Any = orjson.loads(raw)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return _Told()
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, str):
        error = {"message": error}
    if not isinstance(error, dict):
        return _Told()
    words = " ".join(str(error.get(name, "")) for name in ("code", "type", "message")).lower()
    return _Told(
        loading="loading" in words,
        too_long=any(
            sign in words for sign in ("context_length_exceeded", "exceed_context_size", "context length")
        ),
    )


_RETRY_HEADERS = ("retry-after", "retry-after-ms")
_LIMIT_HEADERS = tuple(
    f"x-ratelimit-{what}-{of}" for what in ("limit", "remaining", "reset") for of in ("requests", "tokens")
)


def _retry_headers(headers: Mapping[str, str]) -> tuple[tuple[bytes, bytes], ...]:
    """What tells a client when to come back: numbers and durations only."""
    passed = []
    for name in (*_RETRY_HEADERS, *_LIMIT_HEADERS):
        value = headers.get(name, "")
        if (
            value
            and len(value) <= 32
            and value.isascii()
            and all(c.isalnum() or c in ".: ,+-" for c in value)
        ):
            passed.append((name.encode(), value.encode()))
    return tuple(passed)
