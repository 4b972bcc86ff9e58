"""A decided request on its way to the serving system, and the answer on its way back."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Literal, Self

import orjson

from garant.gateway.account import Estimate, footprint_of, journalled, usage_with
from garant.gateway.answering import Restoring, StreamedAnswer, Usage, WholeAnswer
from garant.gateway.asgi import Headers, Receive, Reply, Scope, Send, WhileListening, header, json_reply
from garant.gateway.engine import Engine
from garant.gateway.errors import (
    ClientGone,
    GatewayError,
    InternalError,
    UpstreamBroken,
    UpstreamFailed,
    UpstreamTrouble,
)
from garant.gateway.plan import Plan
from garant.gateway.refusing import error_body, refusal, status_of
from garant.gateway.shape import ChatRequest
from garant.gateway.sse import DONE, KEEP_ALIVE, EventReader, EventTooLarge, encode
from garant.gateway.upstream import Answer, Call
from garant.journal import RequestCompleted

_log = logging.getLogger("garant.gateway")

Outcome = Literal[
    "ok", "upstream_error", "upstream_timeout", "upstream_broken", "client_gone", "internal_error"
]

_EVENT_STREAM: Headers = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
)


class Service:
    """A decided request on its way to the serving system, and the answer on its way back."""

    def __init__(
        self, engine: Engine, scope: Scope, receive: Receive, send: Send, plan: Plan, request: ChatRequest
    ) -> None:
        assert plan.server is not None
        self._engine = engine
        self._scope = scope
        self._receive = receive
        self._send = send
        self._id: str = scope["garant.request"]
        self._plan = plan
        self._request = request
        self._server = plan.server
        self._headers = plan.headers()
        self._how = Restoring(plan.masked.originals, request.model, request.json_answer)
        self._call = Call(self._server, orjson.dumps(plan.body), self._id, request.stream)
        self._started_at = self._engine.clock()
        self._usage = Usage()
        self._restored = 0
        self._begun = False
        self._with_details = header(scope, b"x-garant-details") == "1"

    async def run(self) -> None:
        """The whole of it: whatever happens, the client is told and the journal knows."""
        try:
            await (self.stream() if self._request.stream else self.whole())
        except asyncio.CancelledError:
            # The gateway stops, or the server gave this request up: the journal says that it did not end.
            self._engine.recorder.note(self.completed("internal_error", 500))
            raise
        except GatewayError:
            raise
        except Exception as mistake:  # noqa: BLE001 - a mistake of ours: told without content, and journalled
            _log.error("internal error: %s (request %s)", type(mistake).__name__, self._id)
            await self.fail(InternalError(request=self._id), "internal_error")

    async def whole(self) -> None:
        """The answer in one piece."""
        try:
            async with WhileListening(self._receive):
                answer = await self._engine.upstream.send(self._call)
                try:
                    raw = await answer.read()
                finally:
                    answer.close()
                whole = WholeAnswer(raw, self._how)
        except ClientGone:
            await self._gone()
            return
        except UpstreamTrouble as error:
            await self._fail(error)
            return
        self._engine.pulse.answered(self._server)
        self._usage, self._restored = whole.usage, whole.restored
        footprint = self._footprint()
        if whole.usage.raw is not None:
            whole.body["usage"] = usage_with(whole.usage.raw, footprint)
        if self._with_details:
            whole.body["garant"] = self._plan.details(self._id)
        await self._engine.recorder.write(self.completed("ok", 200, footprint))
        await self._reply(json_reply(200, whole.body, self._headers))

    async def stream(self) -> None:
        """The answer as it comes."""
        streamed = StreamedAnswer(self._how)
        self._usage = streamed.usage
        answer: Answer | None = None
        try:
            async with WhileListening(self._receive), KeepAlive(self, self._engine) as keep_alive:
                answer = await self._engine.upstream.send(self._call)
                if not answer.is_stream:
                    raise UpstreamBroken
                await self._begin()
                async for ready in _restored(answer, streamed):
                    keep_alive.sent()
                    await self._pass_on(ready)
            if streamed.failed:
                raise UpstreamFailed(status="dans le flux")
            if not streamed.complete:
                raise UpstreamBroken
            self._engine.pulse.answered(self._server)
            await self._end(streamed)
        except ClientGone:
            self._restored = streamed.restored
            await self._gone()
        except UpstreamTrouble as error:
            await self._fail(error, streamed)
        finally:
            # After the last byte: by now the upstream has ended too, and its connection can be kept.
            if answer is not None:
                answer.close()

    async def _end(self, streamed: StreamedAnswer) -> None:
        """What is still withheld, the usage if it was asked for, and the last line, once the journal has it all."""
        last = streamed.close()
        self._restored = streamed.restored
        footprint = self._footprint()
        if self._request.include_usage and streamed.usage.raw is not None:
            last += streamed.chunk(usage=usage_with(streamed.usage.raw, footprint))
        try:
            await self._engine.recorder.write(self.completed("ok", 200, footprint))
            last += DONE
        except GatewayError as error:
            # The client has read the answer; that it ended can't be journalled, so it does not end well.
            last += encode(error_body(error))
        await self._pass_on(last, more=False)

    async def _gone(self) -> None:
        with contextlib.suppress(GatewayError):  # nobody is left to be told that the journal fails
            await self._engine.recorder.write(self.completed("client_gone", 200 if self._begun else 499))

    async def _fail(self, error: UpstreamTrouble, streamed: StreamedAnswer | None = None) -> None:
        error.facts.setdefault("system", self._server.name)
        self._engine.pulse.failed(self._server, error)
        if streamed is not None:
            self._restored = streamed.restored
        await self.fail(error, error.outcome, streamed.close() if streamed is not None else b"")

    async def fail(self, error: GatewayError, outcome: Outcome, withheld: bytes = b"") -> None:
        """Ends the answer with an error: as the whole answer, or as the last event of a stream that began."""
        try:
            status = 200 if self._begun else status_of(error)
            await self._engine.recorder.write(self.completed(outcome, status))
        except GatewayError as unwritten:
            error = unwritten
        if self._begun:
            await self._pass_on(withheld + encode(error_body(error)), more=False)
        else:
            await self._reply(refusal(error, self._headers))

    async def _begin(self) -> None:
        """The first bytes, once: from here on an error is an event of the stream."""
        if self._begun:
            return
        self._begun = True
        headers = [*_EVENT_STREAM, *self._headers]
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        if self._with_details:
            first = {
                "id": self._id,
                "object": "chat.completion.chunk",
                "created": int(self._engine.now()),
                "model": self._request.model,
                "choices": [],
                "garant": self._plan.details(self._id),
            }
            await self._pass_on(encode(first))

    async def _reply(self, reply: Reply) -> None:
        await reply(self._scope, self._receive, self._send)

    async def keep_alive(self) -> None:
        """Says to the client, and to all proxies between, that the answer is still being waited for."""
        await self._begin()
        await self._pass_on(KEEP_ALIVE)

    async def _pass_on(self, data: bytes, *, more: bool = True) -> None:
        await self._send({"type": "http.response.body", "body": data, "more_body": more})

    def _footprint(self) -> Estimate:
        return footprint_of(self._server.footprint, self._usage, seconds=self._seconds())

    def _seconds(self) -> float:
        return max(0.0, self._engine.clock() - self._started_at)

    def completed(self, outcome: Outcome, status: int, footprint: Estimate | None = None) -> RequestCompleted:
        estimated = footprint if footprint is not None else self._footprint()
        return RequestCompleted(
            organisation=self._plan.caller.organisation,
            request=self._id,
            system=self._server.id,
            outcome=outcome,
            status=status,
            streamed=self._request.stream,
            input_tokens=self._usage.input_tokens,
            output_tokens=self._usage.output_tokens,
            seconds=self._seconds(),
            restored=self._restored,
            use=self._plan.caller.key.use,
            **journalled(estimated),
        )


async def _restored(answer: Answer, streamed: StreamedAnswer) -> AsyncIterator[bytes]:
    """What can be passed on, as it comes, up to the upstream's end."""
    reader = EventReader()
    try:
        async for received in answer.chunks():
            ready = b"".join([streamed.feed(event) for event in reader.feed(received)])
            if ready:
                yield ready
            if streamed.done or streamed.failed:
                return
        ready = b"".join([streamed.feed(event) for event in reader.close()])
    except EventTooLarge:
        raise UpstreamBroken from None
    if ready:
        yield ready


class KeepAlive:
    """While a stream is silent, says so to the client from time to time."""

    def __init__(self, service: Service, engine: Engine) -> None:
        self._service = service
        self._settings = engine.settings
        self._clock = engine.clock
        self._last = self._clock()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._task.cancel()

    def sent(self) -> None:
        """Something was just passed on."""
        self._last = self._clock()

    async def _run(self) -> None:
        await asyncio.sleep(self._settings.slow_start_seconds)
        while True:
            silent = self._clock() - self._last
            if silent >= self._settings.slow_start_seconds:
                self.sent()
                await self._service.keep_alive()
            await asyncio.sleep(self._settings.keep_alive_seconds)
