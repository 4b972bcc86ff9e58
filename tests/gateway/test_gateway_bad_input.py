"""Bad input: a clear error or a right answer, never a 500, always an entry in the journal."""

import asyncio
import json
from typing import Any

import orjson
import pytest
from gateway_world import KEY, SECRET, Gateway, completion, snapshot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from garant.gateway import FixedSource, build_app
from garant.gateway.upstream import Call
from garant.journal import Entry, RequestDecided, RequestRefused

HELLO = [{"role": "user", "content": "Bonjour"}]

BAD: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 400, "invalid_json"),
    "white space": (b"   ", 400, "invalid_json"),
    "binary": (bytes(range(256)) * 10, 400, "invalid_json"),
    "invalid UTF-8": (
        b'{"model":"externe","messages":[{"role":"user","content":"\xff\xfe"}]}',
        400,
        "invalid_json",
    ),
    "UTF-16": (json.dumps({"model": "externe", "messages": HELLO}).encode("utf-16"), 400, "invalid_json"),
    "cut off": (b'{"model":"externe","messages":[{"role"', 400, "invalid_json"),
    "NaN": (b'{"model":"externe","temperature":NaN}', 400, "invalid_json"),
    "a lone surrogate": (
        b'{"model":"externe","messages":[{"role":"user","content":"\\ud800"}]}',
        400,
        "invalid_json",
    ),
    "a list": (b"[]", 400, "invalid_request"),
    "a number": (b"7", 400, "invalid_request"),
    "null": (b"null", 400, "invalid_request"),
    "deeper than any parser": (b"[" * 100_000 + b"]" * 100_000, 400, "invalid_json"),
    "deep": (b'{"model":"externe","x":' + b"[" * 500 + b"]" * 500 + b"}", 400, "invalid_request"),
    "deep objects": (b'{"a":' * 100 + b"1" + b"}" * 100, 400, "invalid_request"),
    "11 MiB": (b'{"model":"' + b"a" * (11 << 20) + b'"}', 413, "request_too_large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_body_that_is_no_request_is_refused_and_journalled(gateway: Gateway, name: str) -> None:
    raw, status, code = BAD[name]
    before = len(gateway.entries())
    answer = gateway.post(raw)
    assert (answer.status, answer.error["code"]) == (status, code)
    assert answer.headers["x-should-retry"] == "false"
    entries = gateway.entries()[before:]
    assert [(type(e), e.code, e.status) for e in entries] == [(RequestRefused, code, status)]
    assert gateway.external.received == []


WRONG: list[tuple[str, Any, str]] = [
    ("model", None, "model"),
    ("model", 7, "model"),
    ("model", "", "model"),
    ("model", ["externe"], "model"),
    ("messages", None, "messages"),
    ("messages", [], "messages"),
    ("messages", "Bonjour", "messages"),
    ("messages", {"role": "user"}, "messages"),
    ("messages", ["Bonjour"], "messages[0]"),
    ("messages", [None], "messages[0]"),
    ("messages", [{}], "messages[0].role"),
    ("messages", [{"role": ["user"], "content": "A"}], "messages[0].role"),
    ("messages", [*HELLO, {"role": "user", "content": 7}], "messages[1].content"),
    ("messages", [{"role": "user", "content": {"text": "A"}}], "messages[0].content"),
    ("messages", [{"role": "user", "content": [7]}], "messages[0].content[0]"),
    ("messages", [{"role": "user", "content": [{"text": "A"}]}], "messages[0].content[0]"),
    ("messages", [{"role": "user", "content": [{"type": "text", "text": 7}]}], "messages[0].content[0].text"),
    ("messages", [{"role": "user", "content": [{"type": "text"}]}], "messages[0].content[0].text"),
    ("messages", [{"role": "assistant", "tool_calls": {}}], "messages[0].tool_calls"),
    ("messages", [{"role": "assistant", "tool_calls": [7]}], "messages[0].tool_calls"),
    ("stream", "true", "stream"),
    ("stream", 1, "stream"),
    ("stream_options", True, "stream_options"),
    ("temperature", "chaud", "temperature"),
    ("temperature", True, "temperature"),
    ("top_p", [], "top_p"),
    ("n", 1.5, "n"),
    ("max_tokens", "cent", "max_tokens"),
    ("max_completion_tokens", {}, "max_completion_tokens"),
    ("seed", "a", "seed"),
    ("logprobs", "oui", "logprobs"),
    ("tools", {}, "tools"),
    ("tools", ["f"], "tools"),
    ("functions", ["f"], "functions"),
    ("tool_choice", 7, "tool_choice"),
    ("response_format", "json", "response_format"),
    ("metadata", "x", "metadata"),
    ("user", 7, "user"),
    ("stop", 7, "stop"),
    ("stop", [7], "stop"),
    ("logit_bias", [], "logit_bias"),
    ("prompt_cache_key", {}, "prompt_cache_key"),
    ("parallel_tool_calls", "non", "parallel_tool_calls"),
]


@pytest.mark.parametrize(("name", "value", "param"), WRONG)
def test_a_known_field_of_a_wrong_type_is_named(gateway: Gateway, name: str, value: Any, param: str) -> None:
    answer = gateway.post({"model": "externe", "messages": HELLO, name: value})
    assert (answer.status, answer.error["code"], answer.error["param"]) == (400, "invalid_request", param)
    assert gateway.entries(RequestRefused)[-1].code == "invalid_request"
    assert gateway.external.received == []


@pytest.mark.parametrize("name", sorted({name for name, *_ in WRONG} - {"model", "messages"}))
def test_a_known_field_that_is_null_is_as_good_as_absent(gateway: Gateway, name: str) -> None:
    assert gateway.post({"model": "externe", "messages": HELLO, name: None}).status == 200


def test_two_hundred_messages_pass(gateway: Gateway) -> None:
    messages = [{"role": ("user", "assistant")[n % 2], "content": f"Message numéro {n}"} for n in range(201)]
    assert gateway.post({"model": "externe", "messages": messages}).status == 200
    assert gateway.external.bodies[0]["messages"] == messages
    assert gateway.entries(RequestDecided)[-1].positions == 201


def test_a_hundred_tools_pass(gateway: Gateway) -> None:
    tools = [
        {
            "type": "function",
            "function": {
                "name": f"outil_{n}",
                "description": "Cherche.",
                "parameters": {"type": "object", "properties": {"q": {"type": "string"}}},
            },
        }
        for n in range(100)
    ]
    assert gateway.post({"model": "externe", "messages": HELLO, "tools": tools}).status == 200
    assert gateway.external.bodies[0]["tools"] == tools


def test_of_a_name_that_stands_twice_the_last_counts_here_and_there(gateway: Gateway) -> None:
    raw = b'{"model":"externe","messages":[{"role":"user","content":"NIR 2 55 08 14 168 025 38"}],"messages":[{"role":"user","content":"Bonjour"}]}'
    answer = gateway.post(raw)
    assert answer.text == "Bonjour"
    assert b"2 55" not in gateway.external.received[0]


def test_a_text_of_nine_mebibytes_is_answered_or_clearly_refused(gateway: Gateway) -> None:
    long = "Le conseil décide. " * (9 * (1 << 20) // 20)
    body = {"model": "externe", "messages": [{"role": "user", "content": long}]}
    answer = gateway.post(json.dumps(body, ensure_ascii=False).encode())
    assert (answer.status, answer.json.get("error", {}).get("code")) in {
        (200, None),
        (503, "protection_unavailable"),
    }
    assert isinstance(gateway.entries(RequestDecided)[-1], RequestDecided)


# ---------------------------------------------------------------- any JSON at all


class MemorySpool:
    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def submit(self, entry: Entry) -> Any:
        from concurrent.futures import Future

        self.entries.append(entry)
        future: Future[None] = Future()
        future.set_result(None)
        return future


class EchoUpstream:
    async def send(self, call: Call) -> Any:
        body = orjson.loads(call.body)
        text = orjson.dumps(body["messages"][-1].get("content")).decode()

        class Answer:
            is_stream = call.stream

            async def chunks(self) -> Any:
                if not call.stream:
                    yield orjson.dumps(completion({"content": text}))
                    return
                value = {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": "stop"}]}
                yield b"data: " + orjson.dumps(value) + b"\n\ndata: [DONE]\n\n"

            async def read(self) -> bytes:
                return b"".join([part async for part in self.chunks()])

            def close(self) -> None:
                pass

        return Answer()

    async def probe(self, system: Any) -> bool:
        return True

    async def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def bare() -> tuple[Any, MemorySpool]:
    spool = MemorySpool()
    source = FixedSource(snapshot("http://upstream.invalid/v1", "http://upstream.invalid/v1"))
    return build_app(source, spool, secret=SECRET, environ={}, upstream=EchoUpstream()), spool


def call(app: Any, raw: bytes) -> tuple[int, bytes]:
    async def run() -> tuple[int, bytes]:
        sent: list[Any] = []
        waiting = asyncio.Event()
        first = True

        async def receive() -> Any:
            nonlocal first
            if first:
                first = False
                return {"type": "http.request", "body": raw, "more_body": False}
            await waiting.wait()
            raise AssertionError

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/v1/chat/completions",
            "headers": [(b"authorization", f"Bearer {KEY}".encode())],
        }
        await app(scope, receive, send)
        return sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:])

    return asyncio.run(run())


names = st.text(max_size=8) | st.sampled_from(
    [
        "model",
        "messages",
        "role",
        "content",
        "type",
        "text",
        "stream",
        "tools",
        "function",
        "arguments",
        "tool_calls",
        "metadata",
        "user",
        "stop",
        "response_format",
        "session_id",
    ]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
    | st.sampled_from(
        [
            "externe",
            "interne",
            "user",
            "assistant",
            "text",
            "NIR 2 55 08 14 168 025 38",
            '{"nir": "255081416802538"}',
            "\\u0041",
            "[PERSONNE_12]",
        ]
    )
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
messages = st.lists(
    st.fixed_dictionaries(
        {"role": st.sampled_from(["user", "system", "assistant", "tool"]) | values},
        optional={
            "content": st.text(max_size=40) | values,
            "tool_calls": values,
            "name": values,
            "x": values,
        },
    ),
    max_size=4,
)
requests = st.fixed_dictionaries(
    {"model": st.sampled_from(["externe", "interne"]), "messages": messages},
    optional={
        "stream": st.booleans(),
        "tools": values,
        "user": values,
        "metadata": values,
        "stop": values,
        "response_format": values,
        "x": values,
        "stream_options": values,
    },
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(body=values | requests)
def test_any_json_is_answered_and_journalled_and_is_never_a_500(
    bare: tuple[Any, MemorySpool], body: Any
) -> None:
    app, spool = bare
    spool.entries.clear()
    status, answer = call(app, json.dumps(body, ensure_ascii=True).encode())
    assert status in {200, 400, 403, 404}, answer
    assert isinstance(spool.entries[0], RequestDecided | RequestRefused)
    if status != 200:
        assert set(orjson.loads(answer)["error"]) == {"message", "type", "param", "code"}


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=200))
def test_any_bytes_are_answered_and_journalled(bare: tuple[Any, MemorySpool], raw: bytes) -> None:
    app, spool = bare
    spool.entries.clear()
    status, _ = call(app, raw)
    assert status == 400
    assert isinstance(spool.entries[0], RequestRefused)
