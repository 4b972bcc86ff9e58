"""A NIR planted in each place where a text may stand, plain and streamed: it never reaches the external system."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from gateway_world import NIR, Gateway

from garant.journal import RequestDecided

DIGITS = NIR.replace(" ", "")
Body = dict[str, Any]


def chat(*messages: Any, **fields: Any) -> Body:
    return {"model": "externe", "messages": list(messages), **fields}


def user(content: Any, **fields: Any) -> Body:
    return {"role": "user", "content": content, **fields}


def calling(arguments: str, name: str = "chercher") -> list[Body]:
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}
    return [
        user("Cherche le dossier."),
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "Rien."},
    ]


def tool(**function: Any) -> Body:
    return {
        "type": "function",
        "function": {"name": "chercher", "parameters": {"type": "object"}, **function},
    }


SAID = f"numéro de sécurité sociale {NIR}"

PLACES: dict[str, Callable[[], Body]] = {
    "system": lambda: chat({"role": "system", "content": SAID}, user("Bonjour")),
    "developer": lambda: chat({"role": "developer", "content": SAID}, user("Bonjour")),
    "user": lambda: chat(user(SAID)),
    "an earlier user message": lambda: chat(
        user(SAID), {"role": "assistant", "content": "Oui."}, user("Suite")
    ),
    "an assistant message": lambda: chat(user("A"), {"role": "assistant", "content": SAID}, user("Suite")),
    "a text part": lambda: chat(user([{"type": "text", "text": "A"}, {"type": "text", "text": SAID}])),
    "a part that is a string": lambda: chat(user(["A", SAID])),
    "a field of a text part": lambda: chat(
        user([{"type": "text", "text": "A", "cache_control": {"note": SAID}}])
    ),
    "a refusal part": lambda: chat(
        user("A"), {"role": "assistant", "content": [{"type": "refusal", "refusal": SAID}]}, user("B")
    ),
    "the name of a speaker": lambda: chat(user("A", name=f"nir-{DIGITS}")),
    "a refusal": lambda: chat(user("A"), {"role": "assistant", "content": "", "refusal": SAID}, user("B")),
    "reasoning": lambda: chat(
        user("A"), {"role": "assistant", "content": "", "reasoning_content": SAID}, user("B")
    ),
    "an unknown field of a message": lambda: chat(user("A", annotations=[{"note": SAID}])),
    "a tool definition's description": lambda: chat(user("A"), tools=[tool(description=SAID)]),
    "an enumeration in a tool definition": lambda: chat(
        user("A"), tools=[tool(parameters={"properties": {"nir": {"enum": [NIR]}}})]
    ),
    "a tool call's arguments": lambda: chat(*calling(json.dumps({"nir": NIR}))),
    "a number in a tool call's arguments": lambda: chat(*calling(json.dumps({"nir": int(DIGITS)}))),
    "a key of a tool call's arguments": lambda: chat(*calling(json.dumps({NIR: True}))),
    "escaped text in a tool call's arguments": lambda: chat(
        *calling('{"numéro de sécurité sociale": "' + "".join(f"\\u{ord(c):04x}" for c in NIR) + '"}')
    ),
    "arguments that are no JSON": lambda: chat(*calling(SAID)),
    "JSON within JSON within a tool call": lambda: chat(
        *calling(json.dumps({"inner": json.dumps({"deeper": json.dumps({"nir": NIR})})}))
    ),
    "arguments that say a key twice": lambda: chat(*calling('{"nir": "' + NIR + '", "nir": "x"}')),
    "a legacy function call": lambda: chat(
        user("A"),
        {
            "role": "assistant",
            "content": None,
            "function_call": {"name": "f", "arguments": json.dumps({"nir": NIR})},
        },
        {"role": "function", "name": "f", "content": "Rien."},
    ),
    "a custom tool call": lambda: chat(
        user("A"),
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "c", "type": "custom", "custom": {"name": "f", "input": SAID}}],
        },
        {"role": "tool", "tool_call_id": "c", "content": "Rien."},
    ),
    "a tool result": lambda: chat(
        *calling("{}")[:2], {"role": "tool", "tool_call_id": "call_1", "content": SAID}
    ),
    "a tool result in JSON": lambda: chat(
        *calling("{}")[:2],
        {
            "role": "tool",
            "tool_call_id": "call_1",
            "content": json.dumps([{"text": json.dumps({"nir": NIR})}]),
        },
    ),
    "a tool result in parts": lambda: chat(
        *calling("{}")[:2],
        {"role": "tool", "tool_call_id": "call_1", "content": [{"type": "text", "text": SAID}]},
    ),
    "a legacy function definition": lambda: chat(user("A"), functions=[{"name": "f", "description": SAID}]),
    "response_format": lambda: chat(
        user("A"),
        response_format={
            "type": "json_schema",
            "json_schema": {"name": "r", "schema": {"description": SAID}},
        },
    ),
    "a predicted answer": lambda: chat(user("A"), prediction={"type": "content", "content": SAID}),
    "stop": lambda: chat(user("A"), stop=[SAID]),
    "tool_choice": lambda: chat(user("A"), tool_choice={"type": "function", "function": {"name": NIR}}),
    "the user field": lambda: chat(user("A"), user=SAID),
    "metadata": lambda: chat(user("A"), metadata={"dossier": SAID, NIR: "clé"}),
    "safety_identifier": lambda: chat(user("A"), safety_identifier=SAID),
    "prompt_cache_key": lambda: chat(user("A"), prompt_cache_key=SAID),
    "an unknown field": lambda: chat(user("A"), guided_choice=[{"deep": {"deeper": [SAID]}}]),
    "the name of an unknown field": lambda: chat(user("A"), **{SAID: 1}),
    "a number in an unknown field": lambda: chat(user("A"), nir=int(DIGITS)),
    "stream_options": lambda: chat(user("A"), stream_options={"note": SAID}),
}


@pytest.mark.parametrize("stream", [False, True], ids=["plain", "stream"])
@pytest.mark.parametrize("place", PLACES)
def test_it_never_leaves(gateway: Gateway, place: str, stream: bool) -> None:
    answer = gateway.post({**PLACES[place](), "stream": stream})
    assert answer.status == 200, answer.body
    sent = gateway.external.texts()
    assert sent
    for form in (NIR, DIGITS, NIR.replace(" ", "\\u0020")):
        assert form not in sent
    assert gateway.entries(RequestDecided)[-1].found["NIR"] >= 1
    assert answer.headers["x-garant-pii"].startswith("NIR=")


@pytest.mark.parametrize("stream", [False, True], ids=["plain", "stream"])
@pytest.mark.parametrize("place", PLACES)
def test_without_it_the_same_request_leaves_as_it_is(gateway: Gateway, place: str, stream: bool) -> None:
    """The near miss: nothing of the request is lost or changed where there is nothing to protect."""
    harmless = json.loads(
        json.dumps(PLACES[place](), ensure_ascii=False)
        .replace(SAID, "un dossier")
        .replace(NIR, "dossier")
        .replace(DIGITS, "7")
        .replace("".join(f"\\\\u{ord(c):04x}" for c in NIR), "x")
    )
    answer = gateway.post({**harmless, "stream": stream})
    assert answer.headers["x-garant-action"] == "allow"
    sent = gateway.external.bodies[0]
    for name, value in harmless.items():
        if name not in {
            "model",
            "user",
            "metadata",
            "safety_identifier",
            "prompt_cache_key",
            "stream_options",
        }:
            assert sent[name] == value
    assert sent["stream"] is stream


def test_a_known_enumeration_is_left_alone_at_its_place_only(gateway: Gateway) -> None:
    """`role` is a closed list, so that nothing can hide there: another word is refused, not passed on."""
    answer = gateway.post(chat({"role": NIR, "content": "Bonjour"}))
    assert (answer.status, answer.error["code"]) == (400, "invalid_request")
    assert answer.error["param"] == "messages[0].role"
    assert NIR not in answer.body.decode()


# ---------------------------------------------------------------- what can't be read as text

IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,aGVsbG8="}}
SHAPES: dict[str, Callable[[], tuple[Body, str]]] = {
    "an image": lambda: (chat(user([{"type": "text", "text": "Lis."}, IMAGE])), "messages[0].content[1]"),
    "a sound": lambda: (
        chat(user([{"type": "input_audio", "input_audio": {"data": "aGk=", "format": "wav"}}])),
        "messages[0].content[0]",
    ),
    "a file": lambda: (chat(user([{"type": "file", "file": {"file_id": "f1"}}])), "messages[0].content[0]"),
    "a part of tomorrow": lambda: (chat(user([{"type": "hologram"}])), "messages[0].content[0]"),
    "a tool of the provider": lambda: (chat(user("A"), tools=[{"type": "web_search"}]), "tools[0]"),
    "a data URL in a text": lambda: (
        chat(user("Voici data:image/png;base64,aGVsbG8= !")),
        "messages[0].content",
    ),
    "a long run of base64": lambda: (chat(user("A"), image="QUJD" * 300), "champs complémentaires"),
}


@pytest.mark.parametrize("stream", [False, True], ids=["plain", "stream"])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_cannot_be_inspected_stays_here(gateway: Gateway, shape: str, stream: bool) -> None:
    body, where = SHAPES[shape]()
    answer = gateway.post({**body, "stream": stream})
    assert (answer.status, answer.error["code"]) == (403, "charter_unknown_shape")
    assert answer.error["param"] == where
    assert gateway.external.received == []
    assert gateway.entries(RequestDecided)[-1].code == "charter_unknown_shape"


@pytest.mark.parametrize("shape", SHAPES)
def test_it_may_go_where_the_charter_lets_everything_go(gateway: Gateway, shape: str) -> None:
    body, _ = SHAPES[shape]()
    answer = gateway.post({**body, "model": "interne"})
    assert answer.status == 200
    assert gateway.internal.bodies[0]["messages"] == body["messages"]
