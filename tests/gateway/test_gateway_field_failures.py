"""The failures of the field, one by one: what other gateways got wrong, by their own issues.

Positions of tool calls and results are in test_gateway_positions.py, streams in test_gateway_streaming.py; here is
one test for each sentence of the list.
"""

import json
import threading

import pytest
from gateway_world import (
    DONE,
    KEY,
    NIR,
    USAGE_CHUNK,
    FakeUpstream,
    Gateway,
    chunk,
    completion,
    streamed,
)

from garant.journal import RequestCompleted, RequestDecided, verify


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/chat/completions"])
@pytest.mark.parametrize("stream", [False, True])
def test_no_route_and_no_stream_skips_the_guard(gateway: Gateway, path: str, stream: bool) -> None:
    """LiteLLM #35260, #38841; aisix #204."""
    body = {"model": "externe", "stream": stream, "messages": [{"role": "user", "content": f"NIR {NIR}"}]}
    answer = gateway.request("POST", path, json.dumps(body).encode(), {"authorization": f"Bearer {KEY}"})
    assert answer.status == 200
    assert NIR not in gateway.external.texts()
    assert gateway.entries(RequestDecided)[-1].action == "pseudonymise"


def test_a_refusal_is_never_logged_as_a_success(gateway: Gateway) -> None:
    """LiteLLM #35260: the same, the other way round."""
    done = len(gateway.entries(RequestCompleted))
    gateway.ask("mot de passe : Tr0ub4dor&3", stream=True)
    decided = gateway.entries(RequestDecided)[-1]
    assert (decided.action, decided.routed_to, decided.code) == (
        "block",
        None,
        "charter_personal_data_blocked",
    )
    assert len(gateway.entries(RequestCompleted)) == done


def test_a_stream_is_not_gathered_before_it_is_restored(gateway: Gateway) -> None:
    """LiteLLM #29134: the first word arrives while the upstream has not written the last."""
    go = threading.Event()

    async def waiting(request, body):  # type: ignore[no-untyped-def]
        import asyncio

        from aiohttp import web

        response = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await response.prepare(request)
        await response.write(chunk({"content": "Bonjour [PERS"}))
        await asyncio.to_thread(go.wait, 30)
        for piece in (chunk({"content": "ONNE_1]"}), chunk({}, "stop"), DONE):
            await response.write(piece)
        return response

    import http.client

    gateway.external.behave = waiting
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=30)
    body = {"model": "externe", "stream": True, "messages": [{"role": "user", "content": f"NIR {NIR}"}]}
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {"authorization": f"Bearer {KEY}"})
    response = connection.getresponse()
    first = json.loads(response.readline()[6:])
    assert first["choices"][0]["delta"]["content"] == "Bonjour "
    go.set()
    rest = response.read().decode()
    connection.close()
    assert "[PERSONNE_1]" in rest  # no pseudonym of this request: it stays as it stands


def test_restored_text_is_not_masked_again(gateway: Gateway) -> None:
    """LiteLLM #28197: what comes back to the person is what the person wrote."""
    for stream in (False, True):
        assert gateway.ask(f"NIR {NIR}", stream=stream).text == f"NIR {NIR}"


def test_restored_text_of_the_history_leaves_as_the_same_pseudonym(gateway: Gateway) -> None:
    first = gateway.ask("Écrivez à Mme Claire Martin.", headers={"x-session-id": "s"})
    history = [
        {"role": "user", "content": "Écrivez à Mme Claire Martin."},
        {"role": "assistant", "content": first.text},
        {"role": "user", "content": "Merci."},
    ]
    gateway.post({"model": "externe", "messages": history}, headers={"x-session-id": "s"})
    before, after = gateway.external.bodies
    assert after["messages"][0] == before["messages"][0]
    assert after["messages"][1]["content"] == before["messages"][0]["content"]


@pytest.mark.parametrize("stream", [False, True])
def test_arguments_in_an_answer_are_restored(gateway: Gateway, stream: bool) -> None:
    """LiteLLM #31950, #32014: and they stay JSON, whatever stands in the value."""
    address = "jean.dupont@orange.fr"

    async def call(request, body):  # type: ignore[no-untyped-def]
        word = body["messages"][-1]["content"].removeprefix("Écris à ")
        arguments = json.dumps({"to": word})
        function = {
            "index": 0,
            "id": "c1",
            "type": "function",
            "function": {"name": "mail", "arguments": arguments},
        }
        if body.get("stream"):
            return await streamed(
                request, [chunk({"tool_calls": [function]}, "tool_calls"), USAGE_CHUNK, DONE]
            )
        from aiohttp import web

        return web.json_response(completion({"tool_calls": [function]}))

    gateway.external.behave = call
    answer = gateway.ask(f"Écris à {address}", stream=stream)
    assert address not in gateway.external.texts()
    if stream:
        calls = [
            c["delta"]["tool_calls"][0]
            for e in answer.events[:-1]
            for c in e["choices"]
            if c["delta"].get("tool_calls")
        ]
        arguments = "".join(c["function"].get("arguments", "") for c in calls)
    else:
        arguments = answer.json["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"]
    assert json.loads(arguments) == {"to": address}


def test_no_log_keeps_what_the_guard_hid(gateway: Gateway, capfd: pytest.CaptureFixture[str]) -> None:
    """LiteLLM #12152, #20240; dust #25426."""
    for stream in (False, True):
        gateway.ask(f"Madame Claire Martin, NIR {NIR}", stream=stream)
        gateway.ask("mot de passe : Tr0ub4dor&3", stream=stream)
    out, err = capfd.readouterr()
    written = out + err + "".join(path.read_text() for path in gateway.journal.rglob("*") if path.is_file())
    for word in ("Martin", NIR, NIR.replace(" ", ""), "Tr0ub4dor", "sk-amont-secret", KEY):
        assert word not in written


def test_many_at_once_make_one_unbroken_chain(gateway: Gateway) -> None:
    """LiteLLM's asqav: a chain that several writers break."""
    threads = [threading.Thread(target=gateway.ask, args=(f"Bonjour {n}",)) for n in range(24)]
    before = len(gateway.entries())
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(gateway.entries()) == before + 2 * len(threads)
    from gateway_world import SECRET

    verification = verify(gateway.journal, key=SECRET)
    assert verification.ok


def test_upstreams_are_a_path_apart(upstreams: tuple[FakeUpstream, FakeUpstream], gateway: Gateway) -> None:
    """Bifrost #2873: nothing is passed through to a path that the gateway does not know."""
    for path in ("/v1/files", "/v1/chat/completions/../files", "/v1//chat/completions", "/openai/v1/models"):
        assert gateway.get(path).status == 404
    assert upstreams[0].received == []
