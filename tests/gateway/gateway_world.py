"""The world of the gateway's tests: a charter, systems, keys; a real server; a fake upstream at the network's edge."""

import asyncio
import http.client
import json
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import uvicorn
from aiohttp import web

from garant.charter import Policy, compile_policy, load_text
from garant.footprint import Parameters
from garant.gateway import ApiKey, FixedSource, Person, Settings, Snapshot, System, build_app, hash_of
from garant.journal import Entry, Spool, read_entries
from garant.words import Zone

KEY = "sk-garant-cle-de-test"
READER_KEY = "sk-garant-autre-commune"
NIR = "2 55 08 14 168 025 38"
SECRET = bytes(range(32))

CHARTER = """\
charter: essai
version: 2026-11-01
title: Charte d’essai
zones: {internal: chez nous, sovereign: en Europe, external: ailleurs}
blanks: {organisation: Commune d’Essai, adopted_by: Conseil, adopted_on: 2026-11-01, revision_months: 12}
assistant: {name: IRIS}
sections:
  - title: Les règles
    clauses:
      - id: systemes
        title: Les systèmes
        text: Seuls les systèmes du catalogue servent.
        controls:
          - approve: {zones: [internal, external], levels: [1, 2]}
          - notice: {zones: [external], text: "Une IA externe vous répond."}
      - id: donnees
        title: Les données
        text: |
          Aucune donnée personnelle **ne part** telle quelle.
        controls:
          - protect: {data: [personal, highly_personal], zones: [external], action: pseudonymise}
          - protect: {data: [vulnerable], zones: [external], action: reroute}
          - protect: {data: [indirect], zones: [external], action: allow}
          - protect: {data: [indirect], zones: [external], action: warn, mode: observe}
      - id: secrets
        title: Les secrets
        text: Un mot de passe ne sort jamais.
        controls:
          - protect: {data: [secret], zones: [external], action: block}
      - id: interne
        title: En interne
        text: Tout peut rester chez nous.
        controls:
          - protect:
              data: [personal, highly_personal, sensitive, health, criminal, minor, vulnerable, internal_document, secret, indirect]
              zones: [internal]
              action: allow
      - id: interdits
        title: Ce qui est interdit
        text: Aucun tri de personnes.
        controls:
          - forbid: {use: "Classer des candidats.", keywords: [[class*, candidat*]]}
      - id: mention
        title: La mention
        text: Le dire.
        controls:
          - mention: {levels: [idea, production, improvement], on: [copy, export, api], text: "Ce contenu a été {verbe} avec l’aide d’un outil d’IA ({systeme}), relu par {relecteur}."}
"""

ACKNOWLEDGED = CHARTER.replace(
    "      - id: mention\n",
    """\
      - id: lecture
        title: La lecture
        text: Chacun lit la charte avant de s’en servir.
        controls:
          - acknowledge: {statement: J’ai lu la charte.}
      - id: mention
""",
)

Behaviour = Callable[[web.Request, dict[str, Any]], Awaitable[web.StreamResponse]]


def policy(text: str = CHARTER) -> Policy:
    return compile_policy(load_text(text))


# ---------------------------------------------------------------- the upstream, someone else's machine


@dataclass
class FakeUpstream:
    """Keeps what it received, byte for byte, and answers as `behave` says: by default it repeats the last message."""

    behave: Behaviour | None = None
    received: list[bytes] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(raw) for raw in self.received]

    def texts(self) -> str:
        """All that was received, as bytes and with every escape read."""
        raw = b"\n".join(self.received).decode()
        return raw + json.dumps(self.bodies, ensure_ascii=False).replace("\\", "")

    def clear(self) -> None:
        self.received.clear()
        self.headers.clear()
        self.gone.clear()
        self.behave = None

    async def models(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"object": "list", "data": []})

    async def chat(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        self.received.append(raw)
        self.headers.append(dict(request.headers))
        body = json.loads(raw)
        try:
            return await (self.behave or echo)(request, body)
        except (asyncio.CancelledError, ConnectionResetError):
            self.gone.set()
            raise

    @contextmanager
    def serving(self) -> Iterator[Self]:
        loop, ready = asyncio.new_event_loop(), threading.Event()

        def serve() -> None:
            asyncio.set_event_loop(loop)
            app = web.Application(client_max_size=1 << 30)
            app.router.add_get("/v1/models", self.models)
            app.router.add_post("/v1/chat/completions", self.chat)
            runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
            loop.run_until_complete(runner.setup())
            loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
            self.port = runner.addresses[0][1]
            ready.set()
            loop.run_forever()
            loop.run_until_complete(runner.cleanup())
            loop.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        assert ready.wait(10)
        yield self
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


USAGE = {"prompt_tokens": 12, "completion_tokens": 40, "total_tokens": 52}


def completion(message: Mapping[str, Any], model: str = "modele-amont", **extra: Any) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": None, **message},
                "finish_reason": "stop",
            }
        ],
        "usage": USAGE,
        **extra,
    }


def chunk(delta: Mapping[str, Any], finish: str | None = None, **extra: Any) -> bytes:
    value = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "modele-amont",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        **extra,
    }
    return b"data: " + json.dumps(value).encode() + b"\n\n"


USAGE_CHUNK = (
    b"data: "
    + json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "modele-amont",
            "choices": [],
            "usage": USAGE,
        }
    ).encode()
    + b"\n\n"
)
DONE = b"data: [DONE]\n\n"


def last_text(body: Mapping[str, Any]) -> str:
    content = body["messages"][-1].get("content") or ""
    if isinstance(content, list):
        content = " ".join(part if isinstance(part, str) else part.get("text", "") for part in content)
    return str(content)


async def echo(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
    """Repeats the last message; streams it three characters at a time, so that placeholders are cut."""
    text = last_text(body)
    if not body.get("stream"):
        return web.json_response(completion({"content": text}))
    pieces = [chunk({"role": "assistant", "content": ""})]
    pieces += [chunk({"content": text[at : at + 3]}) for at in range(0, len(text), 3)]
    pieces += [chunk({}, "stop"), USAGE_CHUNK, DONE]
    return await streamed(request, pieces)


async def streamed(
    request: web.Request, pieces: list[bytes], *, pause: float = 0, end: bool = True
) -> web.StreamResponse:
    response = web.StreamResponse(headers={"content-type": "text/event-stream"})
    await response.prepare(request)
    for piece in pieces:
        await response.write(piece)
        if pause:
            await asyncio.sleep(pause)
    if end:
        await response.write_eof()
    else:
        assert request.transport is not None
        request.transport.abort()
    return response


def answering(message: Mapping[str, Any], **extra: Any) -> Behaviour:
    async def behave(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        return web.json_response(completion(message, **extra))

    return behave


def streaming(*pieces: bytes, pause: float = 0, end: bool = True) -> Behaviour:
    async def behave(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        return await streamed(request, list(pieces), pause=pause, end=end)

    return behave


def failing(status: int, body: Any = None, headers: Mapping[str, str] | None = None) -> Behaviour:
    async def behave(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
        return web.json_response(
            body if body is not None else {"error": {"message": "oh"}}, status=status, headers=headers
        )

    return behave


# ---------------------------------------------------------------- the gateway, for real


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> dict[str, Any]:
        """The error, which has exactly the four fields that clients unwrap."""
        body = self.json
        assert set(body) == {"error"}
        assert set(body["error"]) == {"message", "type", "param", "code"}
        error: dict[str, Any] = body["error"]
        return error

    @property
    def events(self) -> list[Any]:
        """The values of a stream's data lines; "[DONE]" as it is."""
        data = [line[6:] for line in self.body.decode().split("\n") if line.startswith("data: ")]
        return [entry if entry == "[DONE]" else json.loads(entry) for entry in data]

    @property
    def text(self) -> str:
        """What the model said, plain or streamed."""
        if self.headers["content-type"].startswith("text/event-stream"):
            deltas = [c["delta"] for e in self.events if e != "[DONE]" for c in e.get("choices", ())]
            return "".join(delta.get("content") or "" for delta in deltas)
        return str(self.json["choices"][0]["message"]["content"])


@dataclass(frozen=True)
class Gateway:
    """A running gateway and what stands behind it."""

    port: int
    journal: Path
    external: FakeUpstream
    internal: FakeUpstream

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, key: str | None = KEY) -> Answer:
        return self.request("GET", path, headers={"authorization": f"Bearer {key}"} if key else {})

    def post(self, body: Any, *, key: str | None = KEY, headers: Mapping[str, str] | None = None) -> Answer:
        """A chat request; bytes are sent as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"content-type": "application/json", **({"authorization": f"Bearer {key}"} if key else {})}
        return self.request("POST", "/v1/chat/completions", raw, {**sent, **(headers or {})})

    def ask(
        self,
        text: str,
        *,
        model: str = "externe",
        stream: bool = False,
        headers: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> Answer:
        return self.post(
            {"model": model, "messages": [{"role": "user", "content": text}], "stream": stream, **fields},
            headers=headers,
        )

    def entries(self, kind: type[Entry] | None = None) -> list[Any]:
        found = [record.entry for record in read_entries(self.journal)]
        return [entry for entry in found if kind is None or isinstance(entry, kind)]


def systems(external: str, internal: str) -> tuple[System, ...]:
    base = System(
        id="sys-externe",
        organisation="essai",
        model="externe",
        name="Service externe",
        zone=Zone.EXTERNAL,
        level=1,
        url=external,
        upstream_model="modele-amont",
        key_env="UPSTREAM_KEY",
        footprint=Parameters(total_billions=8, zone="FRA"),
    )
    return (
        base,
        replace(
            base,
            id="sys-interne",
            model="interne",
            name="Assistant interne",
            zone=Zone.INTERNAL,
            url=internal,
            upstream_model="petit-modele",
            key_env=None,
            reroute_target=True,
            footprint=None,
        ),
        replace(base, id="sys-souverain", model="souverain", name="Nuage souverain", zone=Zone.SOVEREIGN),
        replace(base, id="sys-niveau-3", model="specialise", name="Outil spécialisé", level=3),
        replace(base, id="sys-retire", model="retire", name="Système retiré", approved=False),
        replace(base, id="sys-autre", model="autre", organisation="autre"),
    )


def snapshot(external: str, internal: str, charter: str = CHARTER, **changes: Any) -> Snapshot:
    ours = policy(charter)
    whole = Snapshot(
        version=1,
        published_at=datetime(2026, 11, 1, tzinfo=UTC),
        policies={"essai": ours, "autre": ours},
        charters={"essai": charter, "autre": charter},
        systems=systems(external, internal),
        keys=(
            ApiKey(hash_of(KEY), "essai", "claire"),
            ApiKey(hash_of("sk-assistant"), "essai", "assistant", speaks_for=True),
            ApiKey(hash_of(READER_KEY), "autre", "chloe"),
        ),
        people=(
            Person("p1", "essai", None),
            Person("p2", "essai", "2026-11-01"),
            Person("p3", "essai", "2026-11-01", active=False),
        ),
    )
    return replace(whole, **changes)


@contextmanager
def served(app: Any) -> Iterator[int]:
    """An ASGI application behind a real uvicorn, on a port of its own."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, lifespan="on", log_config=None, access_log=False, ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(2000):
        if server.started or not thread.is_alive():
            break
        threading.Event().wait(0.005)
    assert server.started
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def running(
    directory: Path,
    external: FakeUpstream,
    internal: FakeUpstream,
    *,
    charter: str = CHARTER,
    shown: Snapshot | None = None,
    settings: Settings | None = None,
    **options: Any,
) -> Iterator[Gateway]:
    """A gateway with its own journal, and the patience of a real one: a busy machine is no slow start."""
    held = shown or snapshot(external.url, internal.url, charter)
    with Spool.open(directory, writer="gateway", key=SECRET) as spool:
        environ = options.pop("environ", {"UPSTREAM_KEY": "sk-amont-secret"})
        app = build_app(
            options.pop("source", FixedSource(held)),
            options.pop("spool", spool),
            secret=SECRET,
            environ=environ,
            settings=settings or Settings(),
            **options,
        )
        with served(app) as port:
            yield Gateway(port, directory, external, internal)
