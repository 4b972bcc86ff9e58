"""The openai Python package, unmodified, against a real server."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
from gateway_world import (
    ACKNOWLEDGED,
    DONE,
    KEY,
    NIR,
    FakeUpstream,
    Gateway,
    chunk,
    completion,
    failing,
    running,
    streamed,
    streaming,
)

from garant.journal import RequestCompleted, RequestDecided

TEXT = f"Madame Claire Martin, NIR {NIR}, demande une aide."
TOOLS: list[Any] = [
    {
        "type": "function",
        "function": {
            "name": "ecrire",
            "parameters": {"type": "object", "properties": {"a": {"type": "string"}}},
        },
    }
]


def user(text: str) -> list[Any]:
    return [{"role": "user", "content": text}]


@pytest.fixture
def client(gateway: Gateway) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{gateway.url}/v1", api_key=KEY, max_retries=2) as client:
        yield client


def test_a_plain_answer(gateway: Gateway, client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(model="externe", messages=user(TEXT))
    assert answer.choices[0].message.content == TEXT
    assert answer.model == "externe"
    assert answer.usage is not None
    assert answer.usage.completion_tokens == 40
    assert answer.usage.model_extra is not None
    assert answer.usage.model_extra["impacts"]["kWh"] > 0
    assert answer._request_id is not None
    assert answer._request_id == gateway.entries(RequestDecided)[-1].request
    assert NIR not in gateway.external.texts()


def test_a_stream(gateway: Gateway, client: openai.OpenAI) -> None:
    chunks = list(
        client.chat.completions.create(
            model="externe", messages=user(TEXT), stream=True, stream_options={"include_usage": True}
        )
    )
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == TEXT
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == 40
    assert sum("impacts" in (c.usage.model_extra or {}) for c in chunks if c.usage) == 1
    assert NIR not in gateway.external.texts()


def test_the_stream_helper_gathers_a_restored_answer(gateway: Gateway, client: openai.OpenAI) -> None:
    with client.chat.completions.stream(model="externe", messages=user(TEXT)) as stream:
        final = stream.get_final_completion()
    assert final.choices[0].message.content == TEXT
    assert final.choices[0].finish_reason == "stop"


def test_the_asynchronous_client(gateway: Gateway) -> None:
    async def run() -> tuple[str | None, str]:
        async with openai.AsyncOpenAI(base_url=f"{gateway.url}/v1", api_key=KEY) as client:
            plain = await client.chat.completions.create(model="externe", messages=user(TEXT))
            pieces = [
                c.choices[0].delta.content or ""
                async for c in await client.chat.completions.create(
                    model="externe", messages=user(TEXT), stream=True
                )
                if c.choices
            ]
            return plain.choices[0].message.content, "".join(pieces)

    assert asyncio.run(run()) == (TEXT, TEXT)


def test_a_round_of_tool_calls(gateway: Gateway, client: openai.OpenAI) -> None:
    async def call(request: Any, body: dict[str, Any]) -> Any:
        from aiohttp import web

        if body["messages"][-1]["role"] == "tool":
            return web.json_response(completion({"content": "Reçu : " + body["messages"][-1]["content"]}))
        arguments = json.dumps({"a": body["messages"][-1]["content"]})
        call = {
            "index": 0,
            "id": "call_1",
            "type": "function",
            "function": {"name": "ecrire", "arguments": arguments},
        }
        if body.get("stream"):
            return await streamed(
                request, [chunk({"role": "assistant", "tool_calls": [call]}), chunk({}, "tool_calls"), DONE]
            )
        return web.json_response(completion({"tool_calls": [call]}))

    gateway.external.behave = call
    first = client.chat.completions.create(model="externe", messages=user(TEXT), tools=TOOLS)
    assert first.choices[0].message.tool_calls
    calling = first.choices[0].message.tool_calls[0]
    assert calling.type == "function"
    assert json.loads(calling.function.arguments) == {"a": TEXT}
    messages = [
        *user(TEXT),
        first.choices[0].message.to_dict(),
        {"role": "tool", "tool_call_id": "call_1", "content": f"NIR {NIR}"},
    ]
    second = client.chat.completions.create(model="externe", messages=messages, tools=TOOLS)
    assert second.choices[0].message.content == f"Reçu : NIR {NIR}"
    with client.chat.completions.stream(model="externe", messages=user(TEXT), tools=TOOLS) as stream:
        final = stream.get_final_completion()
    assert final.choices[0].message.tool_calls
    assert json.loads(final.choices[0].message.tool_calls[0].function.arguments) == {"a": TEXT}
    assert NIR not in gateway.external.texts()


def test_the_catalogue(gateway: Gateway, client: openai.OpenAI) -> None:
    models = list(client.models.list())
    assert [model.id for model in models] == ["externe", "interne"]
    assert models[0].model_extra is not None
    assert models[0].model_extra["zone"] == "external"
    assert client.models.retrieve("interne").id == "interne"


REFUSALS: list[tuple[str, str, type[openai.APIStatusError], str, str, str | None]] = [
    (
        "externe",
        "mot de passe : Tr0ub4dor&3",
        openai.PermissionDeniedError,
        "charter_personal_data_blocked",
        "permission_error",
        "messages[0].content",
    ),
    (
        "externe",
        "Classe ces candidats.",
        openai.PermissionDeniedError,
        "charter_use_forbidden",
        "permission_error",
        "messages",
    ),
    (
        "souverain",
        "Bonjour",
        openai.PermissionDeniedError,
        "charter_zone_closed",
        "permission_error",
        "model",
    ),
    (
        "retire",
        "Bonjour",
        openai.PermissionDeniedError,
        "charter_model_not_approved",
        "permission_error",
        "model",
    ),
    ("gpt-5", "Bonjour", openai.NotFoundError, "unknown_model", "not_found_error", "model"),
]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(("model", "text", "kind", "code", "type_", "param"), REFUSALS)
def test_a_refusal_is_the_right_exception_and_is_not_tried_again(
    gateway: Gateway,
    client: openai.OpenAI,
    model: str,
    text: str,
    kind: type[openai.APIStatusError],
    code: str,
    type_: str,
    param: str | None,
    stream: bool,
) -> None:
    before = len(gateway.entries())
    with pytest.raises(kind) as caught:
        client.chat.completions.create(model=model, messages=user(text), stream=stream)
    assert (caught.value.code, caught.value.type, caught.value.param) == (code, type_, param)
    assert len(gateway.entries()) == before + 1
    assert caught.value.request_id


def test_other_refusals(gateway: Gateway, client: openai.OpenAI) -> None:
    with pytest.raises(openai.AuthenticationError) as unknown:
        client.with_options(api_key="sk-x").chat.completions.create(model="externe", messages=user("Bonjour"))
    assert unknown.value.code == "invalid_api_key"
    wrong: Any = "chaud"
    with pytest.raises(openai.BadRequestError) as bad:
        client.chat.completions.create(model="externe", messages=user("Bonjour"), temperature=wrong)
    assert (bad.value.code, bad.value.param) == ("invalid_request", "temperature")


def test_a_busy_upstream_is_tried_again_as_it_says(gateway: Gateway, client: openai.OpenAI) -> None:
    gateway.external.behave = failing(429, headers={"retry-after-ms": "10"})
    with pytest.raises(openai.RateLimitError) as caught:
        client.chat.completions.create(model="externe", messages=user("Bonjour"))
    assert caught.value.code == "upstream_rate_limited"
    assert len(gateway.external.received) == 3


def test_what_would_meet_the_same_end_is_not(gateway: Gateway, client: openai.OpenAI) -> None:
    gateway.external.behave = failing(504)
    with pytest.raises(openai.InternalServerError) as caught:
        client.chat.completions.create(model="externe", messages=user("Bonjour"))
    assert caught.value.code == "upstream_timeout"
    assert len(gateway.external.received) == 1


def test_a_stream_that_breaks_raises(gateway: Gateway, client: openai.OpenAI) -> None:
    gateway.external.behave = streaming(chunk({"content": "Bonj"}), end=False)
    stream = client.chat.completions.create(model="externe", messages=user("Bonjour"), stream=True)
    pieces = iter(stream)
    assert next(pieces).choices[0].delta.content == "Bonj"
    with pytest.raises(openai.APIError) as caught:
        next(pieces)
    assert caught.value.code == "upstream_broken"


def test_a_stream_that_the_client_closes(gateway: Gateway, client: openai.OpenAI) -> None:
    gateway.external.behave = streaming(*[chunk({"content": "a"})] * 500, pause=0.01)
    with client.chat.completions.create(model="externe", messages=user("Bonjour"), stream=True) as stream:
        next(iter(stream))
    assert gateway.external.gone.wait(5)


def test_extra_fields_and_headers_pass(gateway: Gateway, client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(
        model="externe",
        messages=user("Bonjour"),
        extra_body={"top_k": 3},
        extra_headers={"x-garant-details": "1"},
    )
    assert gateway.external.bodies[0]["top_k"] == 3
    assert answer.model_extra is not None
    assert answer.model_extra["garant"]["action"] == "allow"


def test_a_charter_to_be_read_first(upstreams: tuple[FakeUpstream, FakeUpstream], tmp_path: Path) -> None:
    with running(tmp_path, *upstreams, charter=ACKNOWLEDGED) as gateway:
        with openai.OpenAI(base_url=f"{gateway.url}/v1", api_key=KEY) as client:
            with pytest.raises(openai.PermissionDeniedError) as caught:
                client.chat.completions.create(model="externe", messages=user("Bonjour"))
            assert caught.value.code == "charter_not_acknowledged"
            assert "Chacun lit la charte" in str(caught.value)
            assert [model.id for model in client.models.list()] == ["externe", "interne"]
        decided = gateway.entries(RequestDecided)[-1]
        assert (decided.code, decided.clauses) == ("charter_not_acknowledged", {"lecture": "block"})
        body = {"model": "externe", "messages": user("Bonjour")}
        for person, status in (("p1", 403), ("p2", 200)):
            assert (
                gateway.post(body, key="sk-assistant", headers={"x-garant-person": person}).status == status
            )
        assert gateway.entries(RequestCompleted)[-1].outcome == "ok"
