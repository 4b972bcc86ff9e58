"""The client of the gateway, against a gateway that misbehaves."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from garant.assistant.errors import GatewayAnswerUnreadable, GatewayUnreachable
from garant.assistant.relay import Decided, Door, Finished, Question, Refused, Said, Turn, Words, ask

QUESTION = Question("p-1", "c-1", "iris", (Turn("user", "Bonjour"),))
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def heard(handler: Handler) -> list[Said]:
    """All that the gateway says, handled by `handler`."""

    async def go() -> list[Said]:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", handler)
        async with TestServer(app) as server:
            door = Door(str(server.make_url("")).rstrip("/"), "sk-essai")
            return [said async for said in ask(QUESTION, door=door)]

    return asyncio.run(go())


def stream(*lines: str) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"content-type": "text/event-stream; charset=utf-8", "x-request-id": "req_1"}
        )
        await response.prepare(request)
        for line in lines:
            await response.write(f"data: {line}\n\n".encode())
        return response

    return handler


def test_it_asks_as_the_person_in_the_conversation_with_the_key() -> None:
    asked: dict[str, object] = {}

    async def handler(request: web.Request) -> web.StreamResponse:
        asked.update(await request.json(), **{name.lower(): value for name, value in request.headers.items()})
        return await stream("[DONE]")(request)

    heard(handler)
    assert asked["x-garant-person"] == "p-1"
    assert asked["x-session-id"] == "c-1"
    assert asked["x-garant-details"] == "1"
    assert asked["authorization"] == "Bearer sk-essai"
    assert asked["messages"] == [{"role": "user", "content": "Bonjour"}]
    assert asked["stream"] is True


def test_it_hears_the_decision_the_words_and_the_end() -> None:
    assert heard(
        stream(
            '{"choices":[],"garant":{"action":"allow"}}',
            '{"choices":[{"delta":{"content":"Bon"}}]}',
            '{"choices":[{"delta":{"content":"jour"},"finish_reason":"stop"}]}',
            '{"choices":[],"usage":{"completion_tokens":2}}',
            "[DONE]",
        )
    ) == [
        Decided({"action": "allow"}, "req_1"),
        Words("Bon"),
        Words("jour"),
        Finished("stop", {"completion_tokens": 2}),
    ]


@pytest.mark.parametrize(
    "odd",
    [
        '{"choices":["x",null,{"delta":"x"},{"delta":{"content":5}},{"delta":{"content":["x"]}}]}',
        '{"choices":{"delta":{"content":"x"}}}',
        '{"choices":[{"delta":{},"finish_reason":{"x":1}}]}',
        '{"choices":[],"error":null,"usage":"x","garant":"x"}',
    ],
)
def test_what_a_serving_system_writes_in_another_shape_is_no_word_of_the_answer(odd: str) -> None:
    said = heard(
        stream(odd, '{"choices":[{"delta":{"content":"Bon"},"finish_reason":"stop"}]}', odd, "[DONE]")
    )
    assert said == [Words("Bon"), Finished("stop", {})]


def test_a_refusal_brings_its_code_its_clauses_and_its_counts() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        body = {
            "error": {
                "message": "Non.",
                "type": "permission_error",
                "param": None,
                "code": "charter_use_forbidden",
            }
        }
        headers = {
            "x-garant-clauses": "egalite,donnees",
            "x-garant-pii": "NIR=1,PERSON=2,?",
            "x-request-id": "r",
        }
        return web.json_response(body, status=403, headers=headers)

    (refused,) = heard(handler)
    assert isinstance(refused, Refused)
    assert refused.clauses == ("egalite", "donnees")
    assert refused.found == {"NIR": 1, "PERSON": 2}
    assert (refused.code, refused.status, refused.after_words) == ("charter_use_forbidden", 403, False)


def test_an_error_within_the_stream_is_a_refusal_after_words() -> None:
    *_, refused = heard(
        stream(
            '{"choices":[{"delta":{"content":"Bon"}}]}',
            '{"error":{"message":"Coupé.","code":"upstream_broken"}}',
        )
    )
    assert isinstance(refused, Refused)
    assert refused.after_words


def test_a_stream_without_its_end_did_not_end() -> None:
    with pytest.raises(GatewayUnreachable):
        heard(stream('{"choices":[{"delta":{"content":"Bon"}}]}'))


@pytest.mark.parametrize("line", ["pas du json", "[1]", '{"error":"texte"}', '{"error":{"code":"x"}}'])
def test_what_is_not_a_gateway_is_not_believed(line: str) -> None:
    with pytest.raises(GatewayAnswerUnreadable) as raised:
        heard(stream(line))
    assert raised.value.__cause__ is None


def test_a_page_of_another_program_is_not_an_answer() -> None:
    async def page(request: web.Request) -> web.StreamResponse:
        return web.Response(text="<h1>It works!</h1>", content_type="text/html")

    async def missing(request: web.Request) -> web.StreamResponse:
        return web.Response(text="<h1>404</h1>", status=404)

    for handler in (page, missing):
        with pytest.raises(GatewayAnswerUnreadable):
            heard(handler)


def test_nobody_at_the_address_is_unreachable() -> None:
    async def go() -> None:
        async for _ in ask(QUESTION, door=Door("http://127.0.0.1:9", "k")):
            pass

    with pytest.raises(GatewayUnreachable):
        asyncio.run(go())
