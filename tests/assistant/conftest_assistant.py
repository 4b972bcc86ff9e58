"""The real gateway on loopback, and a model at the edge of the network that does what a test asks of it."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from aiohttp import web

from garant.gateway import FixedSource, build_app
from garant.journal import Spool
from garant.web.publish import build_snapshot
from world import World

SECRET = b"s" * 32


@dataclass
class Model:
    """Someone else's machine. `answer` is what it writes (by default, the last message again); it may break or load."""

    url: str = ""
    received: list[dict[str, Any]] = field(default_factory=list)
    answer: Callable[[str], str] = field(default=lambda asked: f"Réponse à : {asked}")
    loading: bool = False
    breaks_after: int | None = None  # pieces
    pause_s: float = 0.0
    reported_tokens: int | None = 120

    @property
    def texts(self) -> str:
        """All that it was ever sent."""
        return json.dumps(self.received, ensure_ascii=False)

    async def chat(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.received.append(asked)
        if self.loading:
            error = {"message": "Loading model", "type": "unavailable_error", "code": 503}
            return web.json_response({"error": error}, status=503)
        response = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await response.prepare(request)
        text = self.answer(asked["messages"][-1]["content"])
        pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
        base = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": asked["model"]}
        for rank, piece in enumerate(pieces):
            if rank == self.breaks_after:
                assert request.transport is not None
                request.transport.close()
                return response
            choices = [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]
            await _event(response, base | {"choices": choices})
            await asyncio.sleep(self.pause_s)
        await _event(response, base | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        if self.reported_tokens is not None:
            usage = {"prompt_tokens": 9, "completion_tokens": self.reported_tokens, "total_tokens": 129}
            await _event(response, base | {"choices": [], "usage": usage})
        await response.write(b"data: [DONE]\n\n")
        return response


async def _event(response: web.StreamResponse, chunk: dict[str, Any]) -> None:
    await response.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")


@pytest.fixture
def model() -> Iterator[Model]:
    """The machine behind every system of the world."""
    served = Model()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", served.chat)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def start() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        served.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        ready.set()

    def run() -> None:
        loop.run_until_complete(start())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(10)
    yield served
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture
def gateway(world: World, model: Model, tmp_path: Path, settings: Any) -> Iterator[Path]:
    """The real gateway with the world's charters; the settings name its address. The folder is its journal's."""
    snapshot = build_snapshot(version=1, now=datetime(2026, 11, 22, tzinfo=UTC))
    snapshot = replace(snapshot, systems=tuple(replace(system, url=model.url) for system in snapshot.systems))
    journal = tmp_path / "journal"
    spool = Spool.open(journal, writer="gateway", key=b"k" * 32)
    app = build_app(FixedSource(snapshot), spool, secret=SECRET, environ={})
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="on", ws="none")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        threading.Event().wait(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    settings.GARANT_GATEWAY_URL = f"http://127.0.0.1:{port}"
    yield journal
    server.should_exit = True
    thread.join(10)
    spool.close()


@dataclass(frozen=True)
class Event:
    name: str
    data: dict[str, Any]


async def events_of(content: AsyncIterator[bytes]) -> list[Event]:
    """Our events, read whole."""
    raw = b"".join([part async for part in content]).decode()
    found = []
    for block in raw.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "event" in fields:
            found.append(Event(fields["event"], json.loads(fields["data"])))
    return found
