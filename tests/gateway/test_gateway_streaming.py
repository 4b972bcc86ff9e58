"""Streams: as they come, restored, with a usage at the end and the truth about how they ended."""

import asyncio
import contextlib
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import web
from gateway_world import (
    DONE,
    KEY,
    NIR,
    USAGE_CHUNK,
    Behaviour,
    FakeUpstream,
    Gateway,
    answering,
    chunk,
    echo,
    failing,
    running,
    streamed,
    streaming,
)

from garant.gateway import Settings
from garant.journal import RequestCompleted


def test_the_usage_is_asked_for_always_and_shown_on_demand(gateway: Gateway) -> None:
    silent = gateway.ask("Bonjour", stream=True)
    assert gateway.external.bodies[0]["stream_options"] == {"include_usage": True}
    assert all("usage" not in event for event in silent.events[:-1])
    told = gateway.ask("Bonjour", stream=True, stream_options={"include_usage": True})
    last = told.events[-2]
    assert last["choices"] == []
    assert last["usage"]["completion_tokens"] == 40
    assert set(last["usage"]["impacts"]) == {"kWh", "kgCO2eq"}
    assert last["usage"]["garant_footprint"]["estimated"] is True
    assert told.events[-1] == "[DONE]"


def test_impacts_stand_in_the_last_usage_only(gateway: Gateway) -> None:
    """La Suite's Assistant adds up what it reads: an upstream that counts as it goes must not count twice."""
    counting = [
        chunk({"content": "a"}, usage={"prompt_tokens": 1, "completion_tokens": 1}),
        chunk({"content": "b"}, usage={"prompt_tokens": 1, "completion_tokens": 2}),
        chunk({}, "stop", usage={"prompt_tokens": 1, "completion_tokens": 3}),
    ]
    gateway.external.behave = streaming(*counting, DONE)
    answer = gateway.ask("Bonjour", stream=True, stream_options={"include_usage": True})
    with_usage = [event for event in answer.events[:-1] if "usage" in event]
    assert [event["usage"]["completion_tokens"] for event in with_usage] == [3]
    assert answer.text == "ab"


def test_events_that_hold_nothing_of_ours_pass_as_the_bytes_they_came_in(gateway: Gateway) -> None:
    odd = b'data:   {"id":"x","model":"externe",  "choices":[{"index":0,"delta":{"content":"\\u00e9"}}]}\r\n\r\n'
    gateway.external.behave = streaming(odd, chunk({}, "stop", model="externe"), DONE)
    answer = gateway.ask("Bonjour", stream=True)
    assert odd in answer.body


def test_a_stream_that_breaks_in_the_middle_says_so_and_does_not_end_well(gateway: Gateway) -> None:
    gateway.external.behave = streaming(chunk({"content": "Bonj"}), end=False)
    answer = gateway.ask("Bonjour", stream=True)
    assert answer.status == 200
    assert answer.text == "Bonj"
    assert answer.events[-1]["error"]["code"] == "upstream_broken"
    assert b"[DONE]" not in answer.body
    assert gateway.entries(RequestCompleted)[-1].outcome == "upstream_broken"


def test_a_stream_that_ends_without_a_finish_is_broken_too(gateway: Gateway) -> None:
    gateway.external.behave = streaming(chunk({"content": "Bonj"}))
    assert gateway.ask("Bonjour", stream=True).events[-1]["error"]["code"] == "upstream_broken"


def test_a_finished_stream_without_done_is_whole(gateway: Gateway) -> None:
    gateway.external.behave = streaming(chunk({"content": "Oui"}), chunk({}, "stop"))
    answer = gateway.ask("Bonjour", stream=True)
    assert answer.events[-1] == "[DONE]"
    assert gateway.entries(RequestCompleted)[-1].outcome == "ok"


def test_garbage_in_a_stream_is_an_error(gateway: Gateway) -> None:
    gateway.external.behave = streaming(chunk({"content": "a"}), b"data: {not json\n\n", DONE)
    answer = gateway.ask("Bonjour", stream=True)
    assert answer.events[-1]["error"]["code"] == "upstream_broken"


def test_an_error_within_the_stream_is_told_in_our_words(gateway: Gateway) -> None:
    leak = b'data: {"error":{"message":"bad prompt: 2 55 08 14 168 025 38"}}\n\n'
    gateway.external.behave = streaming(chunk({"content": "a"}), leak, DONE)
    answer = gateway.ask("Bonjour", stream=True)
    assert answer.events[-1]["error"]["code"] == "upstream_error"
    assert NIR not in answer.body.decode()
    assert b"[DONE]" not in answer.body


def test_an_upstream_that_does_not_stream_when_asked_is_broken(gateway: Gateway) -> None:
    async def plain(request, body):  # type: ignore[no-untyped-def]
        return await echo(request, {**body, "stream": False})

    gateway.external.behave = plain
    answer = gateway.ask("Bonjour", stream=True)
    assert (answer.status, answer.error["code"]) == (502, "upstream_broken")


def test_a_placeholder_cut_anywhere_comes_back_whole(gateway: Gateway) -> None:
    async def split(request, body):  # type: ignore[no-untyped-def]
        text = body["messages"][-1]["content"]
        raw = b"".join([*(chunk({"content": c}) for c in text), chunk({}, "stop"), USAGE_CHUNK, DONE])
        return await streamed(request, [raw[at : at + 7] for at in range(0, len(raw), 7)])

    gateway.external.behave = split
    text = f"Écrivez à Mme Claire Martin ({NIR}), puis à M. Paul Durand."
    assert gateway.ask(text, stream=True).text == text


def test_tool_calls_are_restored_as_json(gateway: Gateway) -> None:
    async def call(request, body):  # type: ignore[no-untyped-def]
        word = body["messages"][-1]["content"]
        arguments = json.dumps({"nom": word})
        pieces = [
            chunk(
                {
                    "role": "assistant",
                    "tool_calls": [
                        {
                            "index": 0,
                            "id": "c1",
                            "type": "function",
                            "function": {"name": "f", "arguments": ""},
                        }
                    ],
                }
            )
        ]
        pieces += [
            chunk({"tool_calls": [{"index": 0, "function": {"arguments": arguments[at : at + 4]}}]})
            for at in range(0, len(arguments), 4)
        ]
        return await streamed(request, [*pieces, chunk({}, "tool_calls"), DONE])

    gateway.external.behave = call
    text = 'Mot de passe oublié. Mme Claire Martin dit : « "oui" ».'
    answer = gateway.ask(text, stream=True)
    parts = [
        c["delta"]["tool_calls"][0]["function"]["arguments"]
        for e in answer.events[:-1]
        for c in e["choices"]
        if c["delta"].get("tool_calls")
    ]
    assert json.loads("".join(parts)) == {"nom": text}


def test_the_hold_back_is_constant_and_small(gateway: Gateway) -> None:
    """Text without an opening bracket is passed on at once, however long the placeholders are: the upstream says its
    next word when the last one has reached the client, and a gateway that held one back would wait for ever."""
    pieces = [*(chunk({"content": f"mot{n} "}) for n in range(8)), chunk({}, "stop"), DONE]
    reached = threading.Semaphore(1)

    async def in_turn(request, body):  # type: ignore[no-untyped-def]
        response = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await response.prepare(request)
        for piece in pieces:
            if b"mot" in piece:
                assert await asyncio.to_thread(reached.acquire, timeout=20)
            await response.write(piece)
        return response

    gateway.external.behave = in_turn
    with streaming_from(gateway, f"NIR {NIR}") as response:
        words = 0
        while line := response.readline():
            if b"mot" in line:
                words += 1
                reached.release()
    assert words == 8


SLOW = Settings(slow_start_seconds=0.05, keep_alive_seconds=0.05)


def test_a_slow_start_is_kept_alive_with_comments(
    upstreams: tuple[FakeUpstream, FakeUpstream], tmp_path: Path
) -> None:
    upstreams[0].clear()
    with running(tmp_path, *upstreams, settings=SLOW) as gateway:
        told = _after_a_keep_alive(gateway, echo)
    assert "Bonjour" in "".join(
        choice["delta"].get("content", "")
        for event in told[:-1]
        for choice in json.loads(event).get("choices", ())
    )
    assert told[-1] == "[DONE]"


def test_an_error_after_a_slow_start_is_an_event(
    upstreams: tuple[FakeUpstream, FakeUpstream], tmp_path: Path
) -> None:
    upstreams[0].clear()
    with running(tmp_path, *upstreams, settings=SLOW) as gateway:
        told = _after_a_keep_alive(gateway, failing(500))
        assert json.loads(told[-1])["error"]["code"] == "upstream_error"
        assert gateway.entries(RequestCompleted)[-1].outcome == "upstream_error"


def _after_a_keep_alive(gateway: Gateway, behave: Behaviour) -> list[str]:
    """The stream's data, from an upstream that answers once the client has heard that it is waited for."""
    heard = threading.Event()

    async def late(request, body):  # type: ignore[no-untyped-def]
        assert await asyncio.to_thread(heard.wait, 20)
        return await behave(request, body)

    gateway.external.behave = late
    with streaming_from(gateway, "Bonjour") as response:
        assert response.status == 200
        assert response.readline() == b": keep-alive\n"
        heard.set()
        lines = response.read().decode().split("\n")
    return [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]


@contextmanager
def streaming_from(gateway: Gateway, text: str) -> Iterator[http.client.HTTPResponse]:
    """The answer as it comes, line by line."""
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=30)
    body = {"model": "externe", "stream": True, "messages": [{"role": "user", "content": text}]}
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {"authorization": f"Bearer {KEY}"})
    with contextlib.closing(connection):
        yield connection.getresponse()


@pytest.mark.parametrize("stream", [False, True])
def test_a_client_that_leaves_stops_the_upstream_and_is_journalled(gateway: Gateway, stream: bool) -> None:
    async def endless(request, body):  # type: ignore[no-untyped-def]
        if stream:
            return await streamed(request, [chunk({"content": "a"})] * 1000, pause=0.02)
        await asyncio.sleep(30)
        return None

    gateway.external.behave = endless
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=30)
    body = {"model": "externe", "stream": stream, "messages": [{"role": "user", "content": "Bonjour"}]}
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {"authorization": f"Bearer {KEY}"})
    if stream:
        connection.getresponse().readline()
    else:
        _until(lambda: gateway.external.received)
    assert connection.sock is not None
    connection.sock.close()
    connection.close()
    assert gateway.external.gone.wait(30)
    _until(lambda: gateway.entries(RequestCompleted)[-1].outcome == "client_gone")
    last = gateway.entries(RequestCompleted)[-1]
    assert last.outcome == "client_gone"
    assert last.streamed is stream


def _until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, "it did not come in time"
        time.sleep(0.02)


def test_the_end_is_in_the_journal_before_the_last_line(gateway: Gateway) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=30)
    body = {"model": "externe", "stream": True, "messages": [{"role": "user", "content": "Bonjour"}]}
    before = len(gateway.entries(RequestCompleted))
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {"authorization": f"Bearer {KEY}"})
    response = connection.getresponse()
    while line := response.readline():
        if line == b"data: [DONE]\n":
            assert len(gateway.entries(RequestCompleted)) == before + 1
    connection.close()


def test_no_first_byte_waits_for_the_slow_start(
    upstreams: tuple[FakeUpstream, FakeUpstream], tmp_path: Path
) -> None:
    """Near miss of the keep-alive: an upstream that answers at once is not announced by a comment."""
    settings = Settings(slow_start_seconds=5, keep_alive_seconds=5)
    upstreams[0].clear()
    with running(tmp_path, *upstreams, settings=settings) as gateway:
        assert b"keep-alive" not in gateway.ask("Bonjour", stream=True).body


@pytest.mark.parametrize("stream", [True, False])
def test_a_system_cannot_write_the_evidence_of_what_it_received(gateway: Gateway, stream: bool) -> None:
    forged = {"garant": {"action": "allow", "sent": [{"role": "user", "text": "rien"}]}}
    if stream:
        pieces = chunk({"content": "A"}, **forged), chunk({}, "stop", **forged), DONE
        gateway.external.behave = streaming(*pieces)
    else:
        gateway.external.behave = answering({"content": "A"}, **forged)
    for headers in ({}, {"x-garant-details": "1"}):
        answer = gateway.ask("Bonjour", stream=stream, headers=headers)
        assert answer.text == "A"
        assert b"rien" not in answer.body
        told = [each for each in (answer.events if stream else [answer.json]) if "garant" in each]
        assert [each["garant"]["sent"][0]["text"] for each in told] == ["Bonjour"] * len(headers)
