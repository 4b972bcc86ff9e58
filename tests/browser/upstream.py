"""A model server at the edge of the network: it keeps what it was sent, and answers with it.

It stands for someone else's machine, so it is the one thing that the browser tests do not run for real.
"""

import asyncio
import json
import threading
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web

_BREAKDOWN = "panne simulée"  # a message that says so is answered by an error


@dataclass
class Upstream:
    """`received` holds the raw bodies, in order, by the path they came to; `url` is the OpenAI-compatible base."""

    port: int = 0
    received: list[tuple[str, bytes]] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _ready: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def texts(self) -> str:
        """Everything that was ever received, as one text."""
        return "\n".join(body.decode() for _, body in self.received)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        assert self._thread is not None
        self._thread.join(10)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_get("/v1/models", self._models)
        app.router.add_post("/v1/chat/completions", self._chat)
        runner = web.AppRunner(app, access_log=None)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        self.port = runner.addresses[0][1]
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _models(self, request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": "modele-de-test", "object": "model"}]})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.received.append((request.path, body))
        asked = json.loads(body)
        last = asked["messages"][-1]["content"]
        text = last if isinstance(last, str) else " ".join(part.get("text", "") for part in last)
        if _BREAKDOWN in text:
            return web.json_response({"error": {"message": "down"}}, status=500)
        answer = f"Voici une proposition de réponse.\n\n{text}\n\nCordialement"
        usage = {"prompt_tokens": 50, "completion_tokens": 120, "total_tokens": 170}
        base = {"id": "chatcmpl-1", "created": 1, "model": asked["model"]}
        if not asked.get("stream"):
            choice = {
                "index": 0,
                "message": {"role": "assistant", "content": answer},
                "finish_reason": "stop",
            }
            return web.json_response(
                base | {"object": "chat.completion", "choices": [choice], "usage": usage}
            )
        response = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await response.prepare(request)
        # Seven characters at a time: each placeholder is cut somewhere.
        pieces = [answer[at : at + 7] for at in range(0, len(answer), 7)]
        for piece in pieces:
            await _event(response, base, [{"index": 0, "delta": {"content": piece}, "finish_reason": None}])
        await _event(response, base, [{"index": 0, "delta": {}, "finish_reason": "stop"}])
        if asked.get("stream_options", {}).get("include_usage"):
            await _event(response, base, [], usage=usage)
        await response.write(b"data: [DONE]\n\n")
        return response


async def _event(
    response: web.StreamResponse, base: dict[str, object], choices: list[object], **more: object
) -> None:
    chunk = base | {"object": "chat.completion.chunk", "choices": choices} | more
    await response.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
