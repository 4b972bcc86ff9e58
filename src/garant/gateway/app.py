"""The gateway as a value built from lists: its routes, and what stands around them."""

import asyncio
import contextlib
import logging
import os
import random
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from garant import __version__
from garant.charter import UseClassifier
from garant.gateway.asgi import App, Receive, Scope, Send
from garant.gateway.catalogue import model, models
from garant.gateway.chat import chat
from garant.gateway.conversation import Conversations
from garant.gateway.engine import DEFAULTS, Engine, Settings
from garant.gateway.errors import GatewayError, InternalError, MethodNotAllowed, UnknownRoute
from garant.gateway.health import health, model_health
from garant.gateway.inspection import Inspector, Read
from garant.gateway.pulse import Pulse
from garant.gateway.recording import EntrySpool, Recorder
from garant.gateway.refusing import refusal
from garant.gateway.snapshot import Snapshot
from garant.gateway.sources import Source
from garant.gateway.texts import pseudonymise, restoring
from garant.gateway.upstream import HttpUpstream, Upstream
from garant.journal import PolicyApplied
from garant.privacy import read as read_personal_data
from garant.words import GarantError

_log = logging.getLogger("garant.gateway")

Endpoint = Callable[[Engine, Scope, Receive, Send], Awaitable[None]]
Layer = Callable[[App], App]


@dataclass(frozen=True, slots=True)
class Route:
    """A path and the one method that it takes. A path that ends in "/" takes a tail, which the endpoint reads."""

    method: str
    path: str
    endpoint: Endpoint


ROUTES = (
    Route("POST", "/v1/chat/completions", chat),
    Route("POST", "/v1/pseudonymise", pseudonymise),
    Route("POST", "/v1/restore", restoring),
    Route("GET", "/v1/models", models),
    Route("GET", "/v1/models/", model),
    # The same without the prefix: a habit of some clients.
    Route("POST", "/chat/completions", chat),
    Route("GET", "/models", models),
    Route("GET", "/models/", model),
    Route("GET", "/health", health),
    Route("GET", "/health/models", model_health),
)


def build_app(
    source: Source,
    spool: EntrySpool,
    *,
    secret: bytes,
    environ: Mapping[str, str] = os.environ,
    upstream: Upstream | None = None,
    read: Read = read_personal_data,
    classifier: UseClassifier | None = None,
    settings: Settings = DEFAULTS,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], float] = time.time,
    at_stop: Callable[[], None] = lambda: None,
) -> App:
    """The ASGI application.

    `secret` is the installation's (32 bytes), from which the pseudonyms of each conversation derive; `environ`
    holds the upstreams' keys. `now` is the time of day by which keys expire and systems close. The spool stays its owner's: `at_stop`, called when the server stops, may close it.
    """
    reached = upstream if upstream is not None else HttpUpstream(environ)
    engine = Engine(
        source=source,
        recorder=Recorder(spool),
        upstream=reached,
        inspector=Inspector(read, deadline_seconds=settings.inspection_seconds, clock=clock),
        conversations=Conversations(clock),
        pulse=Pulse(reached, clock),
        secret=secret,
        settings=settings,
        classifier=classifier,
        clock=clock,
        now=now,
    )
    layers: tuple[Layer, ...] = (
        lambda app: Lifespan(app, engine, at_stop),
        RequestIds,
        Failures,
    )
    app: App = Router(ROUTES, engine)
    for layer in reversed(layers):
        app = layer(app)
    return app


class Router:
    """Finds the endpoint of a path. What is not listed is not there: nothing is passed through."""

    def __init__(self, routes: tuple[Route, ...], engine: Engine) -> None:
        self._engine = engine
        self._exact = {route.path: route for route in routes if not route.path.endswith("/")}
        self._prefixes = tuple(route for route in routes if route.path.endswith("/"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = self._find(scope)
        if scope["method"] != route.method:
            raise MethodNotAllowed(allowed=route.method)
        await route.endpoint(self._engine, scope, receive, send)

    def _find(self, scope: Scope) -> Route:
        path: str = scope["path"]
        exact = self._exact.get(path)
        if exact is not None:
            return exact
        for route in self._prefixes:
            if path.startswith(route.path) and len(path) > len(route.path):
                scope["garant.tail"] = path[len(route.path) :]
                return route
        raise UnknownRoute


class RequestIds:
    """Gives each request its id, which its answer bears and the journal knows. A client's own id is not taken."""

    def __init__(self, app: App) -> None:
        self._app = app
        # Unique, not secret: the system's own source of chance would be asked for each request.
        self._chance = random.Random(secrets.token_bytes(32))  # noqa: S311

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = f"req_{self._chance.getrandbits(96):024x}"
        scope["garant.request"] = request
        mark = (b"x-request-id", request.encode())

        async def marked(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], mark]}
            await send(message)

        await self._app(scope, receive, marked)


class Failures:
    """Errors become answers; a mistake of ours becomes a 500 that says nothing of the request."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False
        failure: GatewayError | None = None

        async def watched(message: Any) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except GatewayError as error:
            failure = error
        except Exception as mistake:  # noqa: BLE001 - the outermost door: told without content, never swallowed
            _log.error("internal error: %s (request %s)", type(mistake).__name__, scope["garant.request"])
            failure = InternalError(request=scope["garant.request"])
        if failure is None:
            return
        if begun:
            # Half an answer stands: breaking the connection is the only way left to say that it is not whole.
            raise ConnectionAbortedError(failure.code) from None
        await refusal(failure)(scope, receive, send)


class Lifespan:
    """Start and stop: follows the source while the server runs, and closes what the application opened."""

    def __init__(self, app: App, engine: Engine, at_stop: Callable[[], None]) -> None:
        self._app = app
        self._engine = engine
        self._at_stop = at_stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._app(scope, receive, send)
        # Nothing else is spoken here: a WebSocket is closed by the server.

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        follower = Follower(self._engine)
        await follower.look()
        task = asyncio.create_task(follower.run())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await self._engine.upstream.close()
        self._engine.inspector.close()
        await asyncio.to_thread(self._at_stop)
        await send({"type": "lifespan.shutdown.complete"})


class Follower:
    """Looks at the source again and again, off the event loop, and journals what comes into force or is refused."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._applied: Snapshot | None = None

    async def run(self) -> None:
        while True:
            await asyncio.sleep(self._engine.settings.refresh_seconds)
            await self.look()

    async def look(self) -> None:
        """One look. A journal that fails is seen by /health, and by each request; following goes on."""
        refused = await asyncio.to_thread(self._engine.source.refresh)
        current = self._engine.source.current()
        with contextlib.suppress(GatewayError):
            if refused is not None:
                _log.error("snapshot refused: %s", refused.code)
                await self._journal(current, refused)
            if current is not None and current is not self._applied:
                self._applied = current
                await self._journal(current, None)

    async def _journal(self, snapshot: Snapshot | None, refused: GarantError | None) -> None:
        if snapshot is None:
            return
        for organisation, policy in snapshot.policies.items():
            await self._engine.recorder.write(
                PolicyApplied(
                    organisation=organisation,
                    charter=policy.charter,
                    version=policy.version,
                    snapshot=snapshot.version,
                    accepted=refused is None,
                    code=refused.code if refused is not None else None,
                    software=__version__,
                )
            )
