"""What a sentence says of somebody, towards an external system: pseudonymous when it can be, elsewhere when it can't."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from gateway_world import CHARTER, FakeUpstream, Gateway, running

from garant.journal import RequestDecided

STATED = CHARTER.replace(
    "          - protect: {data: [vulnerable], zones: [external], action: reroute}\n",
    "          - protect: {data: [vulnerable, health, minor, internal_document], zones: [external], action: pseudonymise}\n",
)
Upstreams = tuple[FakeUpstream, FakeUpstream]


@pytest.fixture
def stated(upstreams: Upstreams, tmp_path: Path) -> Iterator[Gateway]:
    for upstream in upstreams:
        upstream.clear()
    with running(tmp_path, *upstreams, charter=STATED) as gateway:
        yield gateway


def test_a_statement_leaves_without_the_name_it_is_about(stated: Gateway) -> None:
    answer = stated.ask("Mme Karima Benali est suivie pour un diabète.")
    assert answer.headers["x-garant-action"] == "pseudonymise"
    assert "Benali" not in stated.external.texts()
    assert "diabète" in stated.external.texts()
    assert "Benali" in answer.text
    assert stated.entries(RequestDecided)[-1].found["SENSITIVE_HEALTH"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ma voisine du dessus est suivie pour un diabète.",
        "CONFIDENTIEL – ne pas diffuser\nProjet de délibération à soumettre au conseil. Mme Karima Benali, rapporteure.",
    ],
)
def test_what_no_pseudonym_can_hide_goes_elsewhere(stated: Gateway, text: str) -> None:
    answer = stated.ask(text)
    assert answer.headers["x-garant-action"] == "reroute"
    assert stated.external.received == []


@pytest.mark.parametrize("name", ["Karima Benali, maire de Volx,", "Karima Benali"])
def test_who_acts_in_public_is_private_beside_a_statement(stated: Gateway, name: str) -> None:
    stated.ask(f"Mme {name} est en arrêt maladie pour une dépression.")
    assert "Benali" not in stated.external.texts()


def test_without_a_statement_who_acts_in_public_stays(stated: Gateway) -> None:
    stated.ask("Mme Karima Benali, maire de Volx, ouvre la séance.")
    assert "Karima Benali" in stated.external.texts()


def test_places_and_dates_go_with_the_rest_of_a_statement(stated: Gateway) -> None:
    stated.ask(
        "Théo, élève à l’école Jean Moulin de Volx, est autiste, constaté le 3 mars 2019. Mme Benali écrit."
    )
    sent = stated.external.texts()
    assert "Volx" not in sent
    assert "3 mars 2019" not in sent


TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "Get the weather of a city",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "unit": {"type": "string", "enum": ["celsius"]}},
                "required": ["city"],
                "additionalProperties": False,
            },
        },
    }
]


def test_an_ordinary_tool_leaves_as_it_came(gateway: Gateway) -> None:
    body = {
        "model": "externe",
        "messages": [
            {"role": "user", "content": "Quel temps ?"},
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [
                    {
                        "id": "call_9aB3",
                        "type": "function",
                        "function": {"name": "get_weather", "arguments": "{}"},
                    }
                ],
            },
            {"role": "tool", "tool_call_id": "call_9aB3", "content": '{"temperature": 12}'},
        ],
        "tools": TOOLS,
        "tool_choice": {"type": "function", "function": {"name": "get_weather"}},
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": {"type": "object", "properties": {}}},
        },
    }
    answer = gateway.post(body)
    assert answer.headers["x-garant-action"] == "allow"
    sent = gateway.external.bodies[-1]
    for field in ("tools", "tool_choice", "response_format"):
        assert sent[field] == body[field]
    assert json.dumps(sent["messages"][1:]) == json.dumps(body["messages"][1:])  # type: ignore[index]
